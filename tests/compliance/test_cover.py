"""Leave to go outside a clause, a day on either side."""

from datetime import date

import pytest

from compliance.cover import Leave, leave_on, nearest_day
from tests.compliance.cases import clause

FROM, UNTIL = date(2025, 3, 1), date(2025, 3, 31)
EITHER = clause()
SIGNED_FIRST = clause(cover=("approval",), signed_before=True)


def leave(kind="exemption", from_on=FROM, until_on=UNTIL, signed_on=None, the_clause="cap", **changes):
    return Leave(the_clause, kind, from_on, until_on, signed_on, **changes)


@pytest.mark.parametrize(
    ("day", "covers"),
    [(date(2025, 2, 28), False), (FROM, True), (UNTIL, True), (date(2025, 4, 1), False)],
)
def test_leave_covers_from_its_first_to_its_last_day(day, covers):
    assert (leave_on(EITHER, [leave()], day) == leave()) is covers
    assert (leave_on(EITHER, [leave()], day) is None) is not covers


def test_leave_for_another_clause_covers_nothing():
    assert leave_on(EITHER, [leave(the_clause="price-cap")], FROM) is None


@pytest.mark.parametrize(("kinds", "kind", "covers"), [
    (("exemption", "approval"), "exemption", True),
    (("exemption", "approval"), "approval", True),
    (("approval",), "exemption", False),
    (("approval",), "approval", True),
    ((), "exemption", False),
])  # fmt: skip
def test_the_clause_says_which_kinds_of_leave_cover_it(kinds, kind, covers):
    assert leave(kind).covers(clause(cover=kinds)) is covers


@pytest.mark.parametrize(
    ("signed_on", "covers"),
    [(None, False), (date(2025, 2, 27), True), (date(2025, 2, 28), True), (FROM, False), (date(2025, 3, 2), False)],
)
def test_leave_that_must_be_signed_first_is_signed_before_its_first_day(signed_on, covers):
    assert leave("approval", signed_on=signed_on).covers(SIGNED_FIRST) is covers
    assert leave("approval", signed_on=signed_on).covers(EITHER)


def test_an_approval_goes_before_an_exemption_and_a_longer_one_before_a_shorter():
    short, long = leave(until_on=date(2025, 3, 30), id=1), leave(id=2)
    approval = leave("approval", until_on=date(2025, 3, 2), id=3)

    assert leave_on(EITHER, [short, long], FROM).id == 2
    assert leave_on(EITHER, [long, short], FROM).id == 2
    assert leave_on(EITHER, [short, long, approval], FROM).id == 3
    assert leave_on(EITHER, [short, long, approval], date(2025, 3, 3)).id == 2


def test_of_two_alike_the_one_recorded_first_is_cited():
    first, second = leave(id=1), leave(from_on=date(2025, 2, 1), id=2)

    assert leave_on(EITHER, [second, first], FROM).id == leave_on(EITHER, [first, second], FROM).id == 1


def test_leave_is_unsigned_and_unrecorded_until_it_is_said():
    assert Leave("cap", "exemption", FROM, UNTIL) == Leave("cap", "exemption", FROM, UNTIL, None, 0)


def test_without_leave_there_is_no_cover():
    assert leave_on(EITHER, [], FROM) is None


@pytest.mark.parametrize(
    ("day", "nearest"),
    [(date(2025, 2, 1), FROM), (FROM, FROM), (date(2025, 3, 15), date(2025, 3, 15)), (date(2025, 5, 1), UNTIL)],
)
def test_an_outcome_is_judged_on_the_nearest_of_its_own_days(day, nearest):
    assert nearest_day(day, FROM, UNTIL) == nearest


def test_an_outcome_that_goes_on_is_judged_on_any_later_day():
    assert nearest_day(date(2030, 1, 1), FROM, None) == date(2030, 1, 1)
    assert nearest_day(date(2020, 1, 1), FROM, None) == FROM
