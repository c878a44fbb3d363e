"""Recovery codes: each works once, they are shown once, and are kept as hashes."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from authorities import recovery_codes
from tests.authorities.pages.test_second_factor import (
    APP,
    INDEX,
    WRONG,
    code_of,
    give_code,
    give_password,
    secret_on,
)
from tests.factories import authenticator_app

pytestmark = pytest.mark.django_db


def test_a_recovery_code_works_once(client, asha):
    give_password(client, asha)
    secret = secret_on(client.get(APP))
    page = client.post(APP, {"code": code_of(secret)}, follow=True).content.decode()
    code = re.search(r"<li><code>(\d{8})</code></li>", page)[1]
    for expected in (302, 200):
        client.post(reverse("account_logout"))
        give_password(client, asha)
        assert give_code(client, code).status_code == expected


def test_recovery_codes_are_kept_as_salted_hashes_and_the_library_reads_none(asha):
    authenticator_app(asha)
    codes = recovery_codes.make(asha)
    kept = Authenticator.objects.get(user=asha, type="recovery_codes")

    assert len(set(codes)) == len(set(kept.data["hashes"])) == 10
    assert all(each.startswith("argon2$argon2id$") for each in kept.data["hashes"])
    assert not any(code in str(kept.data) for code in codes)
    assert kept.wrap().get_unused_codes() == []
    assert not kept.wrap().validate_code(codes[0])


def test_recovery_codes_wait_sealed_and_no_longer_than_ten_minutes(client, asha, time_machine):
    authenticator_app(asha)
    client.force_login(asha)
    for minutes, shown in ((9, 10), (11, 0)):
        time_machine.move_to("2026-11-20 12:00:00Z", tick=False)
        client.force_login(asha)
        client.post(reverse("mfa_generate_recovery_codes"))
        assert not re.search(r"\b\d{8}\b", str(dict(client.session)))
        time_machine.move_to(f"2026-11-20 12:{minutes:02}:00Z", tick=False)
        page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
        assert len(re.findall(r"<code>\d{8}</code>", page)) == shown
    assert "You have 10 left" in page


def test_new_recovery_codes_end_the_old_and_are_told_by_mail(client, asha, mailoutbox):
    authenticator_app(asha)
    old = recovery_codes.make(asha)
    client.force_login(asha)
    page = client.post(reverse("mfa_generate_recovery_codes"), follow=True).content.decode()

    new = re.findall(r"<code>(\d{8})</code>", page)
    assert recovery_codes.spend(asha, old[0]) is None
    assert recovery_codes.spend(asha, new[0]) is not None
    assert recovery_codes.left(asha) == 9
    assert "New recovery codes were made" in mailoutbox[0].body


def test_whoever_has_no_factor_makes_no_recovery_codes(client, asha):
    client.force_login(asha)

    assert client.post(reverse("mfa_generate_recovery_codes")).url == INDEX
    assert not Authenticator.objects.exists()


def test_recovery_codes_cannot_be_tried_for_ever(client, asha):
    authenticator_app(asha)
    right = recovery_codes.make(asha)[0]
    give_password(client, asha)
    for number in range(5):
        assert WRONG in give_code(client, f"{number:08}").content.decode()

    assert "Try again in 15 minutes" in give_code(client, right).content.decode()
