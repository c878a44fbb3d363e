"""What strangers may try at the front door, and what the answers tell a browser about themselves."""

import json
import logging
import logging.config
import re

import pytest
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.db.models import FileField
from django.urls import reverse
from gunicorn.config import Config
from gunicorn.http.errors import ParseException
from gunicorn.http.parser import RequestParser

from mou_portal.log_lines import LINES
from tests.factories import PersonFactory, PlacementFactory, WorkerFactory
from tests.factories.authorities import PASSWORD
from tests.mou_portal.test_hardening import setting

MARKUP = "<img src=x onerror=alert(1)>'\"&"


def test_names_are_text_on_every_page_that_shows_them(client, asha, agreements, walsall):
    placed = PlacementFactory(
        authority=walsall, worker=WorkerFactory(authority=walsall, name=MARKUP), reference="<b>ORDER</b>"
    )
    client.force_login(asha)

    for address in ("/placements/", f"/placements/{placed.pk}/"):
        page = client.get(address).content.decode()
        assert "<img src=x" not in page
        assert "<b>ORDER" not in page
        assert "&lt;img src=x onerror=alert(1)&gt;&#x27;&quot;&amp;" in page


def test_what_is_typed_into_an_address_is_text(client, asha, agreements):
    client.force_login(asha)
    page = client.get("/placements/", {"q": MARKUP, "sort": MARKUP, "page": MARKUP}).content.decode()

    assert "<img src=x" not in page
    assert not re.search(r'href="[^"]*[<>]', page)


@pytest.mark.parametrize("typed", ["'; DROP TABLE placements_placement; --", "%' OR '1'='1", "\\'", "%", "_", "(a+)+$"])
def test_what_is_searched_for_is_never_part_of_a_query(client, asha, agreements, walsall, typed):
    PlacementFactory(authority=walsall, worker=WorkerFactory(authority=walsall, name="Wanda Walsall"))
    client.force_login(asha)
    answer = client.get("/placements/", {"q": typed, "role": typed, "supplier": typed, "sort": typed})

    assert answer.status_code == 200
    assert "Wanda Walsall" not in answer.content.decode()


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_nobody_is_led_to_another_place_after_signing_in(client, asha, elsewhere):
    at = f"{reverse('account_login')}?next={elsewhere}"
    page = client.get(at).content.decode()
    answer = client.post(at, {"login": asha.email, "password": PASSWORD, "next": elsewhere})

    assert not re.search(r'(href|action)="[^"]*(evil|javascript)', page)
    assert answer.url == "/"


def test_only_what_is_sent_in_the_form_signs_anybody_in(client, asha):
    answer = client.post(f"{reverse('account_login')}?login={asha.email}&password={PASSWORD}", {})

    assert "Enter your email address" in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "address", ["asha@example.org\nBcc: all@example.org", "asha@example.org\r\n\r\nText", "a@b,c@d"]
)
def test_an_address_cannot_carry_another_line_of_a_letter(client, asha, address):
    page = client.post(reverse("account_reset_password"), {"email": address})

    assert page.status_code == 200
    assert mail.outbox == []


def test_signing_in_makes_a_new_session_and_signing_out_ends_it(client, asha):
    client.get(reverse("account_reset_password"))
    client.session["planted"] = "yes"
    planted = client.session.session_key or "none"
    client.cookies[settings.SESSION_COOKIE_NAME] = planted
    client.force_login(asha)
    made = client.session.session_key
    assert made != planted
    assert re.fullmatch(r"[a-z0-9]{32}", made)
    answer = client.post(reverse("account_logout"))

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    client.cookies[settings.SESSION_COOKIE_NAME] = made
    assert client.get("/account/").status_code == 302


def test_every_page_has_a_way_to_sign_out(client, asha):
    client.force_login(asha)
    for address in ("/", "/account/", "/placements/", "/nothing/"):
        assert reverse("account_logout") in client.get(address).content.decode()


def test_cookies_are_kept_from_scripts_and_from_other_sites(client, asha):
    client.post(reverse("account_login"), {"login": asha.email, "password": PASSWORD})

    assert set(client.cookies) <= {"sessionid", "csrftoken"}
    for cookie in client.cookies.values():
        assert cookie["httponly"] is True
        assert cookie["samesite"] == "Lax"
        assert len(cookie.OutputString()) < 4096


