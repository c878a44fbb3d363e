"""Meeting records of one person across authorities, without giving away who they are."""

import hmac
import re

from django.conf import settings

NO_KEY = "none"  # stands beside a match key that no secret made: a row without a number, which is to meet no other
SWE_NUMBER = re.compile(rf"SW[1-9]\d{{0,{settings.SWE_NUMBER_DIGITS - 1}}}")


def swe_number(text):
    """The registration number in its stored form (trimmed, upper case).

    Raises ValueError where the text is not a registration number.
    """
    number = text.strip().upper()
    if not SWE_NUMBER.fullmatch(number) or not number.isascii():
        raise ValueError(text)
    return number


def match_key(number):
    """The key under which records of one registration number meet: a keyed HMAC, 64 hexadecimal digits.

    Numbers are few enough to be guessed, so a plain hash would protect nothing; the key stays outside the database.
    """
    return match_keys(number)[0]


def match_keys(number):
    """The match keys of one registration number under every key of the ring, the current one's first.

    While the key is being changed some rows still stand under the one before: readers ask for all of these.
    """
    said = b"swe-number:" + swe_number(number).encode()
    return tuple(hmac.new(key, said, "sha256").hexdigest() for key in ring())


def neighbours(number):
    """The match keys of the numbers next to this one: whoever goes through numbers in order asks about those."""
    digits = int(swe_number(number)[2:])
    near = (digits + step for step in (-2, -1, 1, 2))
    numbers = [f"SW{each}" for each in near if each > 0 and len(str(each)) <= settings.SWE_NUMBER_DIGITS]
    return tuple(key for each in numbers for key in match_keys(each))


def ring():
    """The secret that match keys are made with, then every other one that rows may still stand under."""
    return (settings.MATCH_KEY, *settings.MATCH_KEYS_OLD)


def key_id():
    """The short name of the current key, kept beside each match key that it made; it gives nothing of the key away."""
    return hmac.new(settings.MATCH_KEY, b"name-of-this-key", "sha256").hexdigest()[:8]
