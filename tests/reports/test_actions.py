"""Editions: numbered, never changed, and the same from the same records."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from authorities.refusal import Refused
from compliance.models import AgreementVersion
from placements.models import Placement
from reports import actions
from reports.models import Edition, EditionFile, ReferenceRate
from reports.periods import month_coded
from tests.compliance.cases import AGREEMENTS
from tests.factories import HoursFactory


def bodies(edition):
    return {file.name: bytes(file.body) for file in edition.files.all()}


def test_the_same_records_make_no_new_edition(placed, rates, build_october):
    assert build_october() == build_october()
    assert Edition.objects.count() == 1


def test_late_hours_make_the_next_edition_and_leave_the_first_alone(placed, rates, build_october):
    first = build_october()
    kept = bodies(first)
    HoursFactory(placement=placed, week_ending=date(2026, 10, 11))
    second = build_october()

    assert (first.number, second.number) == (1, 2)
    assert bodies(Edition.objects.get(number=1)) == kept
    assert set(bodies(second)) == {
        "savings-2026-10-edition-2.xlsx", "savings-2026-10-edition-2.csv", "savings-2026-10-edition-2-lines.csv",
    }  # fmt: skip


def test_a_correction_taken_back_is_told_as_a_third_edition(placed, rates, build_october):
    first = build_october()
    Placement.objects.filter(pk=placed.pk).update(offered_hourly_pay=Decimal("40.00"))
    build_october()
    Placement.objects.filter(pk=placed.pk).update(offered_hourly_pay=placed.offered_hourly_pay)
    third = build_october()

    assert (third.number, third.sha256) == (3, first.sha256)


@pytest.mark.parametrize("report", ["build_october", "build_summer"])
def test_the_same_records_make_the_same_bytes(placed, timesheets, rates, request, report):
    build = request.getfixturevalue(report)
    once = bodies(build())
    EditionFile.objects.all().delete()
    Edition.objects.all().delete()

    assert bodies(build()) == once
    assert len(once) == 3


def test_the_moment_of_a_report_is_its_last_change_not_the_clock(placed, rates, build_october, time_machine_far_ahead):
    edition = build_october()

    assert edition.known_at < edition.built_at
    assert edition.known_at.year < 2040 <= edition.built_at.year


@pytest.mark.django_db(transaction=True)
def test_publishing_an_agreement_is_a_change_and_drafting_one_is_not(placed, rates, build_october, tmp_path):
    first = build_october()
    draft = tmp_path / "draft.toml"
    shipped = (AGREEMENTS / "west-midlands-mou-2025.toml").read_text(encoding="utf-8")
    draft.write_text(shipped.replace('version = "2025"', 'version = "next"').replace('"30.75"', '"31.00"'))
    call_command("load_agreement", str(draft), stdout=StringIO())
    assert build_october() == first

    call_command("load_agreement", str(draft), "--publish", stdout=StringIO())
    second = build_october()

    assert second.number == 2
    assert second.known_at == AgreementVersion.objects.get(label="next").published_at


@pytest.mark.django_db(transaction=True)
def test_another_reference_rate_is_a_change_and_moves_the_reports_moment(placed, rates, build_october):
    first = build_october()
    ReferenceRate.objects.filter(role="social_worker").update(hourly_rate=Decimal("50.00"))

    second = build_october()

    assert (first.number, second.number) == (1, 2)
    assert second.known_at > first.known_at


@pytest.fixture
def time_machine_far_ahead(placed, rates):
    import time_machine

    with time_machine.travel("2040-01-01T12:00:00Z"):
        yield


def test_a_month_that_is_not_over_is_refused(west_midlands):
    with pytest.raises(Refused, match="October 2026 is not over yet"):
        actions.build_savings(region=west_midlands, month=month_coded("2026-10"), today=date(2026, 10, 31))


def test_a_quarter_that_is_not_over_is_refused_in_its_words(west_midlands):
    from reports.periods import quarter_coded

    with pytest.raises(Refused, match="October to December 2026 is not over yet"):
        actions.build_quarterly(region=west_midlands, quarter=quarter_coded("2026Q4"), today=date(2026, 12, 31))
