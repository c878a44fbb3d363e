"""Two officers at one placement at the same moment: the second waits, and nothing of the first is lost."""

from contextlib import contextmanager
from datetime import date
from threading import Thread

import pytest
from django.db import connection, transaction

from placements import actions, meanwhile
from placements.models import Placement
from tests.conftest import appointed
from tests.factories import PlacementFactory

pytestmark = pytest.mark.django_db(transaction=True)


class Press(Thread):
    """A press of a button on another connection; keeps what came of it."""

    def __init__(self, action, arguments):
        super().__init__()
        self.action, self.arguments, self.refused = action, arguments, None

    def run(self):
        try:
            self.action(**self.arguments)
        except meanwhile.Crossed as crossed:
            self.refused = crossed
        finally:
            connection.close()


@contextmanager
def at_once(action, **arguments):
    """What is done in the block is not over when somebody else does this; they wait until it is."""
    press = Press(action, arguments)
    with transaction.atomic():
        yield press
        press.start()
        press.join(0.5)
        assert press.is_alive(), "it did not wait"
    press.join(10)
    assert not press.is_alive()


@pytest.fixture
def placement(walsall, senior):
    return PlacementFactory(authority=walsall, job_role=senior, expected_end_on=date(2026, 6, 30))


@pytest.fixture
def amal(walsall):
    return appointed("amal", "hr_officer", authority=walsall)


def seen(placement):
    return {"placement": placement, "seen": meanwhile.seen_of(placement)}


def test_the_same_answer_crosses_and_the_first_stands(placement, asha, amal):
    drawn = seen(placement)

    with at_once(actions.extend, expected_end_on=date(2026, 8, 1), by=amal, **drawn) as second:
        actions.extend(expected_end_on=date(2026, 7, 1), by=asha, **drawn)

    assert second.refused.theirs["expected_end_on"].by == "Asha"
    assert Placement.objects.get().expected_end_on == date(2026, 7, 1)


def test_different_answers_both_stand(placement, asha, amal):
    drawn = seen(placement)

    with at_once(actions.amend, notice_weeks=4, name="Amal’s", by=amal, **drawn) as second:
        actions.amend(hours_per_week=30, on_site_days=2, by=asha, **drawn)

    assert second.refused is None
    stored = Placement.objects.get()
    assert (stored.notice_weeks, stored.hours_per_week, stored.on_site_days) == (4, 30, 2)
    assert stored.worker.name == "Amal’s"


def test_one_name_typed_on_two_placements_of_a_worker_crosses(placement, asha, amal, walsall):
    other = PlacementFactory(authority=walsall, worker=placement.worker, job_role=placement.job_role)
    drawn = seen(other)

    with at_once(actions.amend, name="Amal’s", by=amal, **drawn) as second:
        actions.amend(name="Asha’s", by=asha, **seen(placement))

    assert second.refused.theirs["name"].now == "“Asha’s”"
    placement.worker.refresh_from_db()
    assert placement.worker.name == "Asha’s"


def test_two_rates_for_the_same_days_cross(placement, asha, amal):
    drawn = seen(placement)

    with at_once(actions.change_rate, since=date(2026, 5, 1), hourly_pay=31, by=amal, **drawn) as second:
        actions.change_rate(since=date(2026, 5, 1), hourly_pay=32, by=asha, **drawn)

    assert second.refused.theirs["since"].now == "£32.00 an hour from 1 May 2026, Umbrella company"
    assert dict(placement.rates.values_list("since", "hourly_pay"))[date(2026, 5, 1)] == 32
