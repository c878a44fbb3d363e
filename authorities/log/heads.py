"""Heads: the last hash of a day, which stands for all before it; and those that were kept outside the database."""

import re
from datetime import date
from typing import NamedTuple

from ..refusal import Refused
from .models import LogLink

KEPT = re.compile(r"(\d{4}-\d{2}-\d{2})\s+(?:(\d{1,9})\s+)?([0-9a-f]{64})", re.IGNORECASE)


class Head(NamedTuple):
    """An entry's place and hash, as `DAY NUMBER HASH`; without a number, that of the day's last entry."""

    day: str
    number: int | None
    hash: str

    def __str__(self):
        return " ".join(str(each) for each in self if each is not None)


def head(before=None):
    """The last link of the log, or the last of the days before a day; None where there is none."""
    links = LogLink.objects.filter(day__lt=before) if before else LogLink.objects.all()
    last = links.order_by("-day", "-number").first()
    return last and Head(last.day.isoformat(), last.number, bytes(last.hash).hex())


def kept_outside(text, name="the file"):
    """The heads in a text, one a line; blank lines and what follows # are passed over. Raises Refused."""
    heads = []
    for number, line in enumerate(text.splitlines(), start=1):
        said = line.split("#")[0].strip()
        if not said:
            continue
        match = KEPT.fullmatch(said)
        if not match or not _is_a_day(match[1]):
            raise Refused(
                f"Line {number} of {name} is not the head of a day.",
                "Write each as the report or the e-mail has it: 2026-11-21 184 and 64 letters and digits.",
                "anchors",
            )
        heads.append(Head(match[1], int(match[2]) if match[2] else None, match[3].lower()))
    return heads


def _is_a_day(text):
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
