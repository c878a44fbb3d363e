"""What differs in the figures: caps and the other numbers, from the later version's first day on."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from compliance.agreement import Version
from compliance.differences.amounts import moved, shown
from compliance.differences.naming import Entry, Figure, called, cap_figures, number_figures
from compliance.differences.wording import ended, in_words, quoted

# What else is said of a figure beside its value, with the words that name it.
QUIET = {
    "base": "what is compared with {of}",
    "lowered": "the reason for lowering {of}",
    "source": "the source of {of}",
    "sure": "how sure we are of {of}",
}


class Told(NamedTuple):
    """A sentence with a place for what it is about; `merges` where it may be about several figures at once."""

    text: str
    merges: bool = False


class Stretch(NamedTuple):
    """What two versions say of one figure from a day on; None for nothing."""

    day: date
    before: Entry | None
    after: Entry | None


def caps(before: Version, after: Version) -> Iterator[str]:
    """Every difference in the caps; what holds for each kind of pay alike is said once."""
    yield from _sentences(cap_figures(before, after), before, after)


def numbers(before: Version, after: Version) -> Iterator[str]:
    """Every difference in the other numbers."""
    yield from _sentences(number_figures(before, after), before, after)


def _sentences(figures: Sequence[Figure], before: Version, after: Version) -> Iterator[str]:
    """What differs in the figures themselves, one by one, then what differs in what is said of them."""
    found: dict[tuple[Told, str], list[Figure]] = {}
    for figure in figures:
        for told in _told(figure, after.in_force_from, before.version):
            found.setdefault((told, "" if told.merges else figure.name), []).append(figure)
    for merges in (False, True):
        for (told, _), about in found.items():
            if told.merges is merges:
                yield _sentence(told.text, about, figures)


def _sentence(text: str, about: list[Figure], figures: Sequence[Figure]) -> str:
    several = len({figure.name for figure in about}) > 1
    of = called(about, figures)
    whole = text.format(of=of, are="are" if several and not of.startswith("every ") else "is")
    return whole[:1].upper() + whole[1:]


def _told(figure: Figure, first: date, label: str) -> Iterator[Told]:
    stretches = _stretches(figure, first)
    yield from _values(stretches, label)
    both = [each for each in stretches if each.before and each.after]
    for day, _, now in _changes(both, "illustrative"):
        yield Told(f"from {in_words(day)} {{of}} {{are}} {'' if now else 'no longer '}illustrative.", merges=True)
    for field, what in QUIET.items():
        for day, was, now in _changes(both, field):
            said = f"is {_kept(quoted(now))}{' again' if was == now else ''}" if now else "is not given"
            yield Told(ended(f"from {in_words(day)} {what} {said}"), merges=True)


def _kept(text: str) -> str:
    """A text from a file inside one that has places of its own."""
    return text.replace("{", "{{").replace("}", "}}")


def _stretches(figure: Figure, first: date) -> list[Stretch]:
    later = {entry.since for entry in (*figure.before, *figure.after) if entry.since > first}
    return [Stretch(day, _on(figure.before, day), _on(figure.after, day)) for day in sorted({first, *later})]


def _on(entries: Sequence[Entry], day: date) -> Entry | None:
    """The entry that holds on a day."""
    return next((entry for entry in reversed(entries) if entry.since <= day), None)


def _changes(stretches: Sequence[Stretch], field: str) -> Iterator[tuple[date, Any, Any]]:
    """The days from which the two versions differ in something, and those from which they no longer do."""
    last: tuple[Any, Any] = (None, None)
    for day, before, after in stretches:
        pair = getattr(before, field, ""), getattr(after, field, "")
        if pair != last and (pair[0] != pair[1] or last[0] != last[1]):
            yield day, *pair
        last = pair


def _values(stretches: Sequence[Stretch], label: str) -> Iterator[Told]:
    """The values that came, went, rose or fell, each from the day on which it does."""
    last, told = Stretch(date.min, None, None), False
    for each in stretches:
        if _figures(each) != _figures(last) and (text := _value(each, last, label if told else "")):
            yield Told(f"{{of}} {_kept(text)}.")
            told = True
        last = each


def _figures(stretch: Stretch) -> tuple[Any, Any]:
    return tuple(entry and (entry.value, entry.unit) for entry in stretch[1:])  # type: ignore[return-value]


def _value(now: Stretch, last: Stretch, told: str) -> str:
    """What is said of the value from a day on, `last` being what held before; nothing where nothing differs.

    `told` is the label of the version before where the figure has been compared for an earlier day already: a second
    rise would seem to come on top of the first.
    """
    day, before, after = in_words(now.day), now.before, now.after
    was, becomes = _figures(now)
    if was == becomes:
        return f"is the same again, {shown(after)}, from {day}" if told and after else ""
    if after is None or after.value is None:
        return _gone(before, after, last, day)
    if before is None or before.value is None:
        return f"is {shown(after)} from {day}" if told else _came(before, after, day)
    if told:
        return f"is {shown(after)} from {day}, where version {told} says {shown(before)}"
    return f"{moved(before, after)} from {day}"


def _gone(before: Entry | None, after: Entry | None, last: Stretch, day: str) -> str:
    was = f". It was {shown(before)}" if before and before.value is not None else ""
    if after is not None:
        return f"is not known from {day}{was}" if before else f"is new from {day}, but not known"
    return "" if last.before and last.after is None else f"ends: there is none from {day}{was}"


def _came(before: Entry | None, after: Entry, day: str) -> str:
    if before is not None:
        return f"becomes known: {shown(after)} from {day}"
    return f"is new: {shown(after)} from {day}{', an illustrative figure' if after.illustrative else ''}"
