"""Approving a version with one of the two keys."""

import pytest

from compliance.actions import check_agreement
from compliance.models import AgreementVersion, Approval
from tests.compliance.lives import NEXT, drafted_by


@pytest.fixture
def press(client):
    """Open the page of approval, and press its button as it stands, or below another text."""

    def pressing(version, person, seen=None):
        client.force_login(person)
        return client.post(f"/agreements/{version.pk}/approve/", {"seen": seen or version.sha256}, follow=True)

    return pressing


def page(client, version, person):
    client.force_login(person)
    return client.get(f"/agreements/{version.pk}/approve/", follow=True).content.decode()


def test_it_repeats_what_will_change_and_who_turns_which_key(client, agreements, dev, elin):
    version = check_agreement(version=drafted_by(dev, NEXT.replace('"42.00"', '"43.50"')), by=dev)
    first = page(client, version, dev)

    assert "The team manager cap rises by £1.50 to £43.50 from 1 April 2026." in first
    assert "You turn the first key." in first
    assert 'value="' + version.sha256 in first
    assert "That day has passed: answers that were given since may turn out otherwise." in first


def test_two_people_approve_one_after_the_other(press, client, checked, dev, elin):
    first = press(checked, dev).content.decode()
    assert "You have approved version 2026. It waits for the lead director of children’s services." in first
    assert "You turn the second key. The first has been turned by somebody else." in page(client, checked, elin)
    second = press(checked, elin).content.decode()

    assert "Version 2026 is approved. You can publish it now, and so can the other person who approved it." in second
    assert AgreementVersion.objects.get().state == "approved"
    assert [(each.key, each.person) for each in Approval.objects.all()] == [("wme_analyst", dev), ("lead_dcs", elin)]


def test_the_lead_director_waits_for_the_first_key(press, client, checked, elin):
    assert "This version does not wait for your approval." in page(client, checked, elin)
    press(checked, elin)

    assert not Approval.objects.exists()


def test_nobody_turns_both_keys(press, checked, dev, west_midlands):
    dev.appointments.create(role="lead_dcs", region=west_midlands, from_on="2015-01-01")
    press(checked, dev)

    assert "This version does not wait for your approval." in press(checked, dev).content.decode()
    assert Approval.objects.count() == 1


def test_a_text_that_changed_meanwhile_is_shown_anew(press, checked, dev, errors):
    shown = checked.sha256
    changed = check_agreement(version=drafted_by(dev, NEXT + "# more\n"), by=dev)
    response = press(changed, dev, seen=shown)

    assert errors(response) == ["The text has changed since you opened the page. Read it again before you decide."]
    assert f'value="{changed.sha256}"' in response.content.decode()
    assert not Approval.objects.exists()


@pytest.mark.parametrize("state", ["drafted", "approved", "published"])
def test_what_does_not_wait_for_approval_leads_back_to_the_version(client, request, state, dev):
    version = request.getfixturevalue(state)

    assert "This version does not wait for your approval." in page(client, version, dev)


def test_others_never_find_the_page(client, checked, asha, hugo, jan, ivy):
    for person in (asha, hugo, jan, ivy):
        client.force_login(person)
        address = f"/agreements/{checked.pk}/approve/"
        assert client.get(address).status_code == client.post(address, {"seen": checked.sha256}).status_code == 404
    assert not Approval.objects.exists()
