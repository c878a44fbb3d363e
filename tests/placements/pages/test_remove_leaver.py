"""Taking away a leaver who did not leave."""

from datetime import date

import pytest

from placements.models import Change, LeaverReturn, Post
from tests.factories import PostFactory, WorkerFactory


@pytest.fixture
def post(walsall):
    LeaverReturn.objects.create(authority=walsall, month=date(2026, 10, 1))
    worker = WorkerFactory(authority=walsall, swe_number="SW111")
    return PostFactory(worker=worker, left_on=date(2026, 10, 31), role_text="Social worker")


def url(post):
    return f"/leavers/{post.pk}/remove/"


def test_it_is_asked_whether_that_is_meant(client, asha, post):
    client.force_login(asha)
    page = client.get(url(post)).content.decode()

    assert "SW111, Social worker, left on 31 October 2026" in page
    assert "The post is then no longer on record." in page
    assert Post.objects.exists()


def test_the_leaver_is_taken_away_and_the_month_is_nil(client, asha, post):
    client.force_login(asha)
    page = client.post(url(post), follow=True).content.decode()

    assert "The leaver has been taken away." in page
    assert not Post.objects.exists()
    assert LeaverReturn.objects.get().nil
    assert Change.objects.get().match_key == post.worker.match_key


def test_a_post_that_was_on_record_as_held_is_held_again(client, asha, post):
    Post.objects.update(from_on=date(2020, 1, 1))
    client.force_login(asha)

    assert "still held, from 1 January 2020" in client.get(url(post)).content.decode()
    client.post(url(post))
    assert Post.objects.get().left_on is None


def test_taken_away_twice_at_once_is_said(client, asha, post, monkeypatch):
    client.force_login(asha)
    monkeypatch.setattr(
        "placements.actions.amending_leavers.Post.objects.select_for_update", lambda of: Post.objects.none()
    )

    assert "Somebody else has taken this leaver away." in client.post(url(post), follow=True).content.decode()


def test_cara_and_the_approver_cannot(client, cara, ben, post):
    for person in (cara, ben):
        client.force_login(person)
        assert client.get(url(post)).status_code == 404
        assert client.post(url(post)).status_code == 404
    assert Post.objects.exists()
