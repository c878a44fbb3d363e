"""The administrator's two lists: the work of the portal, and people."""

import pytest

from authorities.models import Job


def test_the_administrator_sees_work_with_its_state(client, jan):
    Job.objects.create(name="assess_all", slot="2026-11-20", state="done", note="3 placements assessed")
    client.force_login(jan)
    page = client.get("/jobs/").content.decode()

    assert "Assess all" in page
    assert "3 placements assessed" in page


def test_no_work_yet_is_said(client, jan):
    client.force_login(jan)

    assert "Nothing has run yet" in client.get("/jobs/").content.decode()


def test_the_administrator_sees_who_may_sign_in_and_as_what(client, jan, asha):
    client.force_login(jan)
    page = client.get("/people/").content.decode()

    assert "asha@example.org" in page
    assert "HR officer, Walsall" in page
    assert "May sign in" in page


@pytest.mark.parametrize("url", ["/jobs/", "/people/"])
def test_nobody_else_finds_them(client, asha, dev, ivy, url):
    for person in (asha, dev, ivy):
        client.force_login(person)
        assert client.get(url).status_code == 404
