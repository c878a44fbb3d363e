"""Putting a leaver right, and what was said of them before."""

from datetime import date

import pytest

from authorities.models import Job
from placements.models import Change, LeaverReturn, Post
from tests.factories import PostFactory, WorkerFactory

TYPED = {"swe_number": "SW111", "left_on": "2026-10-31", "role": "Social worker", "contract": "permanent"}


@pytest.fixture
def post(in_autumn, walsall):
    LeaverReturn.objects.create(authority=walsall, month=date(2026, 10, 1))
    worker = WorkerFactory(authority=walsall, swe_number="SW111")
    return PostFactory(worker=worker, left_on=date(2026, 10, 31), role_text="Social worker", reason="resignation")


def url(post):
    return f"/leavers/{post.pk}/"


def test_the_reason_is_put_right_and_everybody_is_judged_anew(client, asha, post):
    client.force_login(asha)
    page = client.post(url(post), TYPED | {"reason": "redundancy"}, follow=True)

    assert "The leaver has been put right." in page.content.decode()
    assert page.redirect_chain[-1][0] == "/leavers/2026/10/"
    assert Post.objects.get().reason == "redundancy"
    assert Change.objects.filter(match_key=post.worker.match_key).exists()
    assert Job.objects.get().name == "assess_stale"
    told = client.get(url(post)).content.decode()
    assert "Changed to: SW111, left on 31 October 2026, Social worker, permanent, redundancy" in told
    assert "Recorded: SW111, left on 31 October 2026, Social worker, permanent, resignation" in told


def test_a_wrong_number_is_given_to_the_right_worker(client, asha, post, walsall):
    client.force_login(asha)
    client.post(url(post), TYPED | {"swe_number": "sw112"})

    assert Post.objects.get().worker.swe_number == "SW112"
    assert Post.objects.get().worker.authority == walsall
    keys = set(Change.objects.values_list("match_key", flat=True))
    assert keys == {post.worker.match_key, Post.objects.get().worker.match_key}


def test_moved_into_another_month_the_month_left_behind_is_nil(client, asha, post):
    client.force_login(asha)
    client.post(url(post), TYPED | {"left_on": "2026-09-30"})

    assert Post.objects.get().left_on == date(2026, 9, 30)
    assert LeaverReturn.objects.get().nil


def test_what_another_officer_changed_meanwhile_is_not_written_over(client, asha, post, errors, soup):
    client.force_login(asha)
    seen = soup(client.get(url(post))).find(id="id_seen")["value"]
    client.post(url(post), TYPED | {"reason": "retirement", "seen": seen})
    page = client.post(url(post), TYPED | {"role": "Team manager", "seen": seen})

    assert errors(page) == [
        "Somebody else has changed this leaver since you opened the page. What you typed is kept. Compare it with the"
        " history below, then send it again."
    ]
    assert "Team manager" in page.content.decode()
    assert Post.objects.get().reason == "retirement"
    again = soup(page).find(id="id_seen")["value"]
    client.post(url(post), TYPED | {"role": "Team manager", "seen": again})
    assert Post.objects.get().role_text == "Team manager"


def test_the_same_leaving_twice_is_refused(client, asha, post, errors):
    PostFactory(worker=post.worker, left_on=date(2026, 10, 30))
    client.force_login(asha)

    assert errors(client.post(url(post), TYPED | {"left_on": "2026-10-30"})) == [
        "This worker is already on record as having left a post of this kind on that day. Check the number and the"
        " day, or take this one away."
    ]


def test_cara_cannot(client, cara, post):
    client.force_login(cara)

    assert client.get(url(post)).status_code == 404
    assert client.post(url(post), TYPED).status_code == 404


def test_a_post_still_held_is_no_leaver(client, asha, post):
    held = PostFactory(worker=post.worker, from_on=date(2026, 1, 1))
    client.force_login(asha)

    assert client.get(url(held)).status_code == 404
