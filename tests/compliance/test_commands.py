"""What the commands that answer print, write and refuse, as a script sees them."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from compliance.models import AgreementVersion, Assessment
from tests.compliance.cases import AGREEMENTS
from tests.factories import PlacementFactory

LAST = (AGREEMENTS / "west-midlands-mou-2025.toml").read_text(encoding="utf-8")


def assess(*options):
    out = StringIO()
    call_command("assess", "--json", *options, stdout=out)
    return json.loads(out.getvalue())


def publish(folder, text):
    file = folder / "corrected.toml"
    file.write_text(text, encoding="utf-8")
    call_command("load_agreement", str(file), "--publish", stdout=StringIO())


@pytest.mark.django_db(transaction=True)
def test_looking_back_answers_by_the_agreements_published_then(walsall, agreements, tmp_path):
    PlacementFactory(authority=walsall, started_on=date(2026, 5, 4), rate__hourly_pay=Decimal("33.76"))
    then = timezone.now()
    corrected = LAST.replace('version = "2025"', 'version = "2025-corrected"').replace('"33.75"', '"34.00"')

    publish(tmp_path, corrected)

    assert assess()["breaches"] == 0
    assert assess("--known-on", then.isoformat())["breaches"] == 1


@pytest.mark.django_db
def test_of_two_versions_from_the_same_day_the_one_published_later_holds(walsall, agreements, tmp_path):
    PlacementFactory(authority=walsall, started_on=date(2026, 5, 4), rate__hourly_pay=Decimal("33.76"))
    publish(tmp_path, LAST.replace('version = "2025"', 'version = "2025-corrected"').replace('"33.75"', '"34.00"'))
    # The database gives rows in any order; a row that was written again usually comes last.
    AgreementVersion.objects.get(agreement__slug="west-midlands-mou", label="2025").save()

    assert assess()["breaches"] == 0


@pytest.mark.django_db
def test_findings_that_cannot_be_written_are_refused_before_anything_is_stored(walsall, agreements, tmp_path):
    with pytest.raises(CommandError, match="is a folder") as refused:
        assess("--findings", str(tmp_path))

    assert refused.value.returncode == 2
    assert not Assessment.objects.exists()


def load(file, *options):
    out = StringIO()
    call_command("load_agreement", str(file), *options, stdout=out)
    return out.getvalue().strip()


@pytest.mark.django_db
def test_a_loaded_agreement_is_a_draft_and_a_published_one_says_that_it_had_no_keys(west_midlands, tmp_path):
    file = tmp_path / "mou.toml"
    file.write_bytes(b"\xef\xbb\xbf" + LAST.encode())
    named = "west-midlands-mou 2025, in force from 2025-01-01"

    assert load(file) == f"{named}: draft"
    assert load(file, "--publish") == f"{named}: published, without two keys"
    assert json.loads(load(file, "--publish", "--json")) == {
        "agreement": "west-midlands-mou",
        "version": "2025",
        "state": "published",
        "in_force_from": "2025-01-01",
        "two_keys": False,
    }


@pytest.mark.django_db
def test_a_file_that_is_not_text_is_refused(west_midlands, tmp_path):
    file = tmp_path / "mou.toml"
    file.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(CommandError, match=r"mou\.toml is not a text file in UTF-8") as refused:
        load(file)

    assert refused.value.returncode == 2
