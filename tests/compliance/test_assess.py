"""What each clause in force says of a placement, and in what order."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from compliance.assess import as_dict, assess, assess_stretch
from compliance.parameters import Rulebook
from compliance.rule import Verdict
from compliance.rules import RULES
from tests.compliance.cases import (
    AGREEMENTS,
    ELSEWHERE,
    WEST_MIDLANDS,
    cap,
    clause,
    cool_off_clause,
    number,
    permanent,
    published,
    senior,
    version,
    waiting_clause,
)

ONE_DAY = timedelta(days=1)
SHIPPED = Rulebook(published(file.stem) for file in sorted(AGREEMENTS.glob("*.toml")))
OVER = Decimal("24.01")


def ids(facts, *versions):
    return [judged.clause.id for judged in assess_stretch(facts, Rulebook(versions))]


def test_both_regimes_are_judged_and_the_strictest_comes_first():
    start = date(2026, 7, 31)
    facts = senior(started_on=start, hourly_pay=Decimal("33.76"), posts=(permanent(date(2025, 7, 31)),))
    judgeds = assess([facts], SHIPPED)

    assert [(j.version.agreement, j.version.version, j.clause.id, j.outcome.verdict.value) for j in judgeds] == [
        ("west-midlands-mou", "2025", "cap", "breach"),
        ("west-midlands-mou", "2025", "twelve-month", "breach"),
        ("west-midlands-mou", "2025", "standard-references", "cannot_tell"),
        ("dfe-agency-rules", "2024", "notice", "cannot_tell"),
        ("dfe-agency-rules", "2024", "project-teams", "cannot_tell"),
        ("dfe-agency-rules", "2024", "experience", "cannot_tell"),
        ("dfe-agency-rules", "2024", "references", "cannot_tell"),
        ("dfe-agency-rules", "2024", "price-cap", "met"),
        ("dfe-agency-rules", "2024", "cool-off", "met"),
    ]


def test_the_strictest_verdict_comes_first_and_what_is_due_before_what_is_met():
    facts = senior(
        started_on=date(2026, 7, 31), judged_on=date(2026, 7, 30), posts=(permanent(None),), notice_weeks=1,
        substantive_notice_weeks=4, hourly_pay=Decimal("33.76"),
    )  # fmt: skip
    told = [(judged.outcome.verdict.value, judged.version.region != "") for judged in assess([facts], SHIPPED)]

    assert told == [
        ("breach", True), ("breach", False), ("cannot_tell", True), ("cannot_tell", False), ("cannot_tell", False),
        ("cannot_tell", False), ("due", True), ("due", False), ("met", False),
    ]  # fmt: skip


def test_the_figures_of_2015_are_judged_without_the_mark_of_illustration():
    (breach,) = [judged for judged in assess([senior(hourly_pay=OVER)], SHIPPED) if judged.clause.id == "cap"]

    assert not breach.outcome.illustrative
    assert breach.outcome.sentence() == (
        "The hourly pay of £24.01 is £0.01 over the £24.00 cap for a senior social worker from 1 March 2015."
    )


def test_one_stretch_by_itself_is_judged_as_it_is_among_others():
    facts = senior(started_on=date(2026, 7, 31), hourly_pay=Decimal("33.76"), posts=(permanent(date(2025, 7, 31)),))

    assert assess_stretch(facts, SHIPPED) == assess([facts], SHIPPED)
    later = assess_stretch(facts._replace(is_first_stretch=False), SHIPPED)
    assert {judged.clause.judged for judged in later} == {"continuing"}


def test_a_cap_missing_for_that_day_cannot_be_told_and_is_named():
    facts = senior(role="advanced_practitioner", role_name="Advanced practitioner")
    (judged,) = [judged for judged in assess([facts], SHIPPED) if judged.clause.id == "cap"]

    what = "a pay cap for an advanced practitioner paid through a limited company on 1 March 2015"
    assert judged.outcome.verdict is Verdict.CANNOT_TELL
    assert judged.outcome.missing == what
    assert judged.outcome.sentence() == f"We cannot tell, because the agreement does not give {what}."
    assert judged.outcome.remedy() == "Ask the regional employers’ body to load the missing figure."


def test_any_other_error_fails_loudly():
    with pytest.raises(KeyError, match="gold"):
        assess([senior()], Rulebook([version(clause(rule="gold"), caps=[cap()])]))


def test_a_rule_that_does_not_apply_leaves_no_outcome():
    national = version(cool_off_clause(), clause(), caps=[cap()], regime="national", region="")

    assert ids(senior(authority=ELSEWHERE), national) == ["cap"]


def test_engagement_is_judged_once_in_the_first_stretch_by_the_version_of_the_start_day():
    old = version(waiting_clause())
    new = version(waiting_clause(), version="2022", in_force_from=date(2022, 10, 1))
    first = senior(started_on=date(2022, 9, 30), ended_on=date(2023, 3, 31))
    later = first._replace(stretch_from=date(2022, 10, 1), is_first_stretch=False)

    (judged,) = assess([first, later], Rulebook([old, new]))
    assert judged.version.version == "2015"
    assert (judged.from_on, judged.until_on) == (date(2022, 9, 30), date(2023, 3, 31))
    assert assess([later], Rulebook([old, new])) == []


def test_a_continuing_clause_is_judged_for_each_stretch_by_the_version_of_its_day():
    old = version(clause(), caps=[cap()])
    new = version(clause(), caps=[cap("28.00")], version="2022", in_force_from=date(2022, 10, 1))
    facts = senior(hourly_pay=Decimal("25.00"), stretch_until=date(2022, 9, 30))
    after = facts._replace(stretch_from=date(2022, 10, 1), stretch_until=None, is_first_stretch=False)

    before, later = assess([facts, after], Rulebook([old, new]))
    assert (before.outcome.verdict, before.until_on) == (Verdict.BREACH, date(2022, 9, 30))
    assert (later.outcome.verdict, later.from_on, later.until_on) == (Verdict.MET, date(2022, 10, 1), None)


def test_one_outcome_has_the_shape_that_others_rely_on():
    facts = senior(hourly_pay=OVER, stretch_until=date(2015, 12, 31))
    (judged,) = assess([facts], Rulebook([version(clause(), caps=[cap()])]))
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
    (judged,) = assess([senior()], Rulebook([version(clause(), caps=[cap()])]))

    shown = as_dict(judged)
    assert (shown["until"], shown["cover"]) == (None, None)


def test_every_rule_that_a_shipped_clause_names_is_on_the_contents_page():
    named = {clause.rule for v in SHIPPED.versions for clause in v.clauses if clause.rule}

    assert named <= set(RULES)


def day_by_day(facts, rulebook, until):
    """What each day says by itself, with the days on which that changes."""
    before, day, changes = None, facts.started_on, set()
    while day < until:
        judged = assess_stretch(facts._replace(stretch_from=day, is_first_stretch=False), rulebook)
        now = {(j.version.version, j.clause.id, j.outcome.verdict, j.outcome.numbers.get("cap")) for j in judged}
        if before not in (None, now):
            changes.add(day)
        before, day = now, day + ONE_DAY
    return changes


def test_every_day_on_which_a_judgement_changes_is_a_cut_day():
    facts = senior(
        started_on=date(2022, 9, 1), judged_on=date(2027, 1, 1), pay_type="paye", hourly_pay=Decimal("32.50"),
        hours_per_week=Decimal(37),
    )  # fmt: skip
    cuts = SHIPPED.cut_days(WEST_MIDLANDS, facts.role, facts.core_type, facts.pay_type, facts.started_on)
    changes = day_by_day(facts, SHIPPED, date(2027, 1, 1))

    assert changes == {
        date(2022, 10, 1), date(2024, 4, 1), date(2025, 1, 1), date(2025, 10, 1), date(2026, 4, 1),
    }  # fmt: skip
    assert changes <= set(cuts)


def test_a_number_that_is_not_known_cannot_be_told_and_is_named():
    unknown = version(waiting_clause(), numbers=(number("months", None, clause="twelve-month"),))
    (judged,) = assess([senior()], Rulebook([unknown]))

    what = "the number “months” of the clause “twelve-month” on 1 March 2015"
    assert (judged.outcome.verdict, judged.outcome.missing) == (Verdict.CANNOT_TELL, what)
    assert judged.outcome.numbers == {"missing": what}


def test_an_outcome_that_rests_on_an_illustrative_number_says_so():
    signed = number("minimum", "2.5", "days a week", clause="on-site")
    made_up = signed._replace(since=date(2015, 4, 1), value=Decimal(3), illustrative=True)
    on_site = clause(id="on-site", rule="on_site", base="")
    book = Rulebook([version(on_site, numbers=(signed, made_up))])
    here = senior(on_site_days=Decimal(3))

    [before] = assess_stretch(here, book)
    [after] = assess_stretch(here._replace(stretch_from=date(2015, 4, 1)), book)

    assert (before.outcome.illustrative, after.outcome.illustrative) == (False, True)
    assert after.outcome.sentence() == (
        "The worker is on site for 3 days a week. The agreement asks for 3 days or more. "
        "A number of this clause is illustrative: the signed one has not been loaded."
    )


def test_an_illustrative_number_that_is_not_known_marks_nothing():
    unknown = number("minimum", None, "days a week", clause="on-site")._replace(illustrative=True)
    on_site = clause(id="on-site", rule="on_site", base="")

    [judged] = assess_stretch(senior(on_site_days=Decimal(3)), Rulebook([version(on_site, numbers=(unknown,))]))

    assert (judged.outcome.verdict.value, judged.outcome.illustrative) == ("cannot_tell", False)
