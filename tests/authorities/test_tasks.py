"""The nightly check of the log: noted, sent to whoever keeps the heads outside, and loud where a row is bad."""

from datetime import timedelta

import pytest

from authorities import clock
from authorities.log.heads import head, kept_outside
from authorities.models import LogEntry, LogLink
from authorities.tasks import BadLog, prove_log
from tests.authorities.log.entries import chain, emptied, past_the_triggers, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(settings):
    """Six entries, and an address that heads are sent to."""
    settings.LOG_ANCHOR_EMAIL = ["auditor@example.org"]
    past_the_triggers()
    emptied()
    written(6)


def test_the_check_is_noted_with_how_far_it_came(log):
    before = head()

    assert prove_log() == "6 entries verified; its head is in the post"
    noted = LogEntry.objects.get(kind="anchor")
    assert (noted.about, noted.about_id) == ("authorities_loglink", f"{before.day} {before.number}")


def test_the_letter_holds_the_head_of_the_day_before_as_verify_log_reads_it(log, mailoutbox, on_the_next_day):
    before = head()
    prove_log()

    [letter] = mailoutbox
    assert letter.to == ["auditor@example.org"]
    [line] = [line for line in letter.body.splitlines() if line.startswith("20")]
    assert kept_outside(line) == [before]


def test_a_bad_row_is_noted_sent_and_fails_the_job(log, mailoutbox):
    third = LogLink.objects.all()[2].entry_id
    LogEntry.objects.filter(pk=third).update(via="edited")

    with pytest.raises(BadLog, match=f"entry {third}"):
        prove_log()
    chain()
    assert f"entry {third}" in LogEntry.objects.get(kind="anchor").about_id
    assert "NOT as it was written" in mailoutbox[0].body


def test_without_an_address_nothing_is_sent_and_the_list_of_work_says_so(log, settings, mailoutbox):
    settings.LOG_ANCHOR_EMAIL = []

    assert "MOU_LOG_ANCHOR_EMAIL is not set" in prove_log()
    assert mailoutbox == []


@pytest.fixture
def on_the_next_day(log, monkeypatch):
    """Today is the day after the log's last."""
    day = LogLink.objects.order_by("-day").first().day
    monkeypatch.setattr(clock, "today", lambda: day + timedelta(days=1))
