"""What holds for any agreement, any placement and any day."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from compliance.agreement import STATED, STATUTORY
from compliance.answer import combine
from compliance.assess import assess, assess_stretch
from compliance.on_costs import HOLIDAY, LEVY, NI, PARTS, Rates, paye_ceiling, worked_out
from compliance.parameters import Rulebook
from compliance.periods import ONE_DAY
from compliance.rule import Verdict
from compliance.rules import RULES
from compliance.rules.experience import experience
from compliance.rules.pay_cap import pay_cap
from compliance.rules.price_cap import price_cap
from tests.compliance.cases import (
    BANDS,
    WEST_MIDLANDS,
    cap,
    clause,
    cool_off_clause,
    duty_clause,
    number,
    parameters,
    permanent,
    price_clause,
    senior,
    spell,
    statutory,
    version,
    waiting_clause,
)

START = date(2025, 3, 1)
ORDER = {Verdict.MET: 0, Verdict.CANNOT_TELL: 1, Verdict.BREACH: 2}
PENCE = st.integers(0, 6000).map(lambda pence: Decimal(pence) / 100)
PART = st.none() | PENCE
PAY_TYPES = ("paye", "umbrella", "limited_company")
PARTS_OF_A_RATE = st.fixed_dictionaries(dict.fromkeys((*PARTS, "agency_fee", "msp_fee"), PART))
HOURS = st.none() | st.integers(1, 8000).map(lambda hundredths: Decimal(hundredths) / 100)
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))


# A lower rate


@pytest.mark.parametrize(("judge", "the_clause"), [(pay_cap, clause), (price_cap, price_clause)])
@given(
    PENCE,
    PENCE,
    PENCE,
    st.sampled_from(PAY_TYPES),
    st.sampled_from(("pay", "pay_and_on_costs", "charge")),
    st.sampled_from((STATED, STATUTORY)),
    PARTS_OF_A_RATE,
    HOURS,
    st.none() | st.integers(0, 60),
)
def test_a_lower_rate_never_turns_met_into_breach(
    judge, the_clause, one, other, value, pay_type, base, paye, parts, hours, months
):
    dated = the_clause(base=base, paye=paye)
    caps = [cap(value, pay_type=pay_type, band=band.slug, clause=dated.id) for band in BANDS]
    given = parameters(dated, *caps, cap(value + 1, pay_type=pay_type, clause=dated.id), bands=BANDS,
                       on_costs=statutory())  # fmt: skip
    facts = senior(pay_type=pay_type, hours_per_week=hours, pqe_months=months, **parts)

    lower, higher = (judge(facts._replace(hourly_pay=pay), given).verdict for pay in sorted((one, other)))
    assert ORDER[lower] <= ORDER[higher]


@given(PENCE, PENCE, PARTS_OF_A_RATE)
def test_knowing_the_hours_never_contradicts_what_was_told_without(value, pay, parts):
    given = parameters(price_clause(), cap(value, pay_type="paye", clause="price-cap"), on_costs=statutory())
    facts = senior(pay_type="paye", hourly_pay=pay, **parts)
    without = price_cap(facts, given).verdict

    for hours in (Decimal("0.01"), Decimal(8), Decimal(37), Decimal(168)):
        known = price_cap(facts._replace(hours_per_week=hours), given).verdict
        assert known is without or without is Verdict.CANNOT_TELL


PERCENT = st.integers(0, 5000).map(lambda hundredths: Decimal(hundredths) / 100)
RATES = st.builds(Rates, PERCENT, st.integers(0, 30000).map(lambda pence: Decimal(pence) / 100), PERCENT, PERCENT)


@given(PENCE, st.sets(st.sampled_from((NI, LEVY, HOLIDAY))), RATES, HOURS, st.none() | PENCE)
def test_the_paye_ceiling_is_the_highest_penny_within(value, parts, rates, hours, holiday):
    def whole(pay):
        return pay + sum(worked_out(part, pay, rates, hours, holiday).most for part in parts)

    assume(whole(Decimal(0)) <= value)
    highest = paye_ceiling(value, parts, rates, hours, holiday)

    assert whole(highest) <= value < whole(highest + Decimal("0.01"))


@given(PENCE, PENCE, PARTS_OF_A_RATE, HOURS)
def test_the_pay_that_a_remedy_asks_for_is_within_the_cap(value, pay, parts, hours):
    dated = clause(base="pay_and_on_costs", paye=STATUTORY)
    given = parameters(dated, cap(value, pay_type="paye"), on_costs=statutory())
    facts = senior(pay_type="paye", hourly_pay=pay, hours_per_week=hours, **parts)
    asked = pay_cap(facts, given).numbers.get("ceiling")

    if asked is not None:
        assert 0 < asked < pay
        assert pay_cap(facts._replace(hourly_pay=asked), given).verdict is Verdict.MET
        assert pay_cap(facts._replace(hourly_pay=asked + Decimal("0.01")), given).verdict is not Verdict.MET


# More experience

SPELLS = st.lists(
    st.builds(spell, st.dates(date(2020, 1, 1), START), st.none() | st.dates(date(2020, 1, 1), START),
              setting=st.sampled_from(("local_authority", "agency")), registered=st.sampled_from((True, None, False))),
    min_size=1, max_size=4,
)  # fmt: skip


@given(SPELLS, st.integers(0, 3), st.integers(0, 900))
def test_a_longer_spell_never_turns_met_into_breach(spells, which, more):
    given = parameters(duty_clause("experience"))
    which = min(which, len(spells) - 1)
    longer = [*spells]
    longer[which] = longer[which]._replace(from_on=longer[which].from_on - timedelta(days=more))
    before, after = (experience(senior(started_on=START, spells=tuple(each)), given) for each in (spells, longer))

    assert ORDER[after.verdict] <= ORDER[before.verdict]


@given(SPELLS, st.integers(0, 3))
def test_learning_of_a_registration_never_contradicts_what_was_told_without(spells, which):
    given = parameters(duty_clause("experience"))
    spells[min(which, len(spells) - 1)] = spells[min(which, len(spells) - 1)]._replace(registered=None)
    told = experience(senior(started_on=START, spells=tuple(spells)), given).verdict

    for registered in (True, False):
        known = [each._replace(registered=registered) if each.registered is None else each for each in spells]
        verdict = experience(senior(started_on=START, spells=tuple(known)), given).verdict
        assert verdict is told or told is Verdict.CANNOT_TELL


# Days


DUTIES = ("references", "standard_references", "project_team", "reference_given")
CHECKED = st.fixed_dictionaries(
    {
        "started_on": DAYS,
        "references_received": st.none() | st.integers(0, 3),
        "last_reference_on": st.none() | DAYS,
        "quality_record": st.none() | st.booleans(),
        "project_team": st.none() | st.booleans(),
        "team_approved_on": st.none() | DAYS,
        "team_cost_apart": st.none() | st.booleans(),
        "team_control_kept": st.none() | st.booleans(),
        "reference_given_on": st.none() | DAYS,
        "ended_on": st.none() | DAYS,
        "expected_end_on": st.none() | DAYS,
    }
)


@pytest.mark.parametrize("name", DUTIES)
@given(CHECKED, DAYS)
def test_what_is_due_is_due_to_its_last_day_and_not_the_day_after(name, checked, judged_on):
    judge, given = RULES[name], parameters(duty_clause(name))
    facts = senior(judged_on=judged_on, **checked)
    outcome = judge(facts, given)

    if outcome is not None and outcome.verdict is Verdict.DUE and outcome.words != ("overdue",):
        assert judged_on <= outcome.due_on
        assert judge(facts._replace(judged_on=outcome.due_on), given).verdict is Verdict.DUE
        after = judge(facts._replace(judged_on=outcome.due_on + ONE_DAY), given)
        # A placement that outlasts its expected end has no last day yet.
        assert after.verdict is not Verdict.DUE or after.words == ("overdue",)
    if outcome is not None and outcome.words == ("overdue",):
        assert outcome.due_on < judged_on
        assert facts.ended_on is None


# One agreement of everything, cut on its days


def book(*, later=(), numbers=()):
    clauses = (
        clause(),
        duty_clause("notice", judged="continuing"),
        duty_clause("on_site", judged="continuing"),
        waiting_clause(),
        cool_off_clause(),
    )
    caps = [cap("24.00"), cap("25.00", date(2025, 7, 1)), *later]
    usual = version(*clauses).numbers
    return Rulebook([version(*clauses, caps=caps, numbers=(*usual, *numbers))])


PLACEMENT = st.fixed_dictionaries(
    {
        "hourly_pay": PART,
        "notice_weeks": st.none() | st.integers(0, 6),
        "substantive_notice_weeks": st.none() | st.integers(0, 6),
        "on_site_days": st.none() | st.integers(0, 7).map(Decimal),
        "posts": st.lists(st.builds(permanent, st.none() | DAYS), max_size=2).map(tuple),
    }
)
CUTS = st.lists(st.dates(date(2025, 3, 2), date(2025, 12, 30)), max_size=6, unique=True).map(sorted)
END = date(2025, 12, 31)


def cut(cuts, **facts):
    """A placement of 2025 in the stretches that begin on some days."""
    days = [START, *cuts]
    ends = [*(day - ONE_DAY for day in cuts), END]
    return [
        senior(
            **facts, started_on=START, stretch_from=begins, stretch_until=until, ended_on=END, judged_on=END,
            is_first_stretch=begins == START, is_last_stretch=until == END,
        )
        for begins, until in zip(days, ends, strict=True)
    ]  # fmt: skip


def told_on(judgeds, day):
    return {
        (each.clause.id, each.outcome.verdict, each.outcome.numbers.get("over"), each.outcome.free_on)
        for each in judgeds
        if each.from_on <= day <= (each.until_on or day)
    }


@given(PLACEMENT, CUTS, st.lists(st.dates(START, END), max_size=5))
def test_putting_stretches_together_changes_nothing_day_by_day(facts, more_cuts, days):
    rulebook = book()
    needed = set(rulebook.cut_days(WEST_MIDLANDS, "senior_social_worker", "", "limited_company", START))
    stretches = cut(sorted({*more_cuts, *(day for day in needed if day <= END)}), **facts)
    together = assess(stretches, rulebook)
    apart = [each for facts in stretches for each in assess_stretch(facts, rulebook)]

    for day in [*days, *(facts.stretch_from for facts in stretches), *(facts.stretch_until for facts in stretches)]:
        assert told_on(together, day) == told_on(apart, day)
    assert len(together) <= len(apart)
    assert len(together) == len(assess(cut(sorted(day for day in needed if day <= END), **facts), rulebook))


@given(PLACEMENT, st.dates(date(2025, 3, 2), END), PENCE, st.integers(0, 12))
def test_a_figure_added_later_never_changes_an_earlier_day(facts, since, value, months):
    dated = [number("months", str(months), clause=each, since=since) for each in ("twelve-month", "cool-off")]
    dated += [number("weeks", str(months), "weeks", clause="notice", since=since),
              number("minimum", str(months), "days a week", clause="on-site", since=since)]  # fmt: skip
    before, after = book(), book(later=[cap(value, since)], numbers=dated)
    earlier = cut([], **facts)[0]._replace(stretch_until=since - ONE_DAY)

    for day in (START, since - ONE_DAY):
        one, other = (assess_stretch(earlier._replace(stretch_from=day), each) for each in (before, after))
        assert [(each.clause.id, each.outcome) for each in one] == [(each.clause.id, each.outcome) for each in other]


@given(PLACEMENT)
def test_a_later_version_never_changes_an_earlier_day(facts):
    since = date(2025, 7, 1)
    old = book().versions[0]
    new = replace(old, version="2025", in_force_from=since, clauses=old.clauses[:1], caps=(), numbers=())
    last_day = cut([], **facts)[0]._replace(stretch_from=since - ONE_DAY)

    one, other = (assess_stretch(last_day, Rulebook(versions)) for versions in ([old], [old, new]))
    assert one == other


# Leave


COVER = {"kind": "exemption", "until": END, "reference": "exemption-1"}
SEVERITY = ("yes", "cannot_tell", "not_before", "no")


@given(PLACEMENT, st.data())
def test_leave_never_changes_a_finding_and_never_makes_an_answer_stricter(facts, data):
    judgeds = assess(cut([], **facts), book())
    covers = [data.draw(st.sampled_from((None, COVER))) for _ in judgeds]
    without, beside = combine(judgeds), combine(judgeds, covers)

    assert [judged for judged, _ in without.outcomes] == [judged for judged, _ in beside.outcomes]
    assert [judged.outcome for judged, _ in beside.outcomes] == [judged.outcome for judged in judgeds]
    assert SEVERITY.index(beside.answer) <= SEVERITY.index(without.answer)
    uncovered = {judged.clause.id for judged, cover in beside.outcomes if not cover}
    told = {judged.clause.id for judged in judgeds if judged.outcome.verdict is Verdict.CANNOT_TELL}
    assert beside.answer != "yes" or not told & uncovered & {"cap", "twelve-month", "cool-off"}
