"""What a list of references comes to: the three details of a placement that rules read, told once.

An order or a form may state how many references came and when the last did. Where they are recorded one by one the
list counts as soon as it has as many as were stated; until then the statement stands.
"""

from datetime import date
from typing import NamedTuple

from .models import Reference


class Listed(NamedTuple):
    """The days on which the references of one placement were received, and its authority’s own given."""

    received: tuple[date, ...] = ()
    given: tuple[date, ...] = ()

    @classmethod
    def of(cls, references):
        """Those that are there, of these references of one placement."""
        done = [(each.kind, each.done_on) for each in references if each.done_on]
        return cls(
            tuple(day for kind, day in done if kind == Reference.Kind.RECEIVED),
            tuple(day for kind, day in done if kind == Reference.Kind.GIVEN),
        )


def keep(values, listed):
    """Let a placement’s details say at least what is listed, whatever else has been stated."""
    stated, last = values["references_received"], values["last_reference_on"]
    if listed.received and (stated is None or stated <= len(listed.received)):
        values["references_received"], values["last_reference_on"] = len(listed.received), max(listed.received)
    elif listed.received and last is not None:
        values["last_reference_on"] = max(last, *listed.received)
    if listed.given:
        values["reference_given_on"] = min(listed.given)


def follow(values, before, after):
    """Let the details follow a list that has changed; what had come from the list alone goes with it."""
    stated = values["references_received"]
    if before.received and stated is not None and stated <= len(before.received):
        values["references_received"] = values["last_reference_on"] = None
    if before.given and values["reference_given_on"] == min(before.given):
        values["reference_given_on"] = None
    keep(values, after)
