"""The same world put to the product in memory, and the product's outcomes in the oracle's shape."""

from datetime import date
from decimal import Decimal
from functools import partial

from compliance.answer import combine
from compliance.assess import assess
from compliance.facts import Member, PostHeld, Region
from compliance.gather import NO_RATE, stretches
from compliance.ground import NO_REGION, NOTHING, Dated, RoleRow
from compliance.parameters import Cap, Clause, ExceptionAllowed, Rulebook, Version
from compliance.queries import cover_of
from compliance.sources import Leave, RateRow, Row

from .rules_oracle import CANNOT_TELL, Said, Spell, days_of
from .world import REGION

MISSING = {
    "unmapped": "role",
    "not_in_force": "cap",
    "unknown": "pay",
    "no_first_day": "first day",
    "no_leaving_day": "leaving day",
    "leavers_missing": "leavers",
}
SOURCED = {"source": "a test", "sure": "our decision"}
TITLE = 1


def clause_of(clause, convention):
    judged = "continuing" if clause.rule == "pay_cap" else "engagement"
    return Clause(
        **{**clause._asdict(), "exceptions": tuple(ExceptionAllowed(each, **SOURCED) for each in clause.exceptions)},
        **SOURCED,
        title=clause.id,
        words=clause.id,
        known="to_engage",
        judged=judged,
        base="pay" if clause.rule == "pay_cap" else "",
        convention=convention,
    )


def version_of(version):
    return Version(
        agreement=version.agreement,
        title=version.agreement,
        regime=version.regime,
        region=version.region,
        version=version.label,
        in_force_from=version.in_force_from,
        **SOURCED,
        clauses=tuple(clause_of(clause, version.convention) for clause in version.clauses),
        caps=tuple(
            Cap(cap.role, pay_type, cap.since, cap.value, "a test")
            for cap in version.caps
            for pay_type in cap.pay_types
        ),
        convention=version.convention,
    )


class InMemory:
    """What `ground.Ground` answers, without a database; a role's name is its id."""

    def __init__(self, world):
        sent = {}
        for authority, year, month in world.sent:
            sent.setdefault(authority, set()).add((year, month))
        self.roles = _ByName()
        self.region = Region(
            REGION,
            tuple(
                Member(each.authority, each.from_on, each.until_on, frozenset(sent.get(each.authority, ())))
                for each in world.members
            ),
        )
        self.mapped = Dated()
        for since, role in world.placement.mapped:
            self.mapped.add(since, role)

    def region_of(self, authority):
        return self.region if any(each.authority == authority for each in self.region.members) else NO_REGION

    def title(self, job_title_id):
        return self.mapped if job_title_id else NOTHING

    def notice(self, authority, job_role_id):
        return NOTHING


class _ByName:
    def get(self, slug, otherwise):
        return RoleRow(slug, slug, slug) if slug else otherwise


def judged_by_the_product(world):
    """Every outcome with what covers it, and the answer made from them."""
    placement, book = world.placement, Rulebook(map(version_of, world.versions))
    row = Row(
        id=1,
        authority_id=placement.authority,
        worker_id=1,
        match_key="",
        job_title_id=None if placement.role else TITLE,
        job_role_id=placement.role or None,
        started_on=placement.started_on,
        ended_on=placement.ended_on,
        contractual_bar=placement.contractual_bar,
    )
    rates = [RateRow(*rate) for rate in placement.rates] or NO_RATE
    posts = tuple(PostHeld(*post) for post in world.posts)
    found = stretches(row, rates, posts, InMemory(world), book, world.judged_on)
    judgeds = [judged for facts in found for judged in assess(facts, book)]
    cover = partial(cover_of, leave=[Leave(1, *each) for each in world.leave], on=world.judged_on)
    return combine(judgeds, [cover(judged) for judged in judgeds])


def in_the_same_shape(answer, world):
    """The product's spells up to the last day that the oracle walks, and (answer, not before)."""
    last = list(days_of(world))[-1]
    judgeds = [judged for judged, _ in answer.outcomes]
    spells = [Spell(said(judged), judged.from_on, min(judged.until_on or last, last)) for judged in judgeds]
    return spells, (answer.answer, answer.not_before)


def said(judged):
    outcome, name = judged.outcome, (judged.version.agreement, judged.version.version, judged.clause.id)
    return _said(name, outcome.verdict.value, outcome.words[0], outcome.numbers)


def said_in_a_finding(finding):
    """From a stored finding, whose numbers are text."""
    numbers = dict(finding.numbers)
    for key, kind in (("cap", Decimal), ("over", Decimal), ("free_on", date.fromisoformat)):
        if numbers.get(key) is not None:
            numbers[key] = kind(numbers[key])
    return _said((finding.agreement, finding.version, finding.clause), finding.verdict, finding.words[0], numbers)


def _said(name, verdict, main_words, numbers):
    if verdict == CANNOT_TELL:
        return Said(*name, verdict, missing=MISSING[main_words], not_sent=numbers.get("not_sent"))
    return Said(*name, verdict, numbers.get("cap"), numbers.get("over"), numbers.get("free_on"))
