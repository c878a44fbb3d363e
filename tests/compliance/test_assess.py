"""Which clauses bind which placement, and in what order they answer."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from compliance.assess import as_dict, assess
from compliance.facts import Region
from compliance.parameters import Rulebook
from compliance.rule import Verdict
from compliance.rules import RULES
from tests.compliance.cases import (
    ELSEWHERE,
    WEST_MIDLANDS,
    cap,
    clause,
    cool_off_clause,
    permanent,
    published,
    region,
    senior,
    version,
    waiting_clause,
)

ONE_DAY = timedelta(days=1)
SHIPPED = Rulebook(
    published(name)
    for name in ("west-midlands-mou-2015", "west-midlands-mou-2022", "west-midlands-mou-2025", "dfe-agency-rules-2024")
)
OVER = Decimal("24.01")


def ids(facts, *versions):
    return [judged.clause.id for judged in assess(facts, Rulebook(versions))]


def test_both_regimes_are_judged_and_the_strictest_comes_first():
    start = date(2026, 7, 31)
    facts = senior(started_on=start, hourly_pay=Decimal("33.76"), posts=(permanent(date(2025, 7, 31)),))
    judgeds = assess(facts, SHIPPED)

    assert [(j.version.agreement, j.version.version, j.clause.id, j.outcome.verdict.value) for j in judgeds] == [
        ("west-midlands-mou", "2025", "cap", "breach"),
        ("west-midlands-mou", "2025", "twelve-month", "breach"),
        ("dfe-agency-rules", "2024", "cool-off", "met"),
    ]


def test_what_cannot_be_told_stands_between_breach_and_met():
    facts = senior(started_on=date(2026, 7, 31), posts=(permanent(None),), hourly_pay=Decimal("30.00"))

    assert [judged.outcome.verdict.value for judged in assess(facts, SHIPPED)] == ["cannot_tell", "cannot_tell", "met"]


def test_the_figures_of_2015_are_judged_without_the_mark_of_illustration():
    (breach,) = [judged for judged in assess(senior(hourly_pay=OVER), SHIPPED) if judged.clause.id == "cap"]

    assert not breach.outcome.illustrative
    assert breach.outcome.sentence() == (
        "The hourly pay of £24.01 is £0.01 over the £24.00 cap for a senior social worker from 1 March 2015."
    )


def test_a_cap_missing_for_that_day_cannot_be_told_and_is_named():
    facts = senior(role="advanced_practitioner", role_name="Advanced practitioner")
    (judged,) = [judged for judged in assess(facts, SHIPPED) if judged.clause.id == "cap"]

    what = "a pay cap for an advanced practitioner paid through a limited company on 1 March 2015"
    assert judged.outcome.verdict is Verdict.CANNOT_TELL
    assert judged.outcome.missing == what
    assert judged.outcome.sentence() == f"We cannot tell, because the agreement does not give {what}."
    assert judged.outcome.remedy() == "Ask the regional employers’ body to load the missing figure."


def test_any_other_error_fails_loudly():
    with pytest.raises(KeyError):
        assess(senior(), Rulebook([version(clause(base="gold"), caps=[cap()])]))


@pytest.mark.parametrize(("start", "bound"), [(date(2014, 12, 31), []), (date(2015, 1, 1), ["cap"])])
def test_a_clause_without_a_date_for_existing_assignments_binds_new_ones_only(start, bound):
    facts = senior(started_on=start, stretch_from=date(2015, 6, 1), is_first_stretch=False)

    assert ids(facts, version(clause(), caps=[cap()])) == bound


@pytest.mark.parametrize(("stretch", "bound"), [(date(2025, 9, 30), []), (date(2025, 10, 1), ["cap"])])
@pytest.mark.parametrize(
    "changes",
    [{"started_on": date(2024, 10, 30)}, {"started_on": date(2024, 12, 1), "contractual_bar": True}],
    ids=["begun earlier", "barred"],
)
def test_earlier_and_barred_assignments_are_bound_from_the_day_that_the_clause_names(changes, stretch, bound):
    dated = clause(since=date(2024, 10, 31), existing_from=date(2025, 10, 1), transitional=True)
    facts = senior(**changes, stretch_from=stretch, is_first_stretch=False)

    assert ids(facts, version(dated, caps=[cap()])) == bound


def test_a_rule_that_does_not_apply_leaves_no_outcome():
    national = version(cool_off_clause(), clause(), caps=[cap()], regime="national", region="")

    assert ids(senior(authority=ELSEWHERE), national) == ["cap"]


def test_a_contractual_bar_is_no_excuse_under_a_clause_that_is_not_transitional():
    assert ids(senior(contractual_bar=True), version(clause(), caps=[cap()])) == ["cap"]


def test_a_transitional_clause_without_a_date_never_binds_a_barred_assignment():
    assert ids(senior(contractual_bar=True), version(clause(transitional=True), caps=[cap()])) == []


@pytest.mark.parametrize(("stretch", "bound"), [(date(2015, 12, 31), ["cap"]), (date(2016, 1, 1), [])])
def test_a_continuing_clause_ends_with_its_last_day(stretch, bound):
    facts = senior(stretch_from=stretch, is_first_stretch=False)

    assert ids(facts, version(clause(until=date(2015, 12, 31)), caps=[cap()])) == bound


@pytest.mark.parametrize(("start", "bound"), [(date(2024, 10, 30), []), (date(2024, 10, 31), ["cool-off"])])
def test_an_engagement_clause_never_binds_an_assignment_that_began_earlier(start, bound):
    national = version(cool_off_clause(since=date(2024, 10, 31)), regime="national", region="")

    assert ids(senior(started_on=start), national) == bound


def test_engagement_is_judged_once_in_the_first_stretch_by_the_version_of_the_start_day():
    old = version(waiting_clause())
    new = version(waiting_clause(months=6), version="2022", in_force_from=date(2022, 10, 1))
    first = senior(started_on=date(2022, 9, 30), ended_on=date(2023, 3, 31))
    later = first._replace(stretch_from=date(2022, 10, 1), is_first_stretch=False)

    (judged,) = assess(first, Rulebook([old, new]))
    assert judged.version.version == "2015"
    assert (judged.from_on, judged.until_on) == (date(2022, 9, 30), date(2023, 3, 31))
    assert assess(later, Rulebook([old, new])) == []


def test_a_continuing_clause_is_judged_for_each_stretch_by_the_version_of_its_day():
    old = version(clause(), caps=[cap()])
    new = version(clause(), caps=[cap("28.00")], version="2022", in_force_from=date(2022, 10, 1))
    facts = senior(hourly_pay=Decimal("25.00"), stretch_until=date(2022, 9, 30))
    after = facts._replace(stretch_from=date(2022, 10, 1), stretch_until=None, is_first_stretch=False)

    (before,), (later,) = assess(facts, Rulebook([old, new])), assess(after, Rulebook([old, new]))
    assert (before.outcome.verdict, before.until_on) == (Verdict.BREACH, date(2022, 9, 30))
    assert (later.outcome.verdict, later.from_on, later.until_on) == (Verdict.MET, date(2022, 10, 1), None)


def test_a_regional_agreement_binds_its_members_alone():
    stranger = senior(authority=ELSEWHERE)
    elsewhere = senior(region=Region("E12000001", region().members))

    assert ids(stranger, version(clause(), waiting_clause(), caps=[cap()])) == []
    assert ids(elsewhere, version(clause(), caps=[cap()])) == []


def test_a_member_is_bound_from_the_day_it_joined():
    joined = senior(region=region(from_on=date(2015, 3, 1)))
    not_yet = senior(region=region(from_on=date(2015, 3, 2)))

    assert ids(joined, version(clause(), caps=[cap()])) == ["cap"]
    assert ids(not_yet, version(clause(), caps=[cap()])) == []


def test_one_outcome_has_the_shape_that_others_rely_on():
    facts = senior(hourly_pay=OVER, stretch_until=date(2015, 12, 31))
    (judged,) = assess(facts, Rulebook([version(clause(), caps=[cap()])]))
    cover = {"kind": "approval", "until": date(2015, 6, 30), "reference": "approval-1"}

    assert as_dict(judged, cover) == {
        "rule": "pay_cap",
        "regime": "regional",
        "agreement": "west-midlands-mou",
        "version": "2015",
        "clause": "cap",
        "verdict": "breach",
        "from": "2015-03-01",
        "until": "2015-12-31",
        "sentence": (
            "The hourly pay of £24.01 is £0.01 over the £24.00 cap for a senior social worker from 1 March 2015."
        ),
        "remedy": "Agree £24.00 or less, or ask for an exemption.",
        "numbers": {
            "base": "pay",
            "cap": "24.00",
            "role": "Senior social worker",
            "day": "2015-03-01",
            "pay": "24.01",
            "over": "0.01",
        },
        "cover": {"kind": "approval", "until": "2015-06-30", "reference": "approval-1"},
        "illustrative": False,
    }


def test_an_open_ended_outcome_without_cover_says_null():
    (judged,) = assess(senior(), Rulebook([version(clause(), caps=[cap()])]))

    shown = as_dict(judged)
    assert (shown["until"], shown["cover"]) == (None, None)


def test_every_rule_that_a_shipped_clause_names_is_on_the_contents_page():
    named = {clause.rule for v in SHIPPED.versions for clause in v.clauses if clause.rule}

    assert named == set(RULES)


def test_every_day_on_which_a_judgement_changes_is_a_cut_day():
    facts = senior(started_on=date(2022, 9, 1), hourly_pay=Decimal("32.50"))
    cuts = SHIPPED.cut_days(WEST_MIDLANDS, facts.role, facts.pay_type, facts.started_on)
    before, day, changes = None, facts.started_on, set()
    while day < date(2027, 1, 1):
        (judged,) = assess(facts._replace(stretch_from=day, is_first_stretch=False), SHIPPED)
        now = judged.version.version, judged.outcome.numbers["cap"]
        if before not in (None, now):
            changes.add(day)
        before, day = now, day + ONE_DAY

    assert tuple(sorted(changes)) == cuts
