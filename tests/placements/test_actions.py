"""Writing placements, one verb at a time."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from authorities.models import JobRole
from authorities.refusal import Refused
from placements import actions
from placements.models import Change, Placement, Worker
from tests.factories import JobTitleFactory, PlacementFactory, RateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _november():
    with time_machine.travel(date(2026, 11, 20), tick=False):
        yield


@pytest.fixture
def senior(west_midlands):
    return JobRole.objects.get_or_create(
        region=west_midlands,
        slug="senior_social_worker",
        defaults={"name": "Senior social worker", "core_type": "senior_social_worker"},
    )[0]


@pytest.fixture
def order(walsall, supplier_one, senior, asha):
    """A job order that may be recorded as it is."""
    return {
        "authority": walsall,
        "swe_number": "sw123456 ",
        "name": "Test  Worker",
        "supplier": supplier_one,
        "reference": "A-1",
        "job_role": senior,
        "pay_type": "umbrella",
        "hourly_pay": Decimal("31.50"),
        "started_on": date(2026, 11, 2),
        "by": asha,
    }


@pytest.fixture
def placement(order):
    return actions.record(**order)


def rates_of(placement):
    return [(rate.since, rate.pay_type, rate.hourly_pay) for rate in placement.rates.order_by("since")]


def test_recording_stores_worker_placement_and_first_rate(placement, walsall):
    assert placement.worker.swe_number == "SW123456"
    assert placement.worker.name == "Test Worker"
    assert placement.authority == walsall
    assert rates_of(placement) == [(date(2026, 11, 2), "umbrella", Decimal("31.50"))]


def test_recording_tells_compliance_whose_answers_may_change(placement):
    assert Change.objects.get().match_key == placement.worker.match_key


def test_the_log_says_who_recorded(placement, asha):
    event = placement.events.get()

    assert event.pgh_context.metadata["by"] == asha.pk


def test_two_placements_of_one_worker_share_the_record(order):
    actions.record(**order)
    actions.record(**order | {"reference": "A-2"})

    assert Worker.objects.count() == 1


def test_text_is_taken_as_people_write_it(order):
    placement = actions.record(
        **order | {"hourly_pay": "£31.50", "started_on": "02/11/2026", "pay_type": "Limited company"}
    )

    assert rates_of(placement) == [(date(2026, 11, 2), "limited_company", Decimal("31.50"))]


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"swe_number": "12345"}, "swe_number", "“12345” is not a registration number."),
        ({"swe_number": ""}, "swe_number", "An empty answer is not a registration number."),
        ({"swe_number": "SW1234567"}, "swe_number", "“SW1234567” is not a registration number."),
        ({"reference": " "}, "reference", "Supplier’s reference is missing."),
        ({"reference": "A" * 51}, "reference", "Supplier’s reference is 51 characters long."),
        ({"name": "N" * 10_000}, "name", "Name is 10,000 characters long."),
        ({"name": "Nul\x00l"}, "name", "Name contains a symbol or a hidden character."),
        ({"name": "Party 🎉"}, "name", "Name contains a symbol or a hidden character."),
        ({"hourly_pay": "-1"}, "hourly_pay", "Hourly pay is -£1."),
        ({"hourly_pay": 0}, "hourly_pay", "Hourly pay is £0."),
        ({"hourly_pay": "500.01"}, "hourly_pay", "Hourly pay is more than £500."),
        ({"hourly_pay": "31.505"}, "hourly_pay", "Hourly pay has a fraction of a penny."),
        ({"hourly_pay": "thirty"}, "hourly_pay", "Hourly pay is not an amount of money: “thirty”."),
        ({"hourly_pay": "1e5"}, "hourly_pay", "Hourly pay is not an amount of money: “1e5”."),
        ({"hourly_pay": "NaN"}, "hourly_pay", "Hourly pay is not an amount of money: “NaN”."),
        ({"hourly_pay": None}, "hourly_pay", "Hourly pay is missing."),
        ({"pay_type": "cash"}, "pay_type", "Pay type is “cash”."),
        ({"pay_type": ""}, "pay_type", "Pay type is missing."),
        ({"started_on": date(1926, 11, 2)}, "started_on", "Start date is in 1926."),
        ({"started_on": date(2028, 11, 21)}, "started_on", "Start date is more than 2 years ahead: 21/11/2028."),
        ({"started_on": "31/02/2026"}, "started_on", "Start date is not a real date: “31/02/2026”."),
        ({"started_on": None}, "started_on", "Start date is missing."),
        (
            {"ended_on": date(2026, 11, 1)},
            "ended_on",
            "Last day worked (01/11/2026) is before the start (02/11/2026).",
        ),
        (
            {"expected_end_on": date(2026, 11, 1)},
            "expected_end_on",
            "Expected end date (01/11/2026) is before the start (02/11/2026).",
        ),
        ({"hours_per_week": "80.01"}, "hours_per_week", "Hours per week is 80.01."),
        ({"hours_per_week": 0}, "hours_per_week", "Hours per week is 0."),
        ({"hours_per_week": "9" * 29}, "hours_per_week", "Hours per week is far too many."),
        ({"notice_weeks": "1.5"}, "notice_weeks", "Notice in weeks is “1.5”."),
        ({"project_team": "perhaps"}, "project_team", "Project team is “perhaps”."),
        ({"reason": "boredom"}, "reason", "Reason is “boredom”."),
        ({"job_role": None}, "job_title", "Job title is missing."),
        ({"since": "2026-11-01"}, "since", "The rate changes on 01/11/2026, before the start (02/11/2026)."),
    ],
)
def test_what_cannot_be_true_is_refused_in_words(order, wrong, field, words):
    with pytest.raises(Refused) as refused:
        actions.record(**order | wrong)

    assert (refused.value.field, refused.value.message) == (field, words)
    assert refused.value.remedy
    assert not Placement.objects.exists()
    assert not Worker.objects.exists()


def test_a_reference_is_used_once(order):
    actions.record(**order)

    with pytest.raises(Refused, match="already used"):
        actions.record(**order | {"swe_number": "SW2"})


def test_a_title_of_another_authority_is_refused(order, dudley):
    title = JobTitleFactory(authority=dudley, title="Social worker")

    with pytest.raises(Refused, match="another authority"):
        actions.record(**order | {"job_role": None, "job_title": title})


def test_amending_keeps_what_was_not_named(placement, asha):
    actions.amend(placement=placement, hours_per_week="37", by=asha)
    amended = actions.amend(placement=placement, notice_weeks=4, by=asha)

    assert (amended.hours_per_week, amended.notice_weeks) == (37, 4)


def test_amending_to_the_same_writes_nothing(placement, asha):
    Change.objects.all().delete()

    actions.amend(placement=placement, started_on=placement.started_on, name="Test Worker", by=asha)

    assert not Change.objects.exists()
    assert placement.events.count() == 1


def test_a_corrected_number_tells_of_both_people(placement, asha):
    Change.objects.all().delete()
    before = placement.worker.match_key

    amended = actions.amend(placement=placement, swe_number="SW7", by=asha)

    assert amended.worker.swe_number == "SW7"
    assert set(Change.objects.values_list("match_key", flat=True)) == {before, amended.worker.match_key}


def test_a_name_can_be_corrected(placement, asha):
    actions.amend(placement=placement, name="T", by=asha)

    assert Worker.objects.get().name == "T"


def test_the_first_rate_moves_with_the_start(placement, asha):
    amended = actions.amend(placement=placement, started_on=date(2026, 10, 26), by=asha)

    assert rates_of(amended) == [(date(2026, 10, 26), "umbrella", Decimal("31.50"))]
    assert amended.rates.get().events.count() == 2


def test_a_start_cannot_pass_a_change_of_rate(placement, asha):
    actions.change_rate(placement=placement, since=date(2026, 11, 16), hourly_pay=32, by=asha)

    with pytest.raises(Refused, match="The rate changed on 16/11/2026"):
        actions.amend(placement=placement, started_on=date(2026, 11, 16), by=asha)


def test_a_changed_rate_holds_from_its_day(placement, asha):
    actions.change_rate(placement=placement, since=date(2026, 11, 16), hourly_pay=32, by=asha)

    assert rates_of(placement) == [
        (date(2026, 11, 2), "umbrella", Decimal("31.50")),
        (date(2026, 11, 16), "umbrella", Decimal("32.00")),
    ]


def test_what_follows_from_the_pay_is_not_known_when_the_pay_changes(order, asha):
    placement = actions.record(**order | {"employer_ni": "3.10", "agency_fee": "2.00", "hourly_charge": "40"})

    actions.change_rate(placement=placement, since=date(2026, 11, 16), hourly_pay=32, by=asha)

    after = placement.rates.latest("since")
    assert (after.employer_ni, after.hourly_charge, after.agency_fee) == (None, None, Decimal("2.00"))


def test_a_rate_from_the_start_day_corrects_the_first(placement, asha):
    actions.change_rate(placement=placement, since=placement.started_on, hourly_pay="30", by=asha)

    assert rates_of(placement) == [(date(2026, 11, 2), "umbrella", Decimal("30.00"))]


def test_the_same_rate_from_a_later_day_is_no_change(placement, asha):
    actions.change_rate(placement=placement, since=date(2026, 11, 16), hourly_pay="31.50", by=asha)

    assert placement.rates.count() == 1


def test_a_rate_after_the_last_day_is_refused(placement, asha):
    actions.end(placement=placement, on=date(2026, 11, 13), by=asha)

    with pytest.raises(Refused, match="after the last day worked"):
        actions.change_rate(placement=placement, since=date(2026, 11, 16), hourly_pay=32, by=asha)


def test_a_rate_that_began_later_leaves_the_first_one_unknown(order):
    placement = actions.record(**order | {"since": date(2026, 11, 9)})

    assert rates_of(placement) == [
        (date(2026, 11, 2), "umbrella", None),
        (date(2026, 11, 9), "umbrella", Decimal("31.50")),
    ]


def test_extending_and_ending(placement, asha):
    extended = actions.extend(placement=placement, expected_end_on=date(2027, 3, 31), by=asha)
    ended = actions.end(placement=placement, on=date(2026, 12, 31), by=asha)

    assert extended.expected_end_on == date(2027, 3, 31)
    assert ended.ended_on == date(2026, 12, 31)
    with pytest.raises(Refused, match="This placement ended on 31/12/2026"):
        actions.extend(placement=ended, expected_end_on=date(2027, 6, 30), by=asha)


def test_an_end_needs_a_day(placement, asha):
    with pytest.raises(Refused, match="Last day worked is missing"):
        actions.end(placement=placement, on=None, by=asha)
    with pytest.raises(Refused, match="Expected end date is missing"):
        actions.extend(placement=placement, expected_end_on=None, by=asha)


def test_a_detail_that_does_not_exist_is_a_mistake_of_ours(placement, asha):
    with pytest.raises(TypeError, match="not details: favourite_colour"):
        actions.amend(placement=placement, favourite_colour="red", by=asha)


def test_two_who_write_the_same_reference_at_once_are_told(order, monkeypatch):
    actions.record(**order)
    monkeypatch.setattr("placements.actions.desk.Desk.look_up", lambda *arguments, **named: None)

    with pytest.raises(Refused, match="Somebody else has just recorded this worker"):
        actions.record(**order)
    with pytest.raises(Refused, match="already used"):
        actions.record(**order | {"swe_number": "SW2"})


def test_factories_make_what_actions_can_amend(walsall, senior, asha):
    placement = PlacementFactory(authority=walsall, job_role=senior)
    RateFactory(placement=placement, since=date(2026, 6, 1), hourly_pay=Decimal("31.00"))

    amended = actions.amend(placement=placement, started_on=date(2026, 3, 9), by=asha)

    assert [since for since, _, _ in rates_of(amended)] == [date(2026, 3, 9), date(2026, 6, 1)]