def test_tls_is_asked_for_of_every_page_for_a_year_and_more():
    told = setting("SECURE_HSTS_SECONDS, SECURE_HSTS_INCLUDE_SUBDOMAINS, SECURE_HSTS_PRELOAD")

    assert told == f"{365 * 24 * 60 * 60} True True"


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/account/sign-in/", "text/html; charset=utf-8"),
        ("/nothing/", "text/html; charset=utf-8"),
        ("/api/v1/placements/", "application/json"),
    ],
)
def test_every_answer_says_what_it_is_and_opens_itself_to_no_other_site(client, db, settings, address, kind):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 365 * 24 * 60 * 60, True
    headers = client.get(address, secure=True, headers={"Origin": "https://evil.example"}).headers

    assert headers["Content-Type"] == kind
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "object-src 'none'" in headers["Content-Security-Policy"]
    assert "base-uri 'none'" in headers["Content-Security-Policy"]
    assert not [name for name in headers if name.startswith("Access-Control")]
    assert "Server" not in headers
    assert "X-Powered-By" not in headers


@pytest.mark.parametrize("address", ["/static/", "/static/css/", "/.git/config", "/static/../manage.py", "/.env"])
def test_neither_folders_nor_what_lies_beside_the_pages_is_shown(client, db, address):
    assert client.get(address).status_code == 404


def test_a_failure_says_nothing_of_what_failed(client, asha, monkeypatch, caplog):
    def fail(*_):
        raise RuntimeError("secret-of-the-inside SELECT * FROM x")

    monkeypatch.setattr("mou_portal.pages.home.render", fail)
    client.raise_request_exception = False
    client.force_login(asha)
    answer = client.get("/")

    assert answer.status_code == 500
    for inside in ("secret-of-the-inside", "Traceback", "RuntimeError", "SELECT", "/pages/home.py", "Django"):
        assert inside not in answer.content.decode()
    assert "secret-of-the-inside" in caplog.text


def test_a_stranger_is_told_how_the_portal_is_and_what_the_api_is_like_and_nothing_of_what_it_runs_on(client, db):
    health, schema = client.get("/health/?format=json"), client.get("/api/v1/schema/")

    assert health.json().popitem()[1] == "OK"
    for inside in ("Django", "psycopg", "PostgreSQL", "postgres://", "Python/"):
        assert inside not in health.content.decode() + schema.content.decode()


def test_what_is_not_a_field_of_a_request_is_not_written(client, asha):
    client.force_login(asha)
    for page in ("/account/", reverse("account_change_password")):
        client.post(page, {"is_superuser": "1", "is_active": "", "email": "x@example.org", "role": "administrator"})
    asha.refresh_from_db()

    assert (asha.is_superuser, asha.is_active, asha.email) == (False, True, "asha@example.org")


def test_no_file_that_was_sent_is_kept_as_a_file():
    own = [apps.get_app_config(name) for name in ("authorities", "placements", "compliance", "reports")]

    assert [
        f for config in own for model in config.get_models() for f in model._meta.fields if isinstance(f, FileField)
    ] == []


def test_an_account_that_was_closed_is_told_apart_by_nobody(client, db):
    closed = PersonFactory(email="closed@example.org", is_active=False)
    wrong = client.post(reverse("account_login"), {"login": closed.email, "password": "wrong"})
    unknown = client.post(reverse("account_login"), {"login": "closed@example.com", "password": "wrong"})

    same = [re.sub(r'value="[^"]*"', "", one.content.decode()) for one in (wrong, unknown)]
    assert same[0] == same[1]


def test_the_log_is_one_line_of_json_for_each_event_with_its_time_in_utc(capsys):
    formatter = logging.config.DictConfigurator(LINES).configure_formatter(dict(LINES["formatters"]["json"]))
    record = logging.LogRecord("portal", logging.WARNING, "", 0, 'typed\n{"level": "forged"}\r\x1b[31m', (), None)
    line = formatter.format(record)

    assert "\n" not in line
    assert "\r" not in line
    assert "\x1b" not in line
    said = json.loads(line)
    assert said["level"] == "warning"
    assert said["timestamp"].endswith("Z")


def test_what_is_logged_goes_to_standard_error_and_nowhere_else():
    assert {handler["class"] for handler in LINES["handlers"].values()} == {"logging.StreamHandler"}
    assert {name for logger in LINES["loggers"].values() for name in logger["handlers"]} <= {"lines"}


@pytest.mark.parametrize(
    "fields",
    [
        "Content-Length: 3\r\nTransfer-Encoding: chunked",
        "Content-Length: 3\r\nContent-Length: 4",
        "Transfer-Encoding: chunked, xchunked",
        "Content-Length: +3",
        "X-Planted : yes",
    ],
)
def test_a_request_that_two_servers_would_end_at_different_places_is_refused(fields):
    sent = f"POST / HTTP/1.1\r\nHost: a\r\n{fields}\r\n\r\n0\r\n\r\n".encode()

    with pytest.raises((ParseException, NotImplementedError)):
        next(RequestParser(Config(), iter([sent]), ("127.0.0.1", 1)))


def test_the_history_of_the_code_and_its_tests_stay_out_of_the_image():
    left_out = (settings.ROOT / ".dockerignore").read_text().split()

    assert {".git", "tests", "benchmarks", ".env", ".data"} <= set(left_out)
