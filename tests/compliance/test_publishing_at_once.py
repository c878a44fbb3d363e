"""Two people at the same version at the same moment: the second waits for the first, and finds what became of it."""

from contextlib import contextmanager
from threading import Thread

import pytest
from django.db import connection, transaction

from authorities.refusal import Refused
from compliance.actions import approve_agreement, publish_agreement
from compliance.actions.agreements import PublishedOtherwise
from compliance.models import AgreementVersion, Approval
from placements.models import Change
from tests.compliance.lives import NEXT, drafted_by, told

State, Key = AgreementVersion.State, Approval.Key
pytestmark = pytest.mark.django_db(transaction=True)


class Press(Thread):
    """A press of a button on another connection; keeps what came of it."""

    def __init__(self, action, **arguments):
        super().__init__()
        self.action, self.arguments = action, arguments
        self.version = self.refused = None

    def run(self):
        try:
            self.version = self.action(**self.arguments)
        except Refused as refused:
            self.refused = refused
        finally:
            connection.close()


@contextmanager
def meanwhile(action, **arguments):
    """What is done in the block is not over when somebody else does this; they wait until it is."""
    press = Press(action, **arguments)
    with transaction.atomic():
        yield press
        press.start()
        press.join(0.5)
        assert press.is_alive(), "it did not wait"
    press.join(10)
    assert not press.is_alive()


def test_two_people_publish_once(approved, dev, elin):
    shown = {"version": approved, "seen": approved.sha256}

    with meanwhile(publish_agreement, by=dev, **shown) as second:
        first = publish_agreement(by=elin, **shown)

    assert second.version.published_by == elin
    assert second.version.published_at == first.published_at
    assert [kind for kind, _ in told(approved)].count("published") == 1
    assert Change.objects.count() == 1


def test_a_key_is_turned_once_however_often_it_is_pressed(checked, dev):
    press = {"version": checked, "key": Key.FIRST, "seen": checked.sha256, "by": dev}

    with meanwhile(approve_agreement, **press) as second:
        approve_agreement(**press)

    assert second.refused is None
    assert second.version.state == State.CHECKED
    assert Approval.objects.count() == 1


def test_a_text_that_comes_while_it_is_published_comes_too_late(approved, dev, elin):
    text = NEXT.replace('"42.00"', '"43.50"')

    with meanwhile(drafted_by, by=dev, text=text) as late:
        publish_agreement(version=approved, seen=approved.sha256, by=elin)

    assert isinstance(late.refused, PublishedOtherwise)
    assert AgreementVersion.objects.get().document == NEXT


def test_a_version_whose_text_has_just_changed_is_not_published(approved, dev, elin):
    text = NEXT.replace('"42.00"', '"43.50"')

    with meanwhile(publish_agreement, version=approved, seen=approved.sha256, by=elin) as late:
        drafted_by(dev, text)

    assert "a draft now" in late.refused.message
    assert AgreementVersion.objects.get().state == State.DRAFT
    assert not Change.objects.exists()


def test_two_versions_loaded_at_once_are_one_agreement(west_midlands, dev, elin):
    other = NEXT.replace('version = "2026"', 'version = "2027"')

    with meanwhile(drafted_by, by=elin, text=other) as second:
        first = drafted_by(dev, NEXT)

    assert second.version.agreement_id == first.agreement_id
