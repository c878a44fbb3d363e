"""One version of an agreement: how it stands, what it changes, who did what, and its file."""

import re

import pytest

from compliance.actions import load_agreement, withdraw_agreement
from compliance.models import AgreementVersion, VersionStep
from tests.compliance.lives import NEXT, SHIPPED, drafted_by


@pytest.fixture
def shown(client, soup):
    """The page of a version as this person sees it."""

    def showing(version, person):
        client.force_login(person)
        response = client.get(f"/agreements/{version.pk}/")
        assert response.status_code == 200
        return soup(response)

    return showing


def terms(page):
    return {row.dt.text: " ".join(row.dd.text.split()) for row in page.select(".govuk-summary-list__row")}


def buttons(page):
    return {
        each.text.strip() for each in page.select("main .govuk-button-group .govuk-button, main .govuk-button-group a")
    }


def test_a_draft_says_what_it_changes_and_who_has_loaded_it(shown, agreements, dev):
    page = shown(drafted_by(dev, NEXT.replace('"42.00"', '"43.50"')), dev)

    assert page.select_one(".govuk-tag").text == "Draft"
    assert [each.text for each in page.select("#changes ~ ul li")] == [
        "Version 2026 holds from 1 March 2026; version 2025 holds from 1 January 2025.",
        "The team manager cap rises by £1.50 to £43.50 from 1 April 2026.",
    ]
    assert terms(page)["Published"] == "Not published: no answer follows it"
    assert [cell.text for cell in page.select("#history ~ div tbody td")][1:] == ["Dev", "Loaded as a draft"]


def test_the_first_version_has_nothing_to_be_compared_with(shown, drafted, dev):
    assert "This is the first version of the agreement" in shown(drafted, dev).text


def test_members_are_called_by_their_names(shown, agreements, dev):
    without = re.sub(r'\[\[member\]\]\nauthority = "E08000030"\nsince = 2015-01-01\n', "", NEXT)

    assert "Walsall leaves: it is not listed any more." in shown(drafted_by(dev, without), dev).text


def test_a_draft_shows_its_problems_and_is_not_checked(shown, client, west_midlands, dev, soup):
    draft = drafted_by(dev, NEXT.replace("E08000025", "E08999999"))
    page = shown(draft, dev)
    [row] = page.select("#problems ~ div tbody tr")
    assert "Check" not in buttons(page)
    response = client.post(f"/agreements/{draft.pk}/check/", follow=True)

    assert 'authority = "E08999999"' in row.text
    assert "Correct the code, or load the region with this authority first." in row.text
    assert "The file has problems, so it is a draft still." in response.content.decode()
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_a_clean_draft_is_checked_by_a_press(shown, client, drafted, dev):
    assert "No problem was found. The next step is to check this version." in shown(drafted, dev).text
    response = client.post(f"/agreements/{drafted.pk}/check/", follow=True)

    assert "No problem was found. The version is checked." in response.content.decode()
    drafted.refresh_from_db()
    assert drafted.state == "checked"


def test_each_is_offered_what_is_theirs_to_do(shown, drafted, client, request, dev, elin, hugo):
    assert buttons(shown(drafted, dev)) == {"Check", "Withdraw this version"}
    assert buttons(shown(drafted, elin)) == set()
    checked = request.getfixturevalue("checked")
    assert buttons(shown(checked, dev)) == {"Approve", "Withdraw this version"}
    assert buttons(shown(checked, elin)) == set()
    approved = request.getfixturevalue("approved")
    assert buttons(shown(approved, dev)) == {"Publish", "Withdraw this version"}
    assert buttons(shown(approved, elin)) == {"Publish"}
    assert buttons(shown(approved, hugo)) == set()
    published = request.getfixturevalue("published")
    assert buttons(shown(published, dev)) == buttons(shown(published, elin)) == set()


def test_the_two_keys_say_who_turned_them_and_whom_they_wait_for(shown, checked, request, dev, asha):
    assert terms(shown(checked, dev))["First key"] == "Waits for West Midlands Employers’ analyst"
    published = request.getfixturevalue("published")
    keys = terms(shown(published, asha))

    assert keys["First key"].startswith("Dev approved it on ")
    assert keys["Second key"].startswith("Elin approved it on ")
    assert keys["Published"].startswith("By Elin on ")


