"""What differs in the head of two files: whose agreement it is, from when, on what authority."""

from collections.abc import Iterator

from compliance.agreement import Version
from compliance.differences.wording import ended, in_words, quoted, text_changed
from compliance.periods import CORRESPONDING_DATE

REGIMES = {"national": "the national rules", "regional": "a regional agreement"}
FREE = {True: "the day after the corresponding date", False: "the corresponding date itself"}


def place_taken(before: Version, after: Version) -> list[str]:
    """Which version takes the place of which, and from when; empty where both are the same."""
    if (before.version, before.in_force_from) == (after.version, after.in_force_from):
        return []
    day, since = in_words(after.in_force_from), in_words(before.in_force_from)
    if after.in_force_from == before.in_force_from:
        return [f"Version {after.version} takes the place of version {before.version} from the same day, {day}."]
    return [f"Version {after.version} holds from {day}; version {before.version} holds from {since}."]


def heading(before: Version, after: Version) -> Iterator[str]:
    """Every other difference in the head of the file."""
    if before.agreement != after.agreement:
        yield f"It is another agreement: {quoted(after.agreement)}, not {quoted(before.agreement)}."
    if before.title != after.title:
        yield text_changed("The title of the agreement", after.title)
    if before.regime != after.regime:
        yield f"It belongs to {REGIMES[after.regime]}, not to {REGIMES[before.regime]}."
    if before.region != after.region:
        yield text_changed("The region that it is for", after.region)
    yield from _correction(before, after)
    if before.schedule_of != after.schedule_of:
        yield text_changed("The agreement whose figures it holds", after.schedule_of)
    if before.convention != after.convention:
        yield f"After a waiting time the first free day is {free(after.convention)}, not {free(before.convention)}."
    if before.note != after.note:
        yield text_changed("The note at the head", after.note)
    if before.source != after.source:
        yield text_changed("The source of the agreement", after.source)
    if before.sure != after.sure:
        yield text_changed("How sure we are of the agreement", after.sure)


def free(convention: str) -> str:
    """The first free day after a waiting time, by a convention of counting months."""
    return FREE[convention == CORRESPONDING_DATE]


def _correction(before: Version, after: Version) -> Iterator[str]:
    if (before.corrects, before.reason) == (after.corrects, after.reason):
        return
    if after.corrects or after.reason:
        yield ended(f"It corrects version {after.corrects}, because: {quoted(after.reason)}")
    else:
        yield f"It is not a correction, as version {before.version} was."
