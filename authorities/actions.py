"""What people do with their own account."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from knox.models import AuthToken

from .refusal import Refused

MOST_KEYS = 10


@transaction.atomic
def make_key(*, days, by):
    """An API key that acts as this person for so many days; the text of it is returned once and kept only hashed."""
    held = AuthToken.objects.select_for_update().filter(user=by)
    if held.filter(expiry__gt=timezone.now()).count() >= MOST_KEYS:
        raise Refused(
            f"You already have {MOST_KEYS} keys.", "Revoke one that you no longer use, then make the new one."
        )
    _, text = AuthToken.objects.create(user=by, expiry=timedelta(days=days))
    return text


@transaction.atomic
def revoke_key(*, key, by):
    """End an API key of this person's at once."""
    AuthToken.objects.filter(user=by, pk=key.pk).delete()
