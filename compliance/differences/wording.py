"""The small words with which differences are told."""

from datetime import date

from compliance.amounts import listed
from compliance.rule import in_words

__all__ = ["day_changed", "ended", "in_words", "listed", "quoted", "text_changed"]


def quoted(text: str) -> str:
    """A text as it stands in the file."""
    return f"“{text}”"


def ended(sentence: str) -> str:
    """A sentence with its full stop, unless what it quotes brings one along."""
    return sentence if sentence.endswith((".”", "?”", "!”")) else f"{sentence}."


def text_changed(what: str, after: str) -> str:
    """A text that became another, or that is left out now; `what` begins the sentence."""
    return ended(f"{what} is now {quoted(after)}") if after else f"{what} is no longer given."


def day_changed(what: str, before: date | None, after: date | None, *, given: str, taken: str) -> str:
    """A day that came, went or moved; `given` and `taken` begin what is said of the first two."""
    if before is None and after is not None:
        return f"{given} {in_words(after)}."
    if after is None and before is not None:
        return f"{taken} {in_words(before)}."
    return f"{what} is {in_words(after or date.min)}, not {in_words(before or date.min)}."
