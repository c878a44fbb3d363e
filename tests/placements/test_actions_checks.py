"""Writing what is checked before a start, and the reference given before the end."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from authorities.refusal import Refused
from placements import actions
from placements.models import Change, Placement
from placements.revisions import revisions_of
from tests.factories import PlacementFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]


@pytest.fixture
def placement(walsall, senior):
    return PlacementFactory(authority=walsall, job_role=senior, started_on=date(2026, 3, 2))


def test_each_is_taken_as_people_write_it(placement, asha):
    actions.amend(
        placement=placement, by=asha, quality_record="Yes", on_site_days="2.5", team_approved_on="01/03/2026",
        team_cost_apart="no", team_control_kept=True, reference_given_on=date(2026, 11, 20), contractual_bar="yes",
    )  # fmt: skip

    stored = Placement.objects.get()
    assert (stored.quality_record, stored.team_cost_apart, stored.team_control_kept) == (True, False, True)
    assert (stored.on_site_days, stored.team_approved_on) == (Decimal("2.5"), date(2026, 3, 1))
    assert (stored.reference_given_on, stored.contractual_bar) == (date(2026, 11, 20), True)
    assert Change.objects.get().match_key == placement.worker.match_key


def test_each_can_be_not_known_again(placement, asha):
    actions.amend(placement=placement, by=asha, quality_record=True, on_site_days=0, team_approved_on="2026-03-01")
    actions.amend(placement=placement, by=asha, quality_record="", on_site_days=None, team_approved_on="")

    stored = Placement.objects.get()
    assert (stored.quality_record, stored.on_site_days, stored.team_approved_on) == (None, None, None)


TODAY_OR_EARLIER = "Enter today’s date or an earlier one."


@pytest.mark.parametrize(
    ("field", "value", "words", "remedy"),
    [
        ("quality_record", "perhaps", "Standard reference and quality record is “perhaps”.", "Enter yes or no."),
        ("on_site_days", "7.1", "Days a week on site is “7.1”.", "Enter a number from 0 to 7."),
        ("on_site_days", "-1", "Days a week on site is “-1”.", "Enter a number from 0 to 7."),
        (
            "on_site_days",
            "2.25",
            "Days a week on site has more than 1 decimal place.",
            "Round it to 1 decimal place, such as 2.5.",
        ),
        (
            "on_site_days",
            "two",
            "Days a week on site is not a number of days: “two”.",
            "Enter a number such as 2.5.",
        ),
        (
            "team_approved_on",
            date(2026, 11, 21),
            "Day the worker was approved for the team is after today: 21/11/2026.",
            TODAY_OR_EARLIER,
        ),
        (
            "reference_given_on",
            date(2026, 11, 21),
            "Day the reference was given is after today: 21/11/2026.",
            TODAY_OR_EARLIER,
        ),
        (
            "reference_given_on",
            date(2026, 3, 1),
            "Day the reference was given (01/03/2026) is before the start (02/03/2026).",
            "Check both dates.",
        ),
        ("team_cost_apart", "some", "Cost shown apart is “some”.", "Enter yes or no."),
        ("team_control_kept", 2, "Control of practice kept is “2”.", "Enter yes or no."),
    ],
)
def test_what_cannot_be_true_is_refused_in_words(placement, asha, field, value, words, remedy):
    with pytest.raises(Refused) as refused:
        actions.amend(placement=placement, by=asha, **{field: value})

    assert (refused.value.message, refused.value.remedy, refused.value.field) == (words, remedy, field)
    assert not Change.objects.exists()


def test_days_on_site_beyond_a_week_are_not_stored_by_any_path(placement):
    with pytest.raises(IntegrityError, match="placement_on_site_days_fit_in_a_week"), transaction.atomic():
        Placement.objects.update(on_site_days=8)


def test_the_history_says_what_became_of_each(placement, asha):
    actions.amend(placement=placement, by=asha, team_cost_apart=True, on_site_days="3", team_approved_on="2026-03-01")

    lines = [line for revision in revisions_of(placement, identity=True) for line in revision.lines]
    assert sorted(line for line in lines if "changed" in line) == [
        "Cost shown apart changed from not known to yes",
        "Day the worker was approved for the team changed from not known to 1 March 2026",
        "Days a week on site changed from not known to 3",
    ]
