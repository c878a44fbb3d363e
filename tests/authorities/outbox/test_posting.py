"""An e-mail is written with what it tells of, or not at all, and one of a name once."""

import pytest
from django.db import transaction

from authorities import sealing
from authorities.models import Job, Mail
from authorities.outbox.posting import post

pytestmark = pytest.mark.django_db


def write(**more):
    return post(kind="notice", to="asha@example.org", subject="Your account", body="It was you.", **more)


def test_its_text_is_sealed_while_it_waits():
    mail = write()

    assert "you" not in mail.body
    assert sealing.unseal(mail.body) == "It was you."
    assert mail.state == "waiting"


def test_it_is_gone_with_what_it_tells_of():
    @transaction.atomic
    def told_and_failed():
        write()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        told_and_failed()

    assert not Mail.objects.exists()


def test_one_of_a_name_is_written_once_and_those_without_as_often_as_they_come():
    assert write(once="digest 2026-11-30 1") is not None
    assert write(once="digest 2026-11-30 1") is None
    assert write(once="digest 2026-12-01 1") is not None
    write()
    write()

    assert Mail.objects.count() == 4


def test_a_worker_is_told_of_it_once_it_is_written(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        mail = write()

    assert Job.objects.get().slot == f"mail {mail.pk}"
