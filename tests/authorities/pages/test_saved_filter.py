"""One saved filter: renamed, put first, deleted."""

import pytest

from authorities.models import SavedFilter


@pytest.fixture
def saved(agreements, asha, client):
    client.force_login(asha)
    return asha.saved_filters.create(page="placements", name="Live", query="status=live")


def test_it_is_renamed_and_the_list_opens_with_it(client, asha, saved):
    other = asha.saved_filters.create(page="placements", name="Ended", query="status=ended", first=True)
    answer = client.post(f"/saved-filters/{saved.pk}/", {"name": "Live now", "first": "on"}, follow=True)

    assert "The filter “Live now” has been saved." in answer.text
    other.refresh_from_db()
    assert not other.first
    assert client.get("/placements/")["Location"] == "/placements/?status=live"
    for query in ("?all=yes", "?status=ended"):
        assert client.get(f"/placements/{query}").status_code == 200
    assert "?all=yes" in client.get("/placements/?status=live").text


def test_a_name_that_is_taken_is_refused(client, asha, saved):
    asha.saved_filters.create(page="placements", name="Ended", query="status=ended")
    answer = client.post(f"/saved-filters/{saved.pk}/", {"name": "ended"})

    assert "You already have a filter of this name. Choose another name." in answer.text
    assert "Change the saved filter “Live”" in answer.text


def test_it_is_deleted(client, saved):
    answer = client.post(f"/saved-filters/{saved.pk}/", {"delete": "yes"}, follow=True)

    assert "The filter “Live” has been deleted." in answer.text
    assert not SavedFilter.objects.exists()


def test_the_findings_open_with_theirs(client, asha, saved):
    asha.saved_filters.create(page="findings", name="Breaches", query="verdict=breach", first=True)

    assert client.get("/breaches/findings/")["Location"] == "/breaches/findings/?verdict=breach"
