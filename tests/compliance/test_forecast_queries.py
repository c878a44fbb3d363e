"""The forecast: the caps to come, the placements that will be over them, for whoever may read them."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from compliance.forecast_queries import forecast, forecasts, to_do
from compliance.queries import rulebook
from compliance.what_if.asked import TODAY, Asked
from compliance.what_if.reads import books_of
from placements.models import Placement
from tests.compliance.cases import WEST_MIDLANDS
from tests.compliance.what_if.test_reads import drafted
from tests.factories import PlacementFactory, RateFactory

DAY, SPRING = date(2026, 11, 20), date(2027, 4, 1)


@pytest.fixture
def book(agreements, walsall, dudley):
    """Two that go over a cap of £32.00 in April 2027 (one in each authority), and one within it."""
    return [
        PlacementFactory(authority=authority, started_on=date(2026, 3, 2), rate__hourly_pay=Decimal(pay))
        for authority, pay in ((walsall, "33.00"), (dudley, "32.50"), (walsall, "32.00"))
    ]


@pytest.fixture
def published(book, dev):
    """A version that lowers every cap to £32.00 on 1 April 2027, published."""
    return drafted(dev, value="32.00", publish=True)


def told(found):
    return [(day.coming.day, [one.going.placement for one in day.told]) for day in found.days]


def placements(found):
    return {one.going.placement for day in found.days for one in day.told}


def test_who_goes_over_on_the_first_day_of_a_cap_to_come(published, book, west_midlands, dev):
    [found] = forecasts(dev, DAY)

    assert told(found) == [(SPRING, [book[0].pk, book[1].pk])]
    [(coming, told_of)] = found.days
    assert [one.going.over for one in told_of] == [Decimal("1.00"), Decimal("0.50")]
    assert [(one.reference, one.authority) for one in told_of] == [
        (book[0].reference, "Walsall"),
        (book[1].reference, "Dudley"),
    ]
    assert [change.role for change in coming.changes][:2] == ["social worker", "senior social worker"]
    assert [going.placement for going in found.to_act_on] == [book[0].pk, book[1].pk]


def test_each_sees_the_placements_that_they_may_read(published, book, asha, cara, gita, hugo, elin):
    seen = [[placements(each) for each in forecasts(person, DAY)] for person in (asha, cara, gita, hugo, elin)]

    of_walsall, of_dudley = {book[0].pk}, {book[1].pk}
    assert seen == [[of_walsall], [of_dudley], [of_walsall], [of_walsall | of_dudley], [of_walsall | of_dudley]]


def test_a_rate_agreed_for_that_day_is_what_counts(published, book, dev):
    RateFactory(placement=book[0], since=SPRING, hourly_pay=Decimal("31.00"))
    RateFactory(placement=book[2], since=SPRING, hourly_pay=Decimal("32.01"))

    [found] = forecasts(dev, DAY)

    assert told(found) == [(SPRING, [book[1].pk, book[2].pk])]


def test_one_that_begins_before_it_counts_and_one_that_ends_before_it_does_not(published, book, dev, walsall):
    to_come = PlacementFactory(authority=walsall, started_on=date(2027, 3, 31), rate__hourly_pay=Decimal("33.00"))
    PlacementFactory(authority=walsall, started_on=SPRING, rate__hourly_pay=Decimal("33.00"))
    Placement.objects.filter(pk=book[0].pk).update(ended_on=date(2027, 3, 31))
    Placement.objects.filter(pk=book[1].pk).update(ended_on=SPRING)

    [found] = forecasts(dev, DAY)

    assert told(found) == [(SPRING, [book[1].pk, to_come.pk])]


def test_without_a_cap_to_come_there_is_nothing_to_say(book, dev):
    assert [told(each) for each in forecasts(dev, DAY)] == [[]]


def test_a_draft_says_what_would_come(book, west_midlands, dev):
    draft = drafted(dev, value="32.00")
    after = books_of(Asked((), draft.pk, TODAY), WEST_MIDLANDS).after

    assert told(forecast(DAY, after, region=west_midlands, person=dev)) == [(SPRING, [book[0].pk, book[1].pk])]
    assert told(forecast(DAY, rulebook(), region=west_midlands, person=dev)) == []


def test_the_number_of_queries_does_not_grow_with_the_placements(published, dev, walsall):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            forecasts(dev, DAY)
        return len(queries)

    asked()  # the agreements are read once
    few = asked()
    for _ in range(6):
        PlacementFactory(authority=walsall, rate__hourly_pay=Decimal("33.00"))

    assert asked() == few <= 20


def test_home_asks_the_officer_to_look_and_says_by_when(published, book, asha, cara, dev):
    Placement.objects.filter(pk=book[0].pk).update(notice_weeks=6)

    [todo] = to_do(asha, DAY)

    assert (todo.text, todo.count) == ("Look at placements that will go over a coming cap", 1)
    assert todo.due_on == date(2027, 2, 17)  # six weeks before 31 March
    assert [each.due_on for each in to_do(cara, DAY)] == [date(2027, 3, 3)]  # the four weeks of the rule
    assert list(to_do(dev, DAY)) == []


def test_home_says_nothing_of_those_with_nothing_to_do(published, book, asha):
    Placement.objects.filter(pk=book[0].pk).update(expected_end_on=date(2027, 3, 31))

    assert list(to_do(asha, DAY)) == []


def test_once_the_day_for_notice_has_passed_no_day_is_given(published, asha):
    assert [(each.due_on, each.count) for each in to_do(asha, date(2027, 3, 4))] == [(None, 1)]
