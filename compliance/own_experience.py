"""A worker's experience as the rule would count it for a placement that begins on a day, spell by spell."""

from typing import NamedTuple

from placements.models import Spell

from .agreement import ENGAGEMENT
from .assess import Judged, assess
from .experience import spell_by_spell
from .facts import Facts, Member, Region, SpellWorked
from .queries import rulebook

RULE = "experience"


class Counted(NamedTuple):
    """A recorded spell and its own days before the start: None where it does not count, or where no rule asks."""

    spell: Spell
    days: int | None


class OwnExperience(NamedTuple):
    """The spells on an authority's record, the latest first, and what each clause about experience says of them."""

    spells: list[Counted]
    judged: list[Judged]


def own_experience(worker, *, on, stated=None):
    """What is on record of a worker's experience, counted for a placement that begins on the day (local date).

    `stated`: months as the agency states them, which count only where there are no spells.
    """
    spells = list(worker.spells.order_by("from_on", "pk"))
    facts = _facts(worker, spells, on, stated)
    book = rulebook()
    clauses = [each.clause for each in book.bound(facts.region.code, on, ENGAGEMENT) if _asks(each.clause.rule)]
    days = spell_by_spell(facts, clauses[0].counts) if clauses else [None] * len(spells)
    counted = [Counted(*each) for each in zip(spells, days, strict=True)]
    return OwnExperience(counted[::-1], [each for each in assess([facts], book) if _asks(each.rule_name)])


def _asks(rule_name):
    return rule_name.split("@")[0] == RULE


def _facts(worker, spells, on, stated):
    """The facts that the rule reads, and no others: this is a worker, not a placement."""
    held = list(worker.authority.memberships.order_by("from_on").select_related("region"))
    now = next((each for each in held if each.from_on <= on and (each.until_on is None or on <= each.until_on)), None)
    members = tuple(Member(worker.authority_id, each.from_on, each.until_on) for each in held if now)
    return Facts(
        authority=worker.authority_id,
        authority_code=worker.authority.ons_code,
        region=Region(now.region.code if now else "", members),
        started_on=on,
        judged_on=on,
        stretch_from=on,
        spells=tuple(SpellWorked(each.setting, each.from_on, each.until_on, each.registered) for each in spells),
        pqe_months=stated,
    )
