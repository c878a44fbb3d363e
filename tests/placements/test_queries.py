"""What is on record on a day: a placement’s job and rate, the notice of own staff, and what there is to do."""

from datetime import date
from decimal import Decimal

import pytest

from authorities.models import JobRole, JobTitleMapping
from authorities.todo import ToDo
from placements.models import Placement
from placements.queries import notices_of, placements_as_on, to_do
from tests.factories import AppointmentFactory, JobTitleFactory, PlacementFactory, RateFactory, SubstantiveNoticeFactory

PAID = {
    date(2026, 1, 1): "30.00",  # not yet begun: its first rate
    date(2026, 4, 30): "30.00",
    date(2026, 5, 1): "32.00",
    date(2026, 6, 30): "32.00",
    date(2027, 1, 1): "32.00",  # over: its last rate, not one dated after its end
}


@pytest.fixture
def placement(agreements, walsall):
    placement = PlacementFactory(authority=walsall, started_on=date(2026, 3, 2), ended_on=date(2026, 6, 30))
    RateFactory(placement=placement, since=date(2026, 5, 1), hourly_pay=Decimal("32.00"), pay_type="paye")
    RateFactory(placement=placement, since=date(2026, 9, 1), hourly_pay=Decimal("99.00"))
    return placement


def test_the_rate_is_the_one_of_the_day(placement, asha):
    paid = {day: str(placements_as_on(day, asha).get().hourly_pay) for day in PAID}

    assert paid == PAID
    assert placements_as_on(date(2026, 5, 1), asha).get().pay_type == "paye"


def test_a_first_rate_dated_after_the_start_holds_from_the_start(agreements, walsall, asha):
    PlacementFactory(authority=walsall, started_on=date(2026, 3, 2), rate__since=date(2026, 3, 9))

    assert placements_as_on(date(2026, 3, 3), asha).get().hourly_pay == Decimal("30.00")


def test_the_role_is_what_the_title_means_on_the_day(placement, asha, walsall):
    junior, senior = (JobRole.objects.get(slug=slug) for slug in ("social_worker", "senior_social_worker"))
    title = JobTitleFactory(authority=walsall, title="Practitioner", job_role=junior)
    JobTitleMapping.objects.create(job_title=title, job_role=senior, since=date(2026, 5, 1))
    placement.job_title, placement.job_role = title, None
    placement.save()

    assert placements_as_on(date(2026, 4, 30), asha).get().role_id == junior.pk
    assert placements_as_on(date(2026, 5, 1), asha).get().role_id == senior.pk


def test_cara_cannot_read_walsalls(placement, cara):
    assert not placements_as_on(date(2026, 5, 1), cara).exists()


def test_short_of_any_notice_of_its_own_staff_an_authority_is_asked_once(walsall, dudley, asha, senior):
    day = date(2026, 11, 20)
    placed = PlacementFactory(authority=walsall, job_role=senior, started_on=date(2026, 3, 2))
    PlacementFactory(authority=dudley, job_role=senior, started_on=date(2026, 3, 2), notice_weeks=2)
    asked = ToDo("Say what notice your own staff give", "/notice-periods/")

    assert asked not in to_do(asha, day)

    Placement.objects.filter(pk=placed.pk).update(notice_weeks=2)
    assert list(to_do(asha, day)).count(asked) == 1

    SubstantiveNoticeFactory(authority=walsall, job_role=senior)
    assert asked not in to_do(asha, day)


def test_the_last_day_of_a_notice_is_the_day_before_the_next(walsall, dudley, senior, asha):
    AppointmentFactory(person=asha, authority=dudley)
    for authority, since in ((walsall, date(2020, 1, 1)), (walsall, date(2026, 4, 1)), (dudley, date(2024, 1, 1))):
        SubstantiveNoticeFactory(authority=authority, job_role=senior, since=since)

    shown = {
        authority: [[(notice.since, until) for notice, until in notices] for _, notices in roles]
        for authority, roles in notices_of([dudley, walsall])
    }

    assert shown == {
        dudley: [[(date(2024, 1, 1), None)]],
        walsall: [[(date(2026, 4, 1), None), (date(2020, 1, 1), date(2026, 3, 31))]],
    }
