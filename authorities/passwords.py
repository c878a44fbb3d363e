"""Passwords that are easily guessed here: known from breaches, or little more than a common one or our own words."""

import gzip
from functools import cache
from pathlib import Path

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from .models import Authority

# What the portal and those who use it are called; the names of the authorities come from the register.
OWN = (
    "portal", "mouportal", "memorandum", "agreement", "agency", "socialwork", "socialworker", "worker", "council",
    "childrens", "children", "trust", "authority", "westmidlands", "midlands", "director", "approver", "officer",
    "analyst", "auditor", "supplier", "administrator",
)  # fmt: skip
REST = 6  # characters that must remain besides
LEAST = 5  # a shorter common password is part of too many good ones
KNOWN = Path(__file__).parent / "known_passwords" / "list.txt.gz"


@cache
def known():
    """Passwords of twelve characters or more that are known from breaches, folded to lower case; read once."""
    return frozenset(gzip.decompress(KNOWN.read_bytes()).decode().split())


class NotKnownFromBreaches:
    """Looks on a list of the portal's own: no other machine is asked."""

    def validate(self, password, user=None):
        """Raise ValidationError where the password stands on the list, in whatever capitals."""
        if password.strip().casefold() in known():
            raise ValidationError(
                "New password is on a list that attackers try first: it is known from a breach. Choose another",
                code="known_from_breaches",
            )

    def get_help_text(self):
        return "Your password must not be known from a breach of another website."


class NotEasilyGuessed:
    """Takes any characters: asks alone that enough remains besides what is guessed first."""

    def __init__(self):
        self.common = sorted((one for one in CommonPasswordValidator().passwords if len(one) >= LEAST), key=len)[::-1]

    def validate(self, password, user=None):
        """Raise ValidationError where fewer than six characters remain."""
        typed = password.casefold()
        for word, rest in (self._without_own(typed), self._without_common(typed)):
            if word and len(rest) < REST:
                raise ValidationError(
                    f"New password is too easily guessed: it is little more than “{word}”. Add other words",
                    code="easily_guessed",
                )

    def get_help_text(self):
        return "Your password must be more than a common one, or than the portal’s own words."

    def _without_own(self, typed):
        joined = "".join(filter(str.isalnum, typed))
        found = [one for one in sorted(self._own(), key=len, reverse=True) if one in joined]
        for one in found:
            joined = joined.replace(one, "")
        return (found[0] if found else ""), joined

    def _without_common(self, typed):
        found = next((one for one in self.common if one in typed), "")
        return found, typed.replace(found, "") if found else typed

    def _own(self):
        names = Authority.objects.values_list("name", flat=True)
        words = {word for name in names for word in name.casefold().replace(",", " ").split() if len(word) >= LEAST}
        return words | set(OWN)
