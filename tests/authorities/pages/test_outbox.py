"""The administrator's list of e-mails."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from authorities.models import Mail
from authorities.outbox.posting import post

URL = "/emails/"


def write(number=1, **more):
    for _ in range(number):
        post(kind="invitation", to="nell@example.org", subject="You are invited", body="https://one-time.example/")
    Mail.objects.update(**more)


def test_jan_reads_what_could_not_be_sent_and_why(client, jan):
    write(failed_at=timezone.now(), attempts=7, error="SMTPRecipientsRefused: no such mailbox")
    client.force_login(jan)
    page = client.get(URL).content.decode()

    assert "nell@example.org" in page
    assert "SMTPRecipientsRefused: no such mailbox" in page
    assert "one-time" not in page
    home = client.get("/").content.decode()
    assert "Look at emails that could not be sent" in home
    assert reverse("outbox") in home


def test_that_nothing_is_sent_without_a_host_is_said(client, jan, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    client.force_login(jan)

    assert "No mail host is set" in client.get(URL).content.decode()
    assert "No emails yet" in client.get(URL).content.decode()


def test_asha_and_ben_cannot(client, asha, ben):
    for person in (asha, ben):
        client.force_login(person)
        assert client.get(URL).status_code == 404


@pytest.mark.usefixtures("jan")
def test_the_number_of_queries_does_not_grow(client, jan):
    client.force_login(jan)
    write()
    client.get(URL)
    with CaptureQueriesContext(connection) as few:
        client.get(URL)
    write(number=12)
    with CaptureQueriesContext(connection) as many:
        client.get(URL)

    assert len(many) == len(few)
