"""What is refused before anything else looks at it."""

import pytest


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT"])
@pytest.mark.parametrize("address", ["/account/sign-in/", "/health/", "/api/v1/placements/"])
def test_methods_that_serve_attackers_alone_are_refused(client, db, method, address):
    answer = client.generic(method, address, HTTP_X_SECRET="plum")

    assert answer.status_code == 405
    assert b"plum" not in answer.content


def test_a_page_is_led_to_tls_and_a_program_is_told(client, db, settings):
    settings.SECURE_SSL_REDIRECT = True

    page, program = client.get("/account/sign-in/"), client.get("/api/v1/placements/", HTTP_AUTHORIZATION="Bearer x")
    assert (page.status_code, page.url) == (301, "https://testserver/account/sign-in/")
    assert program.status_code == 403
    assert "Use https" in program.json()["errors"][0]["message"]
    assert client.get("/api/v1/placements/", secure=True).status_code == 401
