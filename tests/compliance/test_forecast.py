"""Caps to come: who goes over, by how much, and when notice must be given at the latest."""

from datetime import date
from decimal import Decimal

import pytest

from compliance.assess import assess_stretch
from compliance.cover import Leave
from compliance.forecast import Coming, coming_days, going_over, notice_asked, notice_before
from compliance.parameters import Rulebook
from tests.compliance.cases import WEST_MIDLANDS, cap, clause, number, published, senior, version

TODAY = date(2026, 11, 20)
SPRING, LAST_OF_MARCH = date(2027, 4, 1), date(2027, 3, 31)
AGREED = Rulebook([version(clause(), caps=[cap("33.00"), cap("32.00", SPRING)])])
NOTICE = clause(id="notice", rule="notice", base="")


def weeks(value="4"):
    return number("weeks", value, "weeks", clause="notice")


def going(pay, *, leaves=(), started_on=date(2026, 1, 5), ended_on=None, book=AGREED, **changes):
    """What a placement with this pay, before and from the first of April, is over."""
    shared = {
        "hourly_pay": Decimal(pay),
        "started_on": started_on,
        "judged_on": SPRING,
        "ended_on": ended_on,
        **changes,
    }
    stretches = [
        senior(**shared, stretch_from=started_on, stretch_until=ended_on or LAST_OF_MARCH),
        *([] if ended_on else [senior(**shared, stretch_from=SPRING, is_first_stretch=False)]),
    ]
    judged = [(facts, assess_stretch(facts, book)) for facts in stretches]
    return list(going_over(7, judged, leaves, SPRING, asked=4))


def test_a_rate_within_todays_cap_and_over_the_coming_one():
    [found] = going("32.50")

    assert (found.placement, found.title) == (7, "Pay caps")
    assert (found.pay, found.cap, found.over) == (Decimal("32.50"), Decimal("32.00"), Decimal("0.50"))
    assert (found.over_before, found.to_act_on) == (Decimal(0), True)


def test_a_rate_at_the_coming_cap_is_within_it():
    assert going("32.00") == []


def test_a_rate_over_todays_cap_too_says_how_far():
    [found] = going("33.75")

    assert (found.over, found.over_before, found.to_act_on) == (Decimal("1.75"), Decimal("0.75"), False)


def test_a_clause_that_begins_on_that_day_was_not_broken_before():
    begins = Rulebook([version(clause(since=SPRING, existing_from=SPRING), caps=[cap("32.00")])])

    [found] = going("33.00", book=begins)

    assert (found.over, found.over_before) == (Decimal("1.00"), Decimal(0))


def test_a_placement_that_has_ended_or_begins_on_that_day_is_not_told_of():
    assert going("32.50", ended_on=LAST_OF_MARCH) == []
    assert going("32.50", started_on=SPRING) == []
    assert len(going("32.50", started_on=LAST_OF_MARCH)) == 1


@pytest.mark.parametrize(("ends", "gone"), [(LAST_OF_MARCH, True), (SPRING, False), (None, False)])
def test_one_that_is_expected_to_have_ended_is_told_apart(ends, gone):
    [found] = going("32.50", expected_end_on=ends)

    assert (found.ends_before, found.to_act_on) == (gone, not gone)


def test_one_with_leave_on_that_day_is_told_apart():
    leave = Leave("cap", "exemption", SPRING, SPRING)
    [found] = going("32.50", leaves=[leave])
    [lapsed] = going("32.50", leaves=[leave._replace(from_on=TODAY, until_on=LAST_OF_MARCH)])

    assert (found.cover, found.to_act_on) == ("exemption", False)
    assert (lapsed.cover, lapsed.to_act_on) == ("", True)


def test_notice_on_record_is_counted_back_from_the_day_before():
    """Two weeks before 31 March is 17 March: given that day, it ends on the last day before the cap."""
    [found] = going("32.50", notice_weeks=2)

    assert found.notice == (2, True, date(2027, 3, 17))


def test_without_notice_on_record_the_weeks_of_the_rule_count():
    [found] = going("32.50")

    assert found.notice == (4, False, date(2027, 3, 3))


def test_no_notice_at_all_may_be_given_on_the_last_day():
    assert notice_before(SPRING, 0, 4) == (0, True, LAST_OF_MARCH)


def test_without_any_notice_known_there_is_no_day():
    assert notice_before(SPRING, None, None) == (None, False, None)


def test_the_weeks_of_the_rule_are_those_in_force():
    bound = Rulebook([version(NOTICE, numbers=[weeks()])])
    unknown = Rulebook([version(NOTICE, numbers=[weeks(None)])])

    assert [notice_asked(book, WEST_MIDLANDS, TODAY) for book in (bound, unknown, AGREED)] == [4, None, None]
    assert notice_asked(Rulebook([published("dfe-agency-rules-2024")]), WEST_MIDLANDS, TODAY) == 4


def test_the_days_to_come_are_those_on_which_a_rule_may_judge_anew():
    starts = version(clause(), version="2028", in_force_from=date(2028, 1, 1), caps=[cap("31.00")])
    elsewhere = version(clause(), caps=[cap("20.00", date(2027, 6, 1))], agreement="another", region="E12000001")
    book = Rulebook([*AGREED.versions, starts, elsewhere])

    assert coming_days(book, WEST_MIDLANDS, TODAY) == [SPRING, date(2028, 1, 1)]
    assert coming_days(book, WEST_MIDLANDS, SPRING) == [date(2028, 1, 1)]


def test_a_placement_over_two_caps_is_counted_once():
    [new], [old] = going("32.50"), going("33.75")
    coming = Coming(SPRING, (), [new, new._replace(title="Price cap"), old._replace(placement=8)])

    assert (coming.over, coming.acting, coming.last_day) == (2, 1, LAST_OF_MARCH)


def test_a_day_matters_when_a_cap_changes_or_somebody_goes_over():
    [new], [old] = going("32.50"), going("33.75")

    assert [Coming(SPRING, (), going).matters for going in ([], [old], [old, new])] == [False, False, True]
