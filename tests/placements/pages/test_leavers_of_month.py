"""One's own leavers of a month: who they are, when the month was sent, and who was taken away."""

from datetime import date

import pytest

from placements import actions
from placements.models import LeaverReturn
from tests.factories import PostFactory, WorkerFactory

URL = "/leavers/2026/10/"


@pytest.fixture
def sent(walsall, dudley):
    for authority, number in ((walsall, "SW111"), (dudley, "SW222")):
        worker = WorkerFactory(authority=authority, swe_number=number)
        PostFactory(worker=worker, left_on=date(2026, 10, 31), role_text="Senior social worker")
        LeaverReturn.objects.create(authority=authority, month=date(2026, 10, 1))
    PostFactory(worker=WorkerFactory(authority=walsall, swe_number="SW333"), left_on=date(2026, 11, 1))


def test_the_officer_sees_the_month_of_her_own_authority(client, asha, sent):
    client.force_login(asha)
    page = client.get(URL).content.decode()

    assert "SW111" in page
    assert "Senior social worker" in page
    assert "Walsall sent this month on" in page
    assert "SW222" not in page
    assert "SW333" not in page


def test_a_month_without_leavers_says_so(client, asha):
    client.force_login(asha)
    page = client.get("/leavers/2024/2/").content.decode()

    assert "This month has not been sent yet." in page
    assert "Nobody is on record as having left in this month" in page


def test_who_was_taken_away_is_told_with_who_did_it(client, asha, sent, walsall):
    actions.remove_leaver(post=walsall.workers.get(swe_number="SW111").posts.get(), by=asha)
    client.force_login(asha)
    page = client.get(URL).content.decode()

    assert "Taken away: SW111, left on 31 October 2026, Senior social worker, permanent, reason not known" in page
    assert "by Asha" in page


@pytest.mark.parametrize("address", ["/leavers/2026/13/", "/leavers/0/1/", "/leavers/99999/1/"])
def test_what_is_no_month_is_not_found(client, asha, address):
    client.force_login(asha)

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("number", [1, 90])
def test_the_page_makes_a_fixed_number_of_queries(client, asha, walsall, number, django_assert_num_queries):
    for _ in range(number):
        post = PostFactory(worker=WorkerFactory(authority=walsall), left_on=date(2026, 10, 3))
        PostFactory(worker=post.worker, left_on=date(2026, 10, 4)).delete()
    client.force_login(asha)
    client.get(URL)

    with django_assert_num_queries(11):
        client.get(URL)


def test_only_those_who_log_find_the_page(client, ben, dev, ivy, jan):
    for person in (ben, dev, ivy, jan):
        client.force_login(person)
        assert client.get(URL).status_code == 404
