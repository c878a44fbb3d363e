"""Meeting records of one person across authorities, without giving away who they are."""

import hmac
import re

from django.conf import settings

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
    return hmac.new(settings.MATCH_KEY, b"swe-number:" + swe_number(number).encode(), "sha256").hexdigest()
