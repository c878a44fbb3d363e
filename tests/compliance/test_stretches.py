"""Stretches that follow each other and say the same are one."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

from compliance.assess import assess
from compliance.parameters import Rulebook
from compliance.periods import ONE_DAY
from compliance.rule import Verdict
from tests.compliance.cases import cap, clause, duty_clause, senior, version, waiting_clause

NOTICE = duty_clause("notice", judged="continuing")
START, CUT, END = date(2015, 3, 1), date(2015, 6, 1), date(2015, 12, 31)


def stretches(*cuts, until=None, **changes):
    """A placement cut on some days; a list of values says what a fact is in each stretch."""
    days = [START, *cuts]
    ends = [day - ONE_DAY for day in cuts] + [until]
    for at, (begins, ends_on) in enumerate(zip(days, ends, strict=True)):
        here = {name: value[at] if isinstance(value, list) else value for name, value in changes.items()}
        yield senior(
            started_on=START, stretch_from=begins, stretch_until=ends_on, is_first_stretch=at == 0, ended_on=until,
            is_last_stretch=at == len(cuts), **here,
        )  # fmt: skip


def told(facts, *versions):
    judged = assess(facts, Rulebook(versions))
    return [(each.clause.id, each.outcome.verdict.value, each.from_on, each.until_on) for each in judged]


def test_a_cut_that_changes_nothing_is_not_seen():
    assert told(stretches(CUT, notice_weeks=4), version(NOTICE)) == [("notice", "met", START, None)]
    assert told(stretches(CUT, date(2015, 9, 1), until=END, notice_weeks=4), version(NOTICE)) == [
        ("notice", "met", START, END)
    ]


def test_the_day_from_which_a_cap_is_told_is_no_difference():
    (judged,) = assess(stretches(CUT, hourly_pay=Decimal("24.01")), Rulebook([version(clause(), caps=[cap()])]))

    assert (judged.from_on, judged.until_on, judged.outcome.numbers["day"]) == (START, None, START)


def test_another_number_parts_two_stretches():
    facts = stretches(CUT, hourly_pay=[Decimal("24.00"), Decimal("23.00")])

    assert told(facts, version(clause(), caps=[cap()])) == [
        ("cap", "met", START, CUT - ONE_DAY),
        ("cap", "met", CUT, None),
    ]


def test_another_verdict_parts_two_stretches_and_the_strictest_comes_first():
    facts = stretches(CUT, notice_weeks=[4, None])

    assert told(facts, version(NOTICE)) == [
        ("notice", "cannot_tell", CUT, None),
        ("notice", "met", START, CUT - ONE_DAY),
    ]


def test_another_role_parts_two_stretches():
    facts = stretches(CUT, notice_weeks=4, role=["senior_social_worker", "team_manager"])

    assert len(told(facts, version(NOTICE))) == 2


def test_another_version_parts_two_stretches():
    old, new = version(NOTICE), version(NOTICE, version="2016", in_force_from=CUT)

    assert len(told(stretches(CUT, notice_weeks=4), old, new)) == 2


def test_a_clause_that_is_said_anew_parts_two_stretches():
    ended = duty_clause("notice", judged="continuing", until=CUT - ONE_DAY)
    again = duty_clause("notice", judged="continuing", since=CUT, existing_from=CUT)

    assert told(stretches(CUT, notice_weeks=4), version(ended, again)) == [
        ("notice", "met", START, CUT - ONE_DAY),
        ("notice", "met", CUT, None),
    ]


def test_a_gap_is_not_bridged():
    first, _, last = stretches(CUT, date(2015, 9, 1), notice_weeks=4)

    assert told([first, last], version(NOTICE)) == [
        ("notice", "met", START, CUT - ONE_DAY),
        ("notice", "met", date(2015, 9, 1), None),
    ]


def test_each_clause_is_put_together_by_itself():
    facts = stretches(CUT, notice_weeks=4, hourly_pay=[Decimal("24.00"), Decimal("24.01")])
    both = version(NOTICE, clause(), waiting_clause(), caps=[cap()])

    assert told(facts, both) == [
        ("cap", "breach", CUT, None),
        ("notice", "met", START, None),
        ("cap", "met", START, CUT - ONE_DAY),
        ("twelve-month", "met", START, None),
    ]


def test_the_same_clause_of_two_agreements_is_two():
    national = version(NOTICE, agreement="dfe-agency-rules", regime="national", region="")

    assert len(told(stretches(CUT, notice_weeks=4), version(NOTICE), national)) == 2


def test_the_start_is_judged_once_for_all_the_days():
    facts = list(stretches(CUT, until=END))
    (judged,) = assess(facts, Rulebook([version(waiting_clause())]))

    assert (judged.outcome.verdict, judged.from_on, judged.until_on) == (Verdict.MET, START, END)
    assert assess(facts[1:], Rulebook([version(waiting_clause())])) == []


def test_nothing_overlaps_and_no_day_is_lost():
    facts = stretches(CUT, date(2015, 9, 1), until=END, notice_weeks=[4, 3, 4])
    days = sorted(told(facts, version(NOTICE)), key=lambda each: each[2])

    assert [each[1] for each in days] == ["met", "cannot_tell", "met"]
    assert all(after[2] == before[3] + ONE_DAY for before, after in pairwise(days))
    assert (days[0][2], days[-1][3]) == (START, END)
