"""Exports, refusals and sign-ins are noted, with numbers alone."""

import pytest
from django.urls import reverse

from authorities.log import note
from authorities.models import LogDetail, LogEntry
from reports.models import Edition, EditionFile

pytestmark = pytest.mark.django_db


def noted(kind):
    return list(LogEntry.objects.filter(kind=kind).order_by("pk"))


def test_what_a_person_does_is_filed_under_the_authority_or_region_they_work_for(
    asha, dev, jan, walsall, west_midlands
):
    for person in (asha, dev, jan):
        note(kind="look_up", by=person)

    filed = [(entry.authority_id, entry.region_id) for entry in noted("look_up")]
    assert filed == [(walsall.pk, None), (None, west_midlands.pk), (None, None)]


def test_details_stand_apart_and_are_kept_letter_for_letter(asha):
    entry = note(kind="look_up", by=asha, details={"why": "“Check” before engaging", "number": "SW123456"})

    assert LogDetail.objects.get(pk=entry).as_dict() == {"why": "“Check” before engaging", "number": "SW123456"}


def test_a_page_that_is_not_for_this_person_is_noted_by_its_name(client, asha):
    client.force_login(asha)
    assert client.get(reverse("people")).status_code == 404

    [refusal] = noted("refusal")
    assert (refusal.by_id, refusal.via, refusal.about_id, refusal.digest) == (asha.pk, "people", "", None)


def test_a_record_that_is_anothers_is_noted_as_one_that_never_was(client, asha):
    client.force_login(asha)
    client.get(reverse("placement", args=[987_654_321]))

    [refusal] = noted("refusal")
    assert (refusal.via, refusal.about_id) == ("placement", "placement_id=987654321")


def test_an_address_that_is_no_page_is_not_noted(client, asha):
    client.force_login(asha)
    client.get("/wp-admin/")

    assert noted("refusal") == []


def test_a_text_in_an_address_is_not_noted_because_it_may_be_a_secret(client, asha):
    client.force_login(asha)
    client.post(reverse("revoke_key", args=["0123456789abcdef"]))

    assert [each.about_id for each in noted("refusal")] == [""]


def test_a_program_without_a_key_is_noted_as_nobody(client):
    assert client.get(reverse("api_placements")).status_code == 401

    [refusal] = noted("refusal")
    assert (refusal.by_id, refusal.via) == (None, "api_placements")


def test_somebody_who_has_not_signed_in_is_led_there_and_not_noted(client):
    client.get(reverse("people"))

    assert noted("refusal") == []


def test_signing_in_and_out_is_noted(client, asha):
    client.force_login(asha)
    client.logout()

    assert [(each.by_id, each.about_id) for each in noted("sign_in") + noted("sign_out")] == [
        (asha.pk, str(asha.pk))
    ] * 2


@pytest.mark.parametrize("capitals", [str.lower, str.upper])
def test_a_failed_sign_in_names_the_account_by_its_number_and_never_what_was_typed(client, asha, capitals):
    typed = {"login": capitals(asha.email), "password": "not the password"}
    client.post(reverse("account_login"), typed)
    client.post(reverse("account_login"), typed | {"login": "stranger@example.org"})

    assert [(each.by_id, each.about_id, each.digest) for each in noted("failed_sign_in")] == [
        (None, str(asha.pk), None), (None, "", None),
    ]  # fmt: skip


def test_a_lock_out_is_noted(client, asha):
    for _ in range(6):
        client.post(reverse("account_login"), {"login": asha.email, "password": "not the password"})

    assert str(asha.pk) in {each.about_id for each in noted("lock_out")}


def test_a_download_is_noted_with_the_file_that_was_taken(client, dev, west_midlands):
    edition = Edition.objects.create(
        region=west_midlands, kind="savings", period="2026-10", number=1, provisional=False, method="", content={},
        sha256="", known_at="2026-11-01T00:00Z",
    )  # fmt: skip
    file = EditionFile.objects.create(edition=edition, name="a.csv", media_type="text/csv", body=b"a", sha256="")
    client.force_login(dev)
    assert client.get(reverse("savings_file", args=["2026-10", "a.csv"])).status_code == 200

    [export] = noted("export")
    assert (export.by_id, export.via, export.region_id) == (dev.pk, "savings_file", west_midlands.pk)
    assert (export.about, export.about_id) == ("reports_editionfile", str(file.pk))
