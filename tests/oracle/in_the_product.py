"""The same world put to the product in memory, and the product's outcomes in the oracle's shape."""

from datetime import date
from decimal import Decimal
from functools import partial

from compliance.agreement import Band, Cap, Clause, ExceptionAllowed, Number, Role, Signatory, Version
from compliance.answer import combine
from compliance.assess import assess, not_bound
from compliance.cover import Leave
from compliance.facts import Member, PostHeld, Region, SpellWorked
from compliance.gather import NO_RATE, History, stretches
from compliance.ground import NO_REGION, NOTHING, Dated, RoleRow
from compliance.parameters import Rulebook
from compliance.queries import cover_of
from compliance.sources import RateRow, Row

from .rules_oracle import OF_THE_START, days_of
from .said import CANNOT_TELL, Said, Span
from .world import CORE_TYPES, REGION

SOURCED = {"source": "a test", "sure": "our decision"}
TITLE = 1
# What the product calls the numbers of an answer.
NUMBERS = {"amount": "pay", "cap": "cap", "over": "over", "free_on": "free_on", "due_on": "due_on", "days": "days"}
# How the product names a fact that is missing.
FACTS = {
    "a role for the job title": "role",
    " cap for ": "cap",
    "hourly pay to the worker": "hourly_pay",
    "employer National Insurance": "employer_ni",
    "apprenticeship levy": "apprenticeship_levy",
    "holiday pay": "holiday_pay",
    "agency fee": "agency_fee",
    "managed service fee": "msp_fee",
    "total hourly charge": "hourly_charge",
    "hours a week": "hours",
    "the worker’s experience": "experience",
    "where the worker has worked": "experience",
    "when the worker was registered": "registered",
    "part of a project team": "team",
    "the day on which the worker was approved": "approved",
    "whether the worker’s cost is shown apart": "cost",
    "whether the authority keeps control": "control",
    "the first day of the worker’s post": "first day",
    "the day the worker left": "leaving day",
    "leavers from every authority": "leavers",
    "how many references": "references",
    "the day on which the last reference came": "last reference",
    "the days on which the earlier references came": "earlier references",
    "quality record": "quality record",
    "the worker’s notice": "notice",
    "the notice of the authority’s own staff": "substantive notice",
    "days a week": "days on site",
}


def code_of(authority):
    return f"E0900000{authority}"


def judged_of(clause):
    return "engagement" if clause.rule in OF_THE_START else "continuing"


# The agreements


def clause_of(clause, convention):
    return Clause(
        **{**clause._asdict(), "exceptions": tuple(ExceptionAllowed(each, **SOURCED) for each in clause.exceptions)},
        **SOURCED,
        title=clause.id,
        words=clause.id,
        judged=judged_of(clause),
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
        caps=tuple(cap for row in version.caps for cap in caps_of(row)),
        roles=tuple(Role(slug, slug, core, dict(version.ranks).get(slug)) for slug, core in CORE_TYPES.items()),
        bands=tuple(Band(each.slug, *each) for each in version.bands),
        signatories=tuple(Signatory(code_of(each.authority), *each[1:]) for each in version.signed),
        numbers=tuple(Number(*each, unit="", **SOURCED) for each in version.numbers),
        convention=version.convention,
        corrects=version.corrects,
        reason="a test" if version.corrects else "",
        schedule_of=version.schedule_of,
    )


def caps_of(row):
    for pay_type in row.pay_types:
        named = {"clause": row.clause, "band": row.band, "base": row.base}
        yield Cap(row.role, pay_type, row.since, row.value, "a test", **named)


# The ground that a placement stands on


class InMemory:
    """What `ground.Ground` answers, without a database; a role's name is its id."""

    def __init__(self, world):
        sent = {}
        for authority, year, month in world.sent:
            sent.setdefault(authority, set()).add((year, month))
        self.roles = _ByName()
        members = (Member(*each, frozenset(sent.get(each.authority, ()))) for each in world.members)
        self.region = Region(REGION, tuple(members))
        self.mapped = _dated(world.placement.mapped)
        self.notices = world.notices

    def region_of(self, authority):
        return self.region if any(each.authority == authority for each in self.region.members) else NO_REGION

    def title(self, job_title_id):
        return self.mapped if job_title_id else NOTHING

    def notice(self, authority, job_role_id):
        wanted = (authority, job_role_id)
        return _dated((each.since, each.weeks) for each in self.notices if (each.authority, each.role) == wanted)


class _ByName:
    def get(self, slug, otherwise):
        return RoleRow(slug, slug, CORE_TYPES[slug]) if slug else otherwise


def _dated(pairs):
    made = Dated()
    for since, value in sorted(pairs):
        made.add(since, value)
    return made


def row_of(placement):
    shared = {name: getattr(placement, name) for name in Row._fields if name in placement._fields}
    return Row(
        **shared,
        id=1,
        authority_id=placement.authority,
        authority_code=code_of(placement.authority),
        worker_id=1,
        match_key="",
        job_title_id=None if placement.role else TITLE,
        job_role_id=placement.role or None,
    )


def signed_on(leave):
    return max(key for key in (leave.decided_on, leave.second_on) if key is not None)


def judged_by_the_product(world):
    """Every outcome with what covers it, and the answer made from them."""
    book = Rulebook(map(version_of, world.versions))
    rates = [RateRow(*rate) for rate in world.placement.rates] or NO_RATE
    history = History(
        tuple(PostHeld(*each) for each in world.posts), tuple(SpellWorked(*each) for each in world.spells)
    )
    found = list(stretches(row_of(world.placement), rates, history, InMemory(world), book, world.judged_on))
    judgeds = assess(found, book)
    leave = [Leave(*each[:4], signed_on(each)) for each in world.leave]
    cover = partial(cover_of, leave=leave, on=world.judged_on)
    return combine(judgeds, [cover(judged) for judged in judgeds], (), not_bound(found[-1], book))


# What it said


def in_the_same_shape(answer, world):
    """The product's spans up to the last day that the oracle walks."""
    judgeds = [*(judged for judged, _ in answer.outcomes), *answer.due]
    return [span_of(world, said(judged), judged.from_on, judged.until_on) for judged in judgeds]


def span_of(world, said, from_on, until_on):
    last = list(days_of(world))[-1]
    return Span(said, from_on, min(until_on or last, last))


def said(judged):
    outcome, name = judged.outcome, (judged.version.agreement, judged.version.version, judged.clause.id)
    return _said(name, outcome.verdict.value, outcome.missing, outcome.numbers)


def said_in_a_finding(finding):
    """From a stored finding, whose numbers are text."""
    kinds = {"pay": Decimal, "cap": Decimal, "over": Decimal, "days": Decimal, "free_on": date.fromisoformat}
    numbers = {name: kinds[name](value) if name in kinds else value for name, value in finding.numbers.items()}
    return _said((finding.agreement, finding.version, finding.clause), finding.verdict, finding.missing, numbers)


def _said(name, verdict, missing, numbers):
    details = {"missing": named_in(missing), "not_sent": numbers.get("not_sent")} if verdict == CANNOT_TELL else {}
    kept = {ours: numbers.get(theirs) for ours, theirs in NUMBERS.items() if verdict != CANNOT_TELL or theirs == "days"}
    return Said(*name, verdict, **details, **kept)


def named_in(missing):
    """The facts that a text names as missing."""
    if " of the clause " in missing:
        return frozenset({"number"})
    return frozenset(fact for words, fact in FACTS.items() if words in missing)
