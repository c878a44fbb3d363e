"""The life of a version: checked, approved by two people, published; and what nobody can do on the way."""

import pytest

from authorities.models import Authority, JobRole
from authorities.refusal import Refused
from compliance.actions import (
    approve_agreement,
    check_agreement,
    load_agreement,
    publish_agreement,
    withdraw_agreement,
)
from compliance.actions.publishing import changing
from compliance.models import AgreementVersion, Approval, VersionStep
from compliance.queries import rulebook
from compliance.version_checks import NotClean
from placements.models import Change
from tests.compliance.lives import NEXT, SHIPPED, drafted_by, told
from tests.factories import PersonFactory

State, Key = AgreementVersion.State, Approval.Key


def labels():
    return [version.version for version in rulebook().versions]


def test_a_version_goes_from_draft_to_published_by_two_people_and_says_who_did_what(published):
    assert published.state == State.PUBLISHED
    assert not published.without_keys
    assert told(published) == [
        ("loaded", "Dev"), ("checked", "Dev"), ("first_key", "Dev"), ("second_key", "Elin"), ("published", "Elin"),
    ]  # fmt: skip


def test_answers_follow_a_version_once_it_is_published_and_not_before(approved, elin):
    assert labels() == []
    assert not Change.objects.exists()
    assert not JobRole.objects.exists()

    publish_agreement(version=approved, seen=approved.sha256, by=elin)

    assert labels() == ["2026"]
    assert Change.objects.get().match_key == ""
    assert JobRole.objects.filter(slug="team_manager").exists()


@pytest.mark.parametrize("state", ["drafted", "checked", "approved"])
def test_the_rulebook_reads_nothing_that_is_not_published(request, state, django_assert_num_queries):
    version = request.getfixturevalue(state)

    with django_assert_num_queries(1):
        assert rulebook().versions == ()
    assert version.state != State.PUBLISHED


def test_what_was_published_later_was_not_known_before(published):
    assert len(rulebook(published.published_at).versions) == 1
    assert len(rulebook(VersionStep.objects.get(kind="second_key").at).versions) == 0


def test_the_lead_director_waits_for_the_first_key(checked, elin):
    with pytest.raises(Refused, match="The first key has not been turned"):
        approve_agreement(version=checked, key=Key.SECOND, seen=checked.sha256, by=elin)

    assert not Approval.objects.exists()


def test_one_person_cannot_turn_both_keys(checked, dev):
    approve_agreement(version=checked, key=Key.FIRST, seen=checked.sha256, by=dev)
    again = approve_agreement(version=checked, key=Key.SECOND, seen=checked.sha256, by=dev)

    assert again.state == State.CHECKED
    assert Approval.objects.count() == 1


def test_two_analysts_are_not_two_keys(checked, dev):
    approve_agreement(version=checked, key=Key.FIRST, seen=checked.sha256, by=dev)

    with pytest.raises(Refused, match="turned this key already"):
        approve_agreement(version=checked, key=Key.FIRST, seen=checked.sha256, by=PersonFactory())


def test_a_third_person_cannot_publish(approved):
    with pytest.raises(Refused, match="one of the two people who approved"):
        publish_agreement(version=approved, seen=approved.sha256, by=PersonFactory())


@pytest.mark.parametrize(("state", "words"), [("drafted", "a draft"), ("checked", "checked")])
def test_what_is_not_approved_cannot_be_published(request, state, words, dev):
    version = request.getfixturevalue(state)

    with pytest.raises(Refused, match=f"This version is {words} now"):
        publish_agreement(version=version, seen=version.sha256, by=dev)


def test_a_draft_cannot_be_approved(drafted, dev):
    with pytest.raises(Refused, match="This version is a draft now"):
        approve_agreement(version=drafted, key=Key.FIRST, seen=drafted.sha256, by=dev)


def test_nobody_approves_a_text_that_they_were_not_shown(checked, dev, elin):
    approve_agreement(version=checked, key=Key.FIRST, seen=checked.sha256, by=dev)
    shown = checked.sha256
    changed = drafted_by(dev, NEXT.replace('"42.00"', '"43.50"'))
    check_agreement(version=changed, by=dev)
    approve_agreement(version=changed, key=Key.FIRST, seen=changed.sha256, by=dev)

    with pytest.raises(Refused, match="text has changed since you opened the page"):
        approve_agreement(version=changed, key=Key.SECOND, seen=shown, by=elin)


def test_a_published_version_is_not_withdrawn(published, dev):
    with pytest.raises(Refused, match="never taken back"):
        withdraw_agreement(version=published, by=dev)


def test_pressing_twice_publishes_once(published, elin, dev):
    again = publish_agreement(version=published, seen=published.sha256, by=dev)

    assert again.published_by == elin
    assert again.published_at == published.published_at
    assert Change.objects.count() == 1


def test_what_the_database_refuses_is_said_in_its_words(published, dev):
    with pytest.raises(Refused, match="A published version of an agreement never changes") as refused, changing(dev):
        AgreementVersion.objects.filter(pk=published.pk).update(document="x")

    assert "CONTEXT" not in str(refused.value)
    assert refused.value.remedy


def test_what_was_clean_is_looked_at_again_before_each_key(checked, dev):
    Authority.objects.filter(ons_code="E08000025").update(ons_code="E08000099")

    with pytest.raises(NotClean, match="E08000025 is not an authority of the region"):
        approve_agreement(version=checked, key=Key.FIRST, seen=checked.sha256, by=dev)


def test_an_older_version_published_later_does_not_rename_the_roles(published, dev):
    older = SHIPPED.replace('name = "team manager"', 'name = "head of team"')
    load_agreement(text=older, name="older.toml", publish=True, by=dev)

    assert JobRole.objects.get(slug="team_manager").name == "team manager"
