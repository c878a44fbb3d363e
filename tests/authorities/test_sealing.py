"""Secrets that are sealed: read again, never readable as they are kept, and refused when tampered with."""

import secrets

import pytest
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import InvalidToken

from authorities.sealing import seal, unseal
from tests.mou_portal.test_hardening import setting


def test_a_secret_comes_back_and_does_not_stand_there():
    kept = seal("plum kettle")

    assert unseal(kept) == "plum kettle"
    assert "plum" not in kept


def test_the_same_secret_is_never_sealed_alike():
    assert seal("plum kettle") != seal("plum kettle")


@pytest.mark.parametrize("at", [0, 12, 40, -2])
def test_what_was_tampered_with_is_refused(at):
    kept = seal("plum kettle")
    letter = "A" if kept[at] != "A" else "B"
    changed = kept[:at] + letter + kept[at:][1:]

    with pytest.raises(InvalidToken):
        unseal(changed)


def test_another_portals_key_does_not_open_it(settings):
    kept = seal("plum kettle")
    settings.SECRET_KEY = "another" * 8

    with pytest.raises(InvalidToken):
        unseal(kept)


def test_former_keys_come_from_the_environment():
    assert setting("SECRET_KEY_FALLBACKS", MOU_SECRET_KEYS_OLD="before,long-before") == "['before', 'long-before']"
    assert setting("SECRET_KEY_FALLBACKS") == "[]"


def test_what_factors_rest_on_is_drawn_from_the_system(monkeypatch):
    drawn = []
    monkeypatch.setattr(secrets, "token_bytes", lambda size: drawn.append(size) or b"x" * size)
    generate_totp_secret()

    assert drawn == [20]
