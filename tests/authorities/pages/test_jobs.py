"""Work of the portal: what ran, and whether it succeeded, for the administrator alone."""

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


def test_nobody_else_finds_the_page(client, asha, dev, ivy):
    for person in (asha, dev, ivy):
        client.force_login(person)
        assert client.get("/jobs/").status_code == 404
