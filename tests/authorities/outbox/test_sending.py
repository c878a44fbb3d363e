"""Sending: at least once, with patience, and in the end with a reason."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail as sent_mail
from django.utils import timezone

from authorities.models import Job, Mail
from authorities.outbox.posting import post
from authorities.outbox.sending import WAITS, send_waiting
from authorities.tasks import send_mail
from tests.real_worker import wait_for, worker


def write(to="asha@example.org", **more):
    return post(kind="notice", to=to, subject="Your account", body="It was you.", **more)


@pytest.fixture
def no_host(settings):
    """The mail host does not answer."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1


@pytest.mark.django_db
def test_what_was_sent_is_marked_and_its_text_is_gone(mailoutbox):
    mail = write(unsubscribe="https://mou.example.org/stop/")

    assert mailoutbox[0].body == "It was you."
    assert mailoutbox[0].extra_headers["List-Unsubscribe"] == "<https://mou.example.org/stop/>"
    assert mailoutbox[0].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    mail.refresh_from_db()
    assert (mail.state, mail.body, mail.unsubscribe, mail.attempts) == ("sent", "", "", 1)
    assert send_waiting() == (0, 0)


@pytest.mark.django_db
def test_one_that_cannot_be_sent_waits_longer_each_time_and_is_given_up_with_its_reason(no_host):
    mail, began = write(), timezone.now()
    with time_machine.travel(began, tick=False) as clock:
        for wait in WAITS:
            assert send_waiting() == (0, 1)
            assert send_waiting() == (0, 0)
            clock.shift(wait)
        assert send_waiting() == (0, 1)

    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("failed", len(WAITS) + 1)
    assert mail.error.startswith("ConnectionRefusedError")
    assert mail.body


@pytest.mark.django_db
def test_one_that_no_host_can_take_does_not_hold_up_the_others(mailoutbox):
    write(to="not an address\nBcc: all@example.org")
    write()

    assert [each.to for each in mailoutbox] == [["asha@example.org"]]
    assert "BadHeaderError" in Mail.objects.exclude(error="").get().error


@pytest.mark.django_db
def test_a_text_that_nobody_can_read_any_more_is_said_to_be_so(settings):
    mail = write()
    settings.SECRET_KEY = "another" * 10
    assert send_waiting() == (0, 1)

    mail.refresh_from_db()
    assert mail.error == "Its text was sealed with a secret key that is no longer named in MOU_SECRET_KEYS_OLD."


@pytest.mark.django_db
def test_without_a_host_they_wait_and_the_list_of_work_says_so(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    mail = write()

    assert send_mail() == "no mail host is set: 1 email waiting"
    mail.refresh_from_db()
    assert mail.state == "waiting"


@pytest.mark.django_db
def test_a_kill_between_sending_and_marking_sends_it_again(monkeypatch, mailoutbox):
    write()

    def killed(self, **options):
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(Mail, "save", killed)
        with pytest.raises(KeyboardInterrupt):
            send_waiting()
    assert len(sent_mail.outbox) == 1

    assert len(mailoutbox) == 2


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_sends_it_as_soon_as_it_is_written(broker):
    with worker(broker):
        mail = write()
        done = wait_for(lambda: Job.objects.filter(name="send_mail", state=Job.State.DONE).first())

    mail.refresh_from_db()
    assert (done.note, mail.state) == ("1 sent", "sent")
    assert mail.sent_at - mail.made_at < timedelta(seconds=30)
