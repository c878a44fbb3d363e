"""The oracle's answer beside the product's, in one shape."""

from pprint import pformat
from typing import Any, NamedTuple

from .answers import clause_of, combined, still_needed, transitional
from .in_the_product import in_the_same_shape, judged_by_the_product
from .rules_oracle import OF_THE_LAST_DAY, answered, days_of, joined
from .said import DAY, Span


class Answered(NamedTuple):
    """All that is compared."""

    spans: list[Span]
    answer: tuple[str, Any]
    still_needed: set[tuple[str, str]]
    transitional: set[tuple[str, str]]


def differ(world):
    oracle, product = both(world, judged_by_the_product(world))
    return oracle != product


def explained(world, oracle, product):
    """The world, and where the two part."""
    parts = [pformat(world._asdict(), width=120)]
    for name in Answered._fields:
        ours, theirs = getattr(oracle, name), getattr(product, name)
        if ours != theirs:
            both = [each for each in ours if each in theirs] if name == "spans" else []
            ours, theirs = ([each for each in said if each not in both] if both else said for said in (ours, theirs))
            parts += [f"{name}, by the oracle:", pformat(ours), f"{name}, by the product:", pformat(theirs)]
    return "\n".join(parts)


def both(world, answer):
    """What the oracle says, and what the product answered."""
    ours, theirs = answered(world), in_the_same_shape(answer, world)
    # Leave is asked of each stretch. The product may cut one more often than it must, and join two that say the same:
    # what it says of each day is compared with ours, and from then on its stretches serve both.
    oracle = Answered(ours, combined(world, theirs), still_needed(world, theirs), transitional(world))
    product = Answered(
        spans=joined(a_day_at_a_time(theirs, ours, world)),
        answer=(answer.answer, answer.not_before),
        still_needed={(judged.version.agreement, judged.clause.id) for judged, _ in answer.still_needed},
        transitional={(each.version.agreement, each.clause.id) for each in answer.transitional},
    )
    return oracle, product


def a_day_at_a_time(theirs, ours, world):
    """Their spans by day, in our words where either will do; what is judged on the last day, of that alone."""
    last = list(days_of(world))[-1]
    for span in theirs:
        first = last if clause_of(world, span.said).rule in OF_THE_LAST_DAY else span.first
        for number in range((span.last - first).days + 1):
            day = first + number * DAY
            yield Span(in_our_words(span.said, ours, day), day, day)


def in_our_words(said, ours, day):
    same = (each.said for each in ours if each.first <= day <= each.last and each.said.is_the_same_as(said))
    return next(same, said)
