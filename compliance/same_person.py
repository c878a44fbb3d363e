"""While the match key is being changed, one person's rows stand under several: which one stands for all of them."""

from placements import matching

from . import sources


def of_placements(rows, known_at=None):
    """Each match key under which these placements' workers may be found, with the one that stands for the person."""
    found = {row.match_key: row.match_key for row in rows}
    if len(matching.ring()) > 1:
        numbers = sources.fetch(sources.NUMBERS, [row.id for row in rows], known_at=known_at)
        for key, number in numbers:
            found.setdefault(key, key)
            found |= of_number(number) if matching.SWE_NUMBER.fullmatch(number) else {}
    return found


def of_number(number):
    """The same for one registration number, the current key first. Raises ValueError where it is malformed."""
    keys = matching.match_keys(number)
    return dict.fromkeys(keys, keys[0])
