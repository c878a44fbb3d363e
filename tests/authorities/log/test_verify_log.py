"""manage.py verify_log, as a person and as a program call it."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from authorities.command import person
from authorities.log.heads import head
from authorities.management.commands.verify_log import Command
from authorities.models import LogEntry
from tests.authorities.log.entries import emptied, past_the_triggers, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_log():
    person()  # in whose name commands act
    past_the_triggers()
    emptied()
    written(6)


def verify_log(*arguments):
    command, output = Command(stdout=StringIO()), StringIO()
    call_command(command, *arguments, stdout=output)
    return output.getvalue(), command.status


def test_a_whole_log_is_said_to_be_verified_with_its_head(open_log):
    words, status = verify_log()

    assert words.startswith("Verified: 6 entries of 1 days. The head is ")
    assert str(head()) in words
    assert status == 0


def test_a_bad_row_is_named_with_its_place_and_status_1(open_log):
    second = LogEntry.objects.order_by("pk")[1]
    LogEntry.objects.filter(pk=second.pk).update(via="edited")

    answer, status = verify_log("--json")
    answer = json.loads(answer)
    assert status == 1
    assert (answer["verified"], answer["bad_rows"]) == (False, 1)
    assert (answer["first_bad"]["number"], answer["first_bad"]["entry"]) == (2, second.pk)
    assert f"number 2, entry {second.pk}: the entry or its hash was edited" in verify_log()[0]


def test_heads_kept_outside_are_compared(open_log, tmp_path):
    file = tmp_path / "heads.txt"
    file.write_text(str(head()))
    assert "and 1 heads kept outside" in verify_log("--anchors", str(file))[0]

    file.write_text(str(head()._replace(hash="0" * 64)))
    words, status = verify_log("--anchors", str(file))
    assert "NOT verified" in words
    assert "rewritten" in words
    assert status == 1


@pytest.mark.parametrize("content", [None, "no head at all"])
def test_a_file_that_cannot_be_read_is_refused(open_log, tmp_path, content):
    file = tmp_path / "heads.txt"
    if content:
        file.write_text(content)

    with pytest.raises(CommandError) as refused:
        verify_log("--anchors", str(file))
    assert "heads.txt" in str(refused.value)
    assert refused.value.returncode == 2
