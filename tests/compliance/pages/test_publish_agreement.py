"""Publishing a version that two people have approved."""

import pytest

from authorities.models import Appointment
from compliance.models import AgreementVersion
from placements.models import Change
from tests.compliance.lives import NEXT, drafted_by
from tests.conftest import appointed


def send(client, version, person, seen=None):
    client.force_login(person)
    return client.post(f"/agreements/{version.pk}/publish/", {"seen": seen or version.sha256}, follow=True)


def test_it_repeats_what_will_change_and_that_it_is_for_good(client, approved, elin):
    client.force_login(elin)
    page = client.get(f"/agreements/{approved.pk}/publish/").content.decode()

    assert "This is the first version of the agreement" in page
    assert "A published version never changes and is never taken back." in page
    assert "Dev approved it on" in page


@pytest.mark.parametrize("who", ["dev", "elin"])
def test_either_of_the_two_publishes(client, approved, request, who):
    response = send(client, approved, request.getfixturevalue(who))

    assert "Version 2026 is published. Every placement is being judged again." in response.content.decode()
    version = AgreementVersion.objects.get()
    assert (version.state, version.without_keys) == ("published", False)
    assert Change.objects.count() == 1


def test_a_second_press_changes_nothing(client, approved, elin):
    send(client, approved, elin)
    response = send(client, approved, elin)

    assert "This version does not wait for you to publish it." in response.content.decode()
    assert Change.objects.count() == 1


def test_a_third_person_is_not_offered_it(client, approved, west_midlands):
    other = appointed("other", Appointment.Role.LEAD_DCS, region=west_midlands)

    assert "does not wait for you to publish it" in send(client, approved, other).content.decode()
    assert AgreementVersion.objects.get().state == "approved"


@pytest.mark.parametrize("state", ["drafted", "checked"])
def test_what_is_not_approved_is_not_published(client, request, state, dev):
    version = request.getfixturevalue(state)

    assert "does not wait for you to publish it" in send(client, version, dev).content.decode()


def test_a_press_below_another_text_is_refused(client, approved, elin, errors):
    assert errors(send(client, approved, elin, seen="0" * 64)) == [
        "The text has changed since you opened the page. Read it again before you decide."
    ]


def test_a_text_that_changed_meanwhile_is_a_draft_again(client, approved, dev, elin):
    drafted_by(dev, NEXT + "# more\n")

    assert "does not wait for you to publish it" in send(client, approved, elin).content.decode()


def test_others_never_find_the_page(client, approved, asha, hugo, jan, ivy):
    for person in (asha, hugo, jan, ivy):
        assert send(client, approved, person).status_code == 404
    assert AgreementVersion.objects.get().state == "approved"
