"""From “not before” to a watch: the button, the list, and who sees it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from authorities.models import LookUp
from compliance.models import Watch
from tests.factories import PostFactory, WatchFactory, WorkerFactory

URL = "/check/watches/"


@pytest.fixture
def left(dudley, leavers_sent):
    """The worker of the question left Dudley's staff: free from 16 January 2027."""
    return PostFactory(worker=WorkerFactory(authority=dudley, swe_number="SW900001"), left_on=date(2026, 1, 15))


def button(page):
    return page.find("form", action=URL)


def sent(form):
    return {field["name"]: field["value"] for field in form.select("input[type=hidden]")}


@pytest.fixture
def watched(client, asha, question, left, soup):
    client.force_login(asha)
    form = button(soup(client.post("/check/", question)))
    return client.post(form["action"], sent(form), follow=True)


def test_only_not_before_offers_to_tell_when_the_worker_is_free(client, asha, question, leavers_sent, soup):
    client.force_login(asha)

    assert button(soup(client.post("/check/", question))) is None


def test_a_press_begins_the_watch_and_counts_as_no_second_look_up(watched, soup):
    page = soup(watched)

    assert "You will be told on 16 January 2027, or when the answer changes before." in page.text
    assert page.select_one(".govuk-summary-card__title").text == "SW900001"
    assert "Not before 16 January 2027" in page.text
    assert Watch.objects.get().purpose == "engage"
    assert LookUp.objects.count() == 1


def test_the_list_asks_again_with_the_free_day_as_the_start(client, watched, soup):
    form = soup(watched).find("form", action="/check/")
    answer = soup(client.post(form["action"], sent(form)))

    assert "to start in Walsall on 16 January 2027" in answer.text
    assert not answer.select(".govuk-error-summary")


def test_a_watch_is_ended_and_its_number_gone(client, watched, asha):
    watch = Watch.objects.get()
    page = client.post(reverse("end_watch", args=[watch.pk]), follow=True).content.decode()

    assert "You wait for nobody" in page
    watch.refresh_from_db()
    assert watch.ended_at
    assert watch.sealed_number == ""


def test_ben_sees_it_and_cara_the_region_and_the_supplier_do_not(client, watched, ben, cara, dev, hugo, ivy):
    watch = Watch.objects.get()
    client.force_login(ben)
    assert "SW900001" in client.get(URL).content.decode()

    client.force_login(cara)
    assert "SW900001" not in client.get(URL).content.decode()
    assert client.post(reverse("end_watch", args=[watch.pk])).status_code == 404
    for person in (dev, hugo, ivy):
        client.force_login(person)
        assert client.get(URL).status_code == 404
        assert client.post(URL).status_code == 404


def test_what_is_sent_proves_nothing_and_is_asked_again(client, asha, question, leavers_sent, errors):
    client.force_login(asha)

    assert errors(client.post(URL, question)) == [
        "This worker has no day from which they are free. Look at the answer again."
    ]
    assert errors(client.post(URL, question | {"swe_number": "x"}))[0].startswith("Social Work England registration")
    assert not Watch.objects.exists()


def test_the_number_of_queries_does_not_grow(client, watched, dudley):
    with CaptureQueriesContext(connection) as few:
        client.get(URL)
    watch = Watch.objects.get()
    for number in range(5):
        watch.pk, watch.match_key = None, str(number) * 64
        watch.save(force_insert=True)
    with CaptureQueriesContext(connection) as many:
        client.get(URL)

    assert len(many) == len(few)


def test_it_is_ended_by_a_press_alone_and_a_second_press_does_no_harm(client, asha, ben, walsall):
    watch = WatchFactory(authority=walsall, by=asha)
    url = reverse("end_watch", args=[watch.pk])
    client.force_login(ben)
    assert client.get(url).status_code == 405
    assert Watch.objects.open().count() == 1

    assert [client.post(url).status_code for _ in range(2)] == [302, 302]
    assert client.post(reverse("end_watch", args=[watch.pk + 1])).status_code == 404
    assert not Watch.objects.open().exists()
