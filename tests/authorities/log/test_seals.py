"""Each day of reading is sealed in the chain: what is changed afterwards is found, and what has gone in time is not."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from json import dumps

import pytest
import time_machine

from authorities.log.erasing import forget
from authorities.log.seals import KEPT_DAYS, seal
from authorities.log.verifying import verify
from authorities.models import LogEntry, LogRead
from tests.authorities.log.entries import allowed, chain, emptied, past_the_triggers, run

pytestmark = pytest.mark.django_db
# The clocks went forward on that Sunday: London's day was of 23 hours.
SATURDAY, SUNDAY, MONDAY = (datetime(2021, 3, day, 12, tzinfo=UTC) for day in (27, 28, 29))


@pytest.fixture
def reads():
    """One page read on Saturday, and three on Sunday, the last just before London's midnight."""
    past_the_triggers()
    emptied()
    common = {"by_id": 1, "via": "placement", "ids": "placement_id=1", "method": "GET"}
    hours = (datetime(2021, 3, 28, hour, 30, tzinfo=UTC) for hour in (0, 12, 22))
    return [LogRead.objects.create(at=at, **common) for at in (SATURDAY, *hours)]


@pytest.fixture
def sealed(reads):
    with time_machine.travel(MONDAY, tick=False):
        assert seal() == 2
        chain()
        yield reads


def loosened():
    allowed("logread")
    run("ALTER TABLE authorities_logread DISABLE TRIGGER log_kept, DISABLE TRIGGER log_read_kept")


def test_a_seal_is_the_hash_of_a_days_rows_as_anybody_can_work_it_out(sealed):
    seals = LogEntry.objects.filter(kind="seal").order_by("pk").values_list("about", "about_id")
    lines = [
        dumps([row.pk, int(row.at.timestamp()) * 1_000_000, 1, None, None, "placement", "placement_id=1", "GET"]) + "\n"
        for row in sealed[1:]
    ]

    assert seals[1] == ("authorities_logread", f"2021-03-28 3 {sha256(''.join(lines).encode()).hexdigest()}")


def test_the_line_of_a_record_of_somebodys_ends_with_whose_it_is(reads):
    row = LogRead.objects.create(at=SATURDAY, by_id=1, via="placement", ids="placement_id=1", method="GET", whose_id=7)
    with time_machine.travel(MONDAY, tick=False):
        seal()
    lines = [
        dumps(
            [each.pk, int(each.at.timestamp()) * 1_000_000, 1, None, None, "placement", "placement_id=1", "GET", *whose]
        )
        + "\n"
        for each, whose in ((reads[0], []), (row, [7]))
    ]

    said = LogEntry.objects.filter(kind="seal").order_by("pk").values_list("about_id", flat=True)[0]
    assert said == f"2021-03-27 2 {sha256(''.join(lines).encode()).hexdigest()}"


def test_a_day_is_sealed_once_and_none_is_left_out(sealed):
    assert seal() == 0
    with time_machine.travel(MONDAY + timedelta(days=3)):
        assert seal() == 3


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE authorities_logread SET by_id = 2 WHERE id = {}",
        "UPDATE authorities_logread SET at = at - interval '2 days' WHERE id = {}",
        "DELETE FROM authorities_logread WHERE id = {}",
        "INSERT INTO authorities_logread (at, via, ids, method)"
        " SELECT at, via, ids, method FROM authorities_logread WHERE id = {}",
    ],
)
def test_what_is_changed_after_the_seal_is_found_with_its_day(sealed, deed):
    assert verify().bad is None
    loosened()
    run(deed.format(sealed[2].pk))

    assert "the pages read on 2021-03-28 are not as they were sealed" in str(verify().bad)


def test_what_the_sweep_has_taken_when_its_time_was_over_is_not_missed(sealed):
    assert forget(LogRead.objects.filter(pk__in=[row.pk for row in sealed])) == 4

    assert "the pages read on 2021-03-27" in str(verify().bad)
    with time_machine.travel(MONDAY + timedelta(days=KEPT_DAYS), tick=False):
        assert verify().bad is None