def test_a_version_published_without_keys_says_so_to_everybody(shown, west_midlands, dev, asha):
    version = load_agreement(text=SHIPPED, name="mou.toml", publish=True, by=dev)
    page = shown(version, asha)

    assert terms(page)["Published"].startswith("Published from the command line by Dev, without two keys, on ")
    assert "First key" not in terms(page)
    assert "Published from the command line, without two keys" in page.select_one("#history ~ div").text


def test_a_published_version_leads_to_its_own_words_among_the_rules(
    shown, drafted, agreements, client, soup, asha, dev
):
    version = AgreementVersion.objects.get(agreement__slug="west-midlands-mou", label="2025")
    [link] = [
        each["href"] for each in shown(version, asha).select("a") if each.text == "Read this version in plain words"
    ]

    assert link == "/rules/?on=2025-01-01&region=E12000005#west-midlands-mou"
    assert soup(client.get(link)).find(id="west-midlands-mou")
    assert "Read this version in plain words" not in shown(drafted, dev).text


def test_a_correction_says_what_it_corrects_and_why(shown, agreements, dev, asha):
    lines = 'version = "2025-b"\ncorrects = "2025"\nreason = "A figure was mistyped."'
    text = SHIPPED.replace('version = "2025"', lines)
    version = load_agreement(text=text, name="b.toml", publish=True, by=dev)
    old = AgreementVersion.objects.get(agreement=version.agreement, label="2025")

    assert terms(shown(version, asha))["Corrects"] == "Version 2025: A figure was mistyped."
    assert terms(shown(old, asha))["Then"] == "Version 2025-b"


def test_the_file_can_be_read_and_downloaded(shown, client, published, asha):
    page = shown(published, asha)
    response = client.get(page.find("a", download=True)["href"])

    assert page.pre.text == NEXT
    assert response.content.decode() == NEXT
    assert response["Content-Disposition"] == 'attachment; filename="west-midlands-mou-2026.toml"'


def test_a_file_that_can_no_longer_be_read_says_so(shown, drafted, dev):
    AgreementVersion.objects.filter(pk=drafted.pk).update(document="words of an earlier portal")
    page = shown(drafted, dev)

    assert "The file cannot be read as an agreement" in page.text
    assert "This is not TOML" in page.select_one("#problems ~ div").text


def test_a_withdrawn_version_can_still_be_read(shown, approved, dev):
    withdraw_agreement(version=approved, by=dev)
    page = shown(approved, dev)

    assert page.select_one(".govuk-tag").text == "Withdrawn"
    assert buttons(page) == set()


@pytest.mark.parametrize("address", ["", "file/"])
def test_a_draft_is_not_there_for_those_who_do_not_work_on_it(client, drafted, asha, ivy, jan, hugo, address):
    for person, status in ((asha, 404), (ivy, 404), (jan, 404), (hugo, 200)):
        client.force_login(person)
        assert client.get(f"/agreements/{drafted.pk}/{address}").status_code == status


def test_what_is_past_checking_says_so(client, approved, dev):
    client.force_login(dev)
    response = client.post(f"/agreements/{approved.pk}/check/", follow=True)

    assert "This version is approved now, so this cannot be done." in response.content.decode()


def test_nobody_but_the_analyst_checks(client, drafted, asha, elin, hugo):
    for person in (asha, elin, hugo):
        client.force_login(person)
        assert client.post(f"/agreements/{drafted.pk}/check/").status_code == 404
    assert VersionStep.objects.count() == 1


def test_the_number_of_queries_does_not_grow(client, agreements, dev, django_assert_num_queries):
    draft = drafted_by(dev, NEXT)
    client.force_login(dev)
    client.get(f"/agreements/{draft.pk}/")
    with django_assert_num_queries(13) as few:
        client.get(f"/agreements/{draft.pk}/")
    for place in range(3):
        drafted_by(dev, NEXT + f"# {place}\n")

    with django_assert_num_queries(len(few)):
        client.get(f"/agreements/{draft.pk}/")
