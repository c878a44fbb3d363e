"""Writing the notice that an authority's own staff must give."""

from datetime import date

import pytest

from authorities.models import JobRole, Region
from authorities.refusal import Refused
from placements import actions
from placements.models import Change, SubstantiveNotice
from tests.factories import PlacementFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]


@pytest.fixture
def told(walsall, senior, asha):
    return {"authority": walsall, "job_role": senior, "since": date(2026, 4, 1), "weeks": "4", "by": asha}


def test_a_notice_is_recorded_from_its_day(told):
    notice = actions.record_substantive_notice(**told)

    assert SubstantiveNotice.objects.get() == notice
    assert (notice.since, notice.weeks) == (date(2026, 4, 1), 4)


def test_everybody_placed_there_on_that_day_or_later_is_judged_anew(told, walsall, dudley, senior):
    over = {"started_on": date(2026, 1, 5), "ended_on": date(2026, 3, 31), "job_role": senior}
    touching = PlacementFactory(authority=walsall, **over | {"ended_on": date(2026, 4, 1)})
    running = PlacementFactory(authority=walsall, **over | {"ended_on": None})
    PlacementFactory(authority=walsall, worker=running.worker, job_role=senior)
    PlacementFactory(authority=walsall, **over)
    PlacementFactory(authority=dudley, job_role=senior)

    actions.record_substantive_notice(**told)

    keys = Change.objects.order_by("match_key").values_list("match_key", flat=True)
    assert list(keys) == sorted({touching.worker.match_key, running.worker.match_key})


def test_the_same_again_changes_nothing_and_the_same_day_amends(told, walsall, senior):
    PlacementFactory(authority=walsall, job_role=senior, started_on=date(2026, 6, 1))
    for weeks in (4, 4, 8):
        actions.record_substantive_notice(**told | {"weeks": weeks})

    assert SubstantiveNotice.objects.get().weeks == 8
    assert Change.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"weeks": "a month"}, "weeks", "Notice in weeks is not a whole number: “a month”."),
        ({"weeks": 53}, "weeks", "Notice in weeks is “53”."),
        ({"since": "1/13/2026"}, "notice_since", "First day of this notice is not a real date: “1/13/2026”."),
    ],
)
def test_a_notice_that_cannot_be_true_is_refused_in_words(told, wrong, field, words):
    with pytest.raises(Refused) as refused:
        actions.record_substantive_notice(**told | wrong)

    assert (refused.value.message, refused.value.field) == (words, field)
    assert not SubstantiveNotice.objects.exists()


def test_a_role_of_another_region_is_refused(told):
    north = Region.objects.create(code="E12000001", name="North East")
    role = JobRole.objects.create(region=north, slug="social_worker", name="social worker", core_type="social_worker")

    with pytest.raises(Refused, match="is not a role of Walsall’s region"):
        actions.record_substantive_notice(**told | {"job_role": role})


def test_what_is_taken_away_is_judged_anew_once(told, walsall, senior, asha):
    placement = PlacementFactory(authority=walsall, job_role=senior, started_on=date(2026, 6, 1))
    notice = actions.record_substantive_notice(**told)
    Change.objects.all().delete()

    for _ in range(2):
        actions.remove_substantive_notice(notice=notice, by=asha)

    assert not SubstantiveNotice.objects.exists()
    assert Change.objects.get().match_key == placement.worker.match_key
