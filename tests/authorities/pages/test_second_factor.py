"""The second factor: nobody reaches anything without one, and each way of setting one up."""

import json
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.urls import reverse

from authorities.models import Mail
from authorities.outbox.sending import send_waiting
from authorities.second_factor import Adapter
from tests.factories import PersonFactory, authenticator_app, passkey
from tests.factories.authorities import PASSWORD
from tests.mou_portal.test_hardening import setting

INDEX = "/account/second-factor/"
APP = "/account/second-factor/app/"
WRONG = "Code is not right, has been used or is over: each lasts 30 seconds. Enter the next one"


def give_password(client, person, following=False, to=""):
    typed = {"login": person.email, "password": PASSWORD, "next": to}
    return client.post(reverse("account_login"), typed, follow=following)


def give_code(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def secret_on(page):
    return re.search(r'class="mou-key">(\w+)<', page.content.decode())[1]


def code_of(secret):
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


@pytest.mark.parametrize("address", ["/", "/account/", "/placements/", "/people/", "/account/password/"])
def test_a_password_alone_reaches_nothing_but_the_setting_up(client, asha, address):
    give_password(client, asha)
    answer = client.get(address)

    assert (answer.status_code, answer.headers.get("Location")) == (302, INDEX)
    assert client.post(address).headers.get("Location") == INDEX


def test_a_password_alone_does_not_reach_the_api(client, asha):
    give_password(client, asha)
    answer = client.get("/api/v1/placements/")

    assert answer.status_code == 403
    assert "second factor" in answer.json()["errors"][0]["message"]


def test_the_page_that_is_led_to_names_no_other_page(client, asha):
    page = give_password(client, asha, following=True).content.decode()

    assert '<h1 class="govuk-heading-l">Set up a second factor</h1>' in page
    assert "Record a placement" not in page
    assert "Walsall" not in page


def test_an_app_is_set_up_with_its_first_code_and_codes_are_shown_once(client, asha):
    give_password(client, asha)
    secret = secret_on(client.get(APP))
    assert "Code is not right" in client.post(APP, {"code": "000000"}).content.decode()
    answer = client.post(APP, {"code": code_of(secret)}, follow=True)

    assert answer.redirect_chain[-1][0] == reverse("mfa_view_recovery_codes")
    codes = re.findall(r"<li><code>(\d{8})</code></li>", answer.content.decode())
    assert len(codes) == 10
    assert codes[0] not in client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert client.get("/").status_code == 200


def test_a_secret_is_not_readable_in_the_database(asha):
    authenticator_app(asha)
    kept = Authenticator.objects.get().data["secret"]

    assert re.fullmatch(r"[A-Z2-7]{32}", Adapter().decrypt(kept))
    assert Adapter().decrypt(kept) not in kept


def test_a_secret_is_read_with_the_key_before_the_last_while_it_is_named(asha, settings):
    authenticator_app(asha)
    kept = Authenticator.objects.get().data["secret"]
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 8, [settings.SECRET_KEY]

    assert re.fullmatch(r"[A-Z2-7]{32}", Adapter().decrypt(kept))


def test_after_the_password_the_code_is_asked_for(client, asha):
    code = authenticator_app(asha)
    answer = give_password(client, asha, to="/placements/")

    assert answer.url == reverse("mfa_authenticate")
    assert client.get("/placements/").url.startswith(reverse("account_login"))
    assert give_code(client, code()).url == "/placements/"
    assert client.get("/placements/").status_code == 200


@pytest.mark.parametrize("typed", ["", "000000", "abc", "1" * 500, "١٢٣٤٥٦"])
def test_a_wrong_code_lets_nobody_in(client, asha, typed):
    authenticator_app(asha)
    give_password(client, asha)
    answer = give_code(client, typed)

    assert answer.status_code == 200
    assert (WRONG if typed else "Enter the code") in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_code_works_once(client, asha):
    code = authenticator_app(asha)()
    give_password(client, asha)
    assert give_code(client, code).status_code == 302
    client.post(reverse("account_logout"))
    give_password(client, asha)

    assert WRONG in give_code(client, code).content.decode()


@pytest.fixture
def production(settings):
    """As long as a code lasts in production; other tests bear that a half minute ends while they run."""
    settings.MFA_TOTP_TOLERANCE = 0


def test_production_takes_no_code_of_another_half_minute():
    assert setting("MFA_TOTP_TOLERANCE") == "0"


@pytest.mark.parametrize(("at", "answered"), [("00", 302), ("29", 302), ("30", 200)])
def test_a_code_lasts_to_the_end_of_its_half_minute(client, asha, time_machine, production, at, answered):
    time_machine.move_to("2026-11-20 12:00:00Z", tick=False)
    code = authenticator_app(asha)()
    give_password(client, asha)
    time_machine.move_to(f"2026-11-20 12:00:{at}Z", tick=False)
    answer = give_code(client, code)

    assert answer.status_code == answered
    assert answered == 302 or WRONG in answer.content.decode()


def test_the_code_that_shows_next_is_taken_after_one_that_is_over(client, asha, time_machine, production):
    time_machine.move_to("2026-11-20 12:00:25Z", tick=False)
    code = authenticator_app(asha)
    typed_slowly = code()
    give_password(client, asha)
    time_machine.move_to("2026-11-20 12:00:31Z", tick=False)

    assert WRONG in give_code(client, typed_slowly).content.decode()
    assert give_code(client, code()).status_code == 302


def test_a_code_of_the_half_minute_to_come_is_not_taken(client, asha, time_machine, production):
    time_machine.move_to("2026-11-20 12:00:29Z", tick=False)
    code = authenticator_app(asha)
    give_password(client, asha)

    assert WRONG in give_code(client, code(steps=1)).content.decode()


def test_codes_cannot_be_tried_for_ever(client, asha):
    code = authenticator_app(asha)
    give_password(client, asha)
    for _ in range(5):
        give_code(client, "000000")

    assert "Try again in 15 minutes" in give_code(client, code()).content.decode()


def test_a_stolen_password_cannot_set_up_another_factor(client, asha):
    give_password(client, asha)
    authenticator_app(asha)  # meanwhile, in the owner's own session

    for address in (INDEX, APP, reverse("mfa_add_webauthn"), "/"):
        assert client.get(address).url.startswith(reverse("mfa_reauthenticate"))
    assert client.get(reverse("account_reauthenticate")).url.startswith(reverse("mfa_reauthenticate"))


def test_a_session_from_before_is_let_in_by_showing_the_factor(client, asha):
    give_password(client, asha)
    code = authenticator_app(asha)
    answer = client.post(reverse("mfa_reauthenticate"), {"code": code(), "next": "/account/"})

    assert answer.url == "/account/"
    assert client.get("/account/").status_code == 200


def test_a_new_app_takes_the_place_of_the_old(client, asha):
    old = authenticator_app(asha)
    give_password(client, asha)
    give_code(client, old())
    client.post(APP, {"code": code_of(secret_on(client.get(APP)))})

    assert Authenticator.objects.filter(type="totp").count() == 1
    client.post(reverse("account_logout"))
    give_password(client, asha)
    assert WRONG in give_code(client, old(1)).content.decode()


def test_changing_the_factor_asks_for_it_again_after_ten_minutes(client, asha, time_machine):
    time_machine.move_to("2026-11-20 12:00Z", tick=False)
    client.force_login(asha)
    authenticator_app(asha)
    assert client.get(APP).status_code == 200
    time_machine.move_to("2026-11-20 12:11Z", tick=False)

    assert client.get(APP).url.startswith(reverse("mfa_reauthenticate"))


def test_the_last_factor_cannot_be_removed(client, asha):
    remove = reverse("mfa_remove_webauthn", args=[passkey(asha).pk])
    client.force_login(asha)
    assert "only second factor" in client.post(remove, follow=True).content.decode()
    authenticator_app(asha)
    client.post(remove)

    assert [one.type for one in Authenticator.objects.filter(user=asha)] == ["totp"]


READ = {"clientDataJSON": "AA", "attestationObject": "AA", "authenticatorData": "AA", "signature": "AA"}
SHAPED = json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": READ})


@pytest.mark.parametrize(
    "credential", ["", "x", "5", "[]", "{}", '{"id": 1}', '{"rawId": "AA", "response": {}}', SHAPED]
)
def test_what_no_passkey_answers_is_refused_with_words(client, asha, credential):
    client.force_login(asha)
    client.get(reverse("mfa_add_webauthn"))
    answer = client.post(reverse("mfa_add_webauthn"), {"name": "Laptop", "credential": credential})
    assert answer.status_code == 200
    client.logout()
    client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    answer = client.post(reverse("mfa_login_webauthn"), {"credential": credential}, follow=True)

    assert "That passkey could not be used" in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_asking_for_a_passkey_says_nothing_about_accounts(client, db):
    asked = client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"}).json()

    assert asked["request_options"]["publicKey"].get("allowCredentials", []) == []


def test_a_change_is_told_by_e_mail(client, asha, mailoutbox, django_capture_on_commit_callbacks):
    client.force_login(asha)
    secret = secret_on(client.get(APP))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(APP, {"code": code_of(secret)})

    assert mailoutbox[0].to == ["asha@example.org"]
    assert "An authenticator app was set up for your account." in mailoutbox[0].body


def test_a_change_is_done_though_the_mail_does_not_go(client, asha, settings, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    client.force_login(asha)
    secret = secret_on(client.get(APP))
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(APP, {"code": code_of(secret)}).status_code == 302

    assert send_waiting() == (0, 1)
    assert "refused" in Mail.objects.get().error


def test_who_is_there_twice_has_their_own_factors_alone(client, asha):
    authenticator_app(PersonFactory(email="other@example.org"))
    client.force_login(asha)

    assert "Set up a second factor" in client.get(INDEX).content.decode()
