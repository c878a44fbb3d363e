"""Leavers typed one by one: added, removed, sent together, and nothing typed is lost."""

from datetime import timedelta

import pytest

from authorities.clock import today
from placements.models import LeaverReturn, Post

URL = "/leavers/type/"


@pytest.fixture
def month():
    """The month before this one."""
    return (today().replace(day=1) - timedelta(days=1)).replace(day=1)


@pytest.fixture
def send(client, asha, month):
    client.force_login(asha)

    def sending(*leavers, follow=False, **more):
        data = {"month": f"{month:%Y-%m}", "leavers": str(len(leavers)), **more}
        for place, each in enumerate(leavers):
            data |= {f"leaver-{place}-{name}": value for name, value in ({"contract": "permanent"} | each).items()}
        return client.post(URL, data, follow=follow)

    return sending


def test_several_leavers_are_sent_together_and_those_left_empty_are_left_out(send, walsall, month):
    page = send(
        {"swe_number": "sw123456", "left_on": f"{month}", "role": "Social worker", "reason": "redundancy"},
        {},
        {"swe_number": "SW123457", "left_on": f"{month}", "role": "Team manager", "contract": "fixed_term"},
        follow=True,
    ).content.decode()

    assert "has been received, with 2 leavers" in page
    assert set(Post.objects.values_list("worker__swe_number", "contract", "reason")) == {
        ("SW123456", "permanent", "redundancy"),
        ("SW123457", "fixed_term", ""),
    }
    assert LeaverReturn.objects.get(authority=walsall, month=month)


def test_another_is_added_and_one_removed_and_what_was_typed_stays(send, soup):
    typed = {"swe_number": "not finished", "left_on_day": "3", "role": "Social worker"}
    added = soup(send(typed, more="1"))
    removed = soup(send(typed, {"swe_number": "SW2"}, without="0"))

    assert [legend.text.strip() for legend in added.select("legend h2")] == ["Leaver 1", "Leaver 2"]
    assert added.find(id="id_leaver-0-swe_number")["value"] == "not finished"
    assert added.find(id="id_leaver-0-left_on_day")["value"] == "3"
    assert not added.select(".govuk-error-message")
    assert [legend.text.strip() for legend in removed.select("legend h2")] == ["Leaver 1"]
    assert removed.find(id="id_leaver-0-swe_number")["value"] == "SW2"
    assert not Post.objects.exists()


def test_what_is_wrong_is_said_at_its_leaver_and_nothing_is_stored(send, month, errors):
    good = {"swe_number": "SW123456", "left_on": f"{month}", "role": "Social worker"}
    page = send(good, {"swe_number": "123457", "role": "Social worker"})

    assert errors(page) == [
        "Social Work England registration number must be SW and then up to 6 digits, like SW123456",
        "Enter a leaving day",
    ]
    assert not Post.objects.exists()


def test_what_only_the_import_finds_wrong_is_said_at_its_leaver_too(send, month, errors):
    good = {"swe_number": "SW123456", "left_on": f"{month}", "role": "Social worker"}
    page = send(good, {}, good | {"swe_number": "SW123457", "role": "Social \u202e worker"})

    assert errors(page) == [
        "Role contains a symbol or a hidden character. Use letters, numbers and punctuation, without emoji."
    ]
    assert 'id="id_leaver-2-role_error"' in page.content.decode()
    assert not Post.objects.exists()


def test_leavers_of_another_month_alone_are_not_the_month(send, month, errors):
    page = send({"swe_number": "SW123456", "left_on": f"{month - timedelta(days=40)}", "role": "Social worker"})

    assert errors(page) == [
        f"There is nobody here who left in {month:%B %Y}. Check the month and the leaving days. If nobody left, say so."
    ]
    assert not LeaverReturn.objects.exists()


@pytest.mark.parametrize("number", ["0", "-1", "x", "999999999", ""])
def test_any_number_of_leavers_draws_a_page(client, asha, number, soup):
    client.force_login(asha)
    page = client.post(URL, {"leavers": number, "more": "1"})

    assert page.status_code == 200
    assert 1 <= len(soup(page).select("legend h2")) <= 20


def test_nobody_typed_is_asked_for(send, errors):
    assert "Enter the role they left" in errors(send({}))


def test_only_those_who_log_find_the_page(client, ben, dev, gita, ivy, jan):
    for person in (ben, dev, gita, ivy, jan):
        client.force_login(person)
        assert client.get(URL).status_code == 404
