"""API keys: made by who signs in, shown once, and gone with the password."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from knox.models import AuthToken

from ..models import KeyName
from ..refusal import Refused

MOST_KEYS = 10


@transaction.atomic
def make_key(*, name, days, by):
    """An API key that acts as this person for so many days; the text of it is returned once and kept only hashed."""
    held = AuthToken.objects.select_for_update().filter(user=by)
    if held.filter(expiry__gt=timezone.now()).count() >= MOST_KEYS:
        raise Refused(
            f"You already have {MOST_KEYS} keys.", "Revoke one that you no longer use, then make the new one."
        )
    key, text = AuthToken.objects.create(user=by, expiry=timedelta(days=days))
    KeyName.objects.create(key=key, name=name)
    return text


@transaction.atomic
def revoke_key(*, key, by):
    """End an API key of this person's at once."""
    AuthToken.objects.filter(user=by, pk=key.pk).delete()


@transaction.atomic
def revoke_keys(*, person, by):
    """End all of a person's keys at once: they have left, or somebody else may know their password."""
    AuthToken.objects.filter(user=person).delete()
