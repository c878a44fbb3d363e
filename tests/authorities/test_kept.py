"""What was typed is kept for whom the form was drawn for, and only on the word of a token of ours."""

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from authorities import kept

PAGE = "/check/"


def is_kept(client, token):
    client.post(PAGE, {kept.TOKEN: token, "swe_number": "SW123456"})
    return kept.KEPT in client.session


def test_a_token_of_ours_keeps_what_was_typed(client, asha):
    assert is_kept(client, kept.token(asha))


@pytest.mark.parametrize("other_key", [True, False])
def test_a_token_made_with_another_key_or_for_another_purpose_keeps_nothing(client, asha, other_key):
    made = {"key": "another key" * 5, "salt": kept.SALT} if other_key else {"salt": "allauth.something"}

    assert not is_kept(client, signing.dumps(asha.pk, **made))


def test_a_token_that_was_changed_keeps_nothing(client, asha):
    whose, rest = kept.token(asha).split(":", 1)
    someone = signing.dumps(asha.pk + 1, salt=kept.SALT).split(":", 1)[0]

    assert whose != someone
    assert not is_kept(client, f"{someone}:{rest}")


def test_a_token_runs_out(client, asha, time_machine):
    time_machine.move_to("2026-11-02 12:00Z", tick=False)
    token = kept.token(asha)
    time_machine.move_to("2026-11-09 12:01Z", tick=False)

    assert not is_kept(client, token)


@pytest.mark.parametrize("with_file", [True, False])
def test_a_file_is_not_kept_and_the_page_says_so(client, dev, with_file):
    file = {"file": SimpleUploadedFile("agreement.toml", b"title = 1")} if with_file else {}
    answer = client.post(reverse("load_agreement"), {kept.TOKEN: kept.token(dev)} | file, follow=True)

    assert "What you typed is kept: sign in again to carry on." in answer.content.decode()
    assert ("Then choose the file again: files are not kept." in answer.content.decode()) is with_file
