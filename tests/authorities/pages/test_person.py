"""One person's account: a leaver is cut off at once, whatever they had open."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from knox.models import AuthToken

from authorities import actions, jobs
from authorities.models import Job
from tests.factories import authenticator_app
from tests.factories.authorities import PASSWORD


@pytest.fixture
def at_work(asha):
    """Asha's browser, her key, and a report that she has asked for and a worker is at."""
    code = authenticator_app(asha)
    browser = Client()
    browser.post(reverse("account_login"), {"login": asha.email, "password": PASSWORD})
    browser.post(reverse("mfa_authenticate"), {"code": code()})
    key = actions.make_key(name="Orders", days=30, by=asha)
    Job.objects.create(name="build_savings", slot="one", asked_by=asha, state=Job.State.RUNNING)
    Job.objects.create(name="build_savings", slot="two", asked_by=asha)
    return browser, key


@pytest.fixture
def page(client, jan, asha):
    client.force_login(jan)
    return reverse("person", args=[asha.pk])


def api_status(key):
    return Client().get("/api/v1/placements/", headers={"authorization": f"Bearer {key}"}).status_code


def test_the_page_says_what_there_is_and_who_may_open_it(client, page, asha, ben):
    shown = client.get(page).content.decode()
    assert "asha@example.org" in shown
    assert "HR officer, Walsall" in shown
    assert "Not set up" in shown
    client.force_login(ben)

    assert client.get(page).status_code == 404
    assert client.post(page, {"do": "close"}).status_code == 404


def test_a_leaver_is_cut_off_with_the_next_request(client, page, asha, at_work):
    browser, key = at_work
    assert (browser.get("/placements/").status_code, api_status(key)) == (200, 200)
    said = client.post(page, {"do": "close"}, follow=True).content.decode()

    assert "The account is closed" in said
    assert browser.get("/placements/").status_code == 302
    assert api_status(key) == 401
    assert not UserSession.objects.filter(user=asha).exists()
    assert not AuthToken.objects.filter(user=asha).exists()


def test_what_a_leaver_had_running_stops(client, page, at_work):
    running = Job.objects.get(slot="one")
    progress = jobs.progress_of(running)
    progress(1, 100)
    client.post(page, {"do": "close"})

    with pytest.raises(jobs.Stopped):
        progress(100, 100)
    jobs.finish(running, "done after all")
    assert set(Job.objects.values_list("state", "error")) == {("failed", jobs.LEFT)}
    assert jobs.claim(Job.objects.get(slot="two").pk) is None


def test_ending_the_last_role_cuts_off_too(client, page, asha, at_work):
    browser, key = at_work
    role = asha.appointments.get()
    said = client.post(page, {"appointment": role.pk}, follow=True).content.decode()

    assert "HR officer, Walsall: ended" in said
    assert browser.get("/placements/").status_code == 302
    assert api_status(key) == 401


def test_ending_one_of_two_roles_leaves_the_other(client, page, asha, at_work, dudley):
    role = asha.appointments.get()
    asha.appointments.create(role="approver", authority=dudley, from_on="2020-01-01")
    client.post(page, {"appointment": role.pk})

    assert at_work[0].get("/account/").status_code == 200
    assert at_work[0].get("/placements/record/").status_code == 404


def test_a_closed_account_can_be_opened_but_nothing_comes_back(client, page, at_work):
    client.post(page, {"do": "close"})
    client.post(page, {"do": "open"})

    assert api_status(at_work[1]) == 401
    assert at_work[0].get("/placements/").status_code == 302


def test_a_lost_telephone_is_answered_by_a_new_second_factor(client, page, asha, at_work):
    client.post(page, {"do": "reset"})
    browser = at_work[0]
    assert browser.get("/").status_code == 302
    answer = browser.post(reverse("account_login"), {"login": asha.email, "password": PASSWORD}, follow=True)

    assert "Set up a second factor" in answer.content.decode()


@pytest.mark.parametrize("wanted", ["close", "reset"])
def test_nobody_locks_themselves_out(client, jan, wanted):
    client.force_login(jan)
    said = client.post(reverse("person", args=[jan.pk]), {"do": wanted}, follow=True).content.decode()

    assert "You cannot" in said
    jan.refresh_from_db()
    assert jan.is_active


@pytest.mark.parametrize("sent", [{}, {"do": "x"}, {"appointment": "x"}, {"appointment": "١"}])
def test_nonsense_does_nothing(client, page, asha, sent):
    assert client.post(page, sent).status_code == 302
    asha.refresh_from_db()
    assert asha.is_active


def test_a_role_that_is_not_theirs_is_not_found(client, page, cara):
    assert client.post(page, {"appointment": cara.appointments.get().pk}).status_code == 404
    assert client.post(page, {"appointment": "9" * 30}).status_code == 404
