"""What the portal gives away besides its pages: to a browser's cache, to its log, and to hostile addresses."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.urls import reverse

from compliance.models import AgreementVersion
from placements.models import Draft

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCTION = {
    "DATABASE_URL": "postgres://a:b@localhost/c",
    "REDIS_URL": "redis://localhost/0",
    "MOU_SECRET_KEY": "a-secret-of-the-tests-and-of-nothing-else-0123456789",
    "MOU_MATCH_KEY": "m" * 50,
    "MOU_ALLOWED_HOSTS": "portal.example.org",
    "PATH": os.environ["PATH"],
}


def setting(name, **environment):
    """One setting, as another process reads it."""
    command = [sys.executable, "-c", f"from mou_portal.settings import *; print({name})"]
    return subprocess.run(
        command, env=PRODUCTION | environment, cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.mark.parametrize("address", ["/placements/", "/api/v1/placements/", "/account/sign-in/", "/nothing/"])
def test_no_page_is_kept_by_a_browser_or_a_proxy(client, asha, address):
    client.force_login(asha)

    assert "no-store" in client.get(address)["Cache-Control"]


@pytest.mark.parametrize(
    ("environment", "mailer"),
    [
        ({}, "dummy"),
        ({"MOU_EMAIL_HOST": "mail.example.org"}, "smtp"),
        ({"MOU_DEBUG": "1", "MOU_ALLOWED_HOSTS": ""}, "console"),
    ],
)
def test_a_link_that_opens_an_account_is_never_printed_into_a_log(environment, mailer):
    assert setting("EMAIL_BACKEND", **environment) == f"django.core.mail.backends.{mailer}.EmailBackend"


@pytest.mark.parametrize(
    "environment",
    [{"MOU_DEMO": "1"}, {"MOU_DEBUG": "1"}, {"MOU_EMBEDDED": "1"}, {"MOU_ALLOWED_HOSTS": "*"}],
    ids=lambda environment: next(iter(environment)),
)
def test_what_is_for_one_machine_is_refused_under_a_public_name(environment):
    with pytest.raises(subprocess.CalledProcessError) as refused:
        setting("ALLOWED_HOSTS", **environment)

    assert "MOU_ALLOWED_HOSTS" in refused.value.stderr.splitlines()[-1]


def check_deploy(**environment):
    """What `manage.py check --deploy` says in a process of its own."""
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, env=PRODUCTION | environment, cwd=ROOT, capture_output=True, text=True, check=False)


def test_production_passes_every_check_for_it_with_none_silenced(settings):
    done = check_deploy()

    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n"), done.stderr
    assert settings.SILENCED_SYSTEM_CHECKS == []


@pytest.mark.parametrize(
    ("name", "error"), [("MOU_DEMO", "mou_portal.E001"), ("MOU_EMBEDDED", "mou_portal.E002"), ("MOU_DEBUG", "E003")]
)
def test_what_is_for_one_machine_fails_the_check_for_production(name, error):
    done = check_deploy(**{"MOU_ALLOWED_HOSTS": "", name: "1"})

    assert done.returncode == 1
    assert error in done.stderr


def test_a_download_and_an_error_are_kept_nowhere(client, dev, agreements, monkeypatch):
    client.force_login(dev)
    version = AgreementVersion.objects.latest("pk").pk
    client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr("mou_portal.pages.home.clock.today", lambda: 1 / 0)
        failed = client.get("/")

    downloaded = client.get(reverse("agreement_document", args=[version]))
    assert (failed.status_code, downloaded.status_code) == (500, 200)
    for answer in (failed, downloaded):
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("address", ["/account/sign-in/", "/api/v1/placements/", "/nothing/", "/health/"])
def test_every_answer_tells_the_browser_what_it_may_do(client, db, address):
    headers = client.get(address).headers

    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "publickey-credentials-get=(self)" in headers["Permissions-Policy"]
    assert headers["Reporting-Endpoints"] == 'portal="/browser-reports/"'


def test_the_content_security_policy_has_no_way_round_it(client, db):
    policy = client.get("/account/sign-in/").headers["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "*" not in policy
    assert "report-uri /browser-reports/" in policy
    assert "report-to portal" in policy


def test_cookies_belong_to_this_host_over_tls_and_are_plain_on_one_machine():
    assert setting("SESSION_COOKIE_NAME, CSRF_COOKIE_NAME") == "__Host-sessionid __Host-csrftoken"
    assert setting("SESSION_COOKIE_NAME, CSRF_COOKIE_NAME", MOU_ALLOWED_HOSTS="", MOU_DEMO="1") == "sessionid csrftoken"


def test_cookies_go_over_tls_alone():
    assert setting("SESSION_COOKIE_SECURE, CSRF_COOKIE_SECURE, SECURE_SSL_REDIRECT") == "True True True"


@pytest.mark.parametrize("rows", ["-1", "0", "1000000000", "x"])
def test_a_table_gives_no_more_rows_than_a_page_can_bear(client, dev, jan, rows):
    for person, address in ((dev, "/placements/"), (dev, "/breaches/findings/"), (jan, "/people/")):
        client.force_login(person)
        assert client.get(address, {"per_page": rows}).status_code == 200


@pytest.mark.parametrize("address", ["savings/2026-10/files/%00", "quarterly/2026Q3/files/%00"])
def test_a_file_name_that_cannot_be_is_not_found(client, dev, address):
    client.force_login(dev)

    assert client.get(f"/reports/{address}").status_code == 404
    assert client.get("/api/v1/reports/1/files/%00").status_code == 404


def test_a_nul_among_what_was_carried_over_is_left_out(client, asha, agreements):
    client.force_login(asha)

    client.post("/placements/record/", {"carried": "yes", "name": "A\x00B"})

    assert Draft.objects.get().answers["name"] == "AB"
