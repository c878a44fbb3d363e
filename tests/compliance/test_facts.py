"""Memberships and leavers received, a day on either side."""

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from compliance.facts import Facts, Member, Region, SpellWorked

MARCH = frozenset({(2026, 3)})
SPRING = frozenset({(2026, 3), (2026, 4)})


def region(*members):
    return Region("E12000005", tuple(members))


def test_a_membership_includes_its_first_and_last_day():
    two = region(Member(1, date(2026, 3, 1), date(2026, 3, 31)))

    assert [two.is_member(1, day) for day in (date(2026, 2, 28), date(2026, 3, 1))] == [False, True]
    assert [two.is_member(1, day) for day in (date(2026, 3, 31), date(2026, 4, 1))] == [True, False]


def test_a_stranger_is_not_a_member():
    assert not region(Member(1, date(2026, 3, 1))).is_member(2, date(2026, 3, 1))


def test_an_authority_that_left_and_came_back_counts_once():
    back = region(Member(1, date(2020, 1, 1), date(2026, 3, 10)), Member(1, date(2026, 3, 20)))

    assert back.members_between(date(2026, 3, 1), date(2026, 3, 31)) == 1
    assert back.is_member(1, date(2026, 3, 25))
    assert back.was_member(1, date(2026, 3, 1), date(2026, 3, 31))
    assert not back.was_member(1, date(2026, 3, 12), date(2026, 3, 18))


def test_a_member_with_a_month_missing_has_not_sent():
    both = region(Member(1, date(2020, 1, 1), None, SPRING), Member(2, date(2020, 1, 1), None, MARCH))

    assert both.not_sent(date(2026, 3, 15), date(2026, 3, 31)) == 0
    assert both.not_sent(date(2026, 3, 15), date(2026, 4, 1)) == 1


def test_only_the_months_of_membership_are_asked_for():
    joined_in_april = region(Member(1, date(2026, 4, 30), None, frozenset({(2026, 4)})))
    left_in_march = region(Member(1, date(2020, 1, 1), date(2026, 3, 1), MARCH))

    assert joined_in_april.not_sent(date(2025, 4, 1), date(2026, 4, 30)) == 0
    assert left_in_march.not_sent(date(2026, 3, 1), date(2026, 6, 30)) == 0


def test_a_member_of_another_time_is_not_counted():
    gone = region(Member(1, date(2020, 1, 1), date(2021, 1, 1)))

    assert gone.members_between(date(2026, 1, 1), date(2026, 3, 31)) == 0
    assert gone.not_sent(date(2026, 1, 1), date(2026, 3, 31)) == 0


def test_the_days_on_which_a_membership_changes():
    back = region(
        Member(1, date(2020, 1, 1), date(2026, 3, 10)), Member(1, date(2026, 3, 20)), Member(2, date(2019, 1, 1))
    )

    assert back.membership_days(1) == (date(2020, 1, 1), date(2026, 3, 11), date(2026, 3, 20))


def test_what_was_asked_of_a_region_is_no_part_of_it():
    asked, fresh = region(Member(1, date(2020, 1, 1))), region(Member(1, date(2020, 1, 1)))
    asked.is_member(1, date(2020, 1, 1))

    assert asked == fresh
    assert "asked" not in repr(asked)


def test_nobody_says_beforehand_what_was_asked_of_a_region():
    with pytest.raises(TypeError):
        Region("E12000005", (), {"by_authority": {}})


def test_a_region_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        region().code = "E12000001"


def test_a_fact_is_not_known_until_it_is_given():
    start = date(2026, 3, 1)
    facts = Facts(1, region(), start, start, start)

    assert (facts.is_first_stretch, facts.is_last_stretch, facts.contractual_bar) == (True, True, False)
    assert SpellWorked("agency", start) == SpellWorked("agency", start, None, True)
    assert {facts.project_team, facts.quality_record, facts.team_cost_apart, facts.hourly_pay} == {None}
