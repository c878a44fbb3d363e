"""Recovery codes: ten, shown once, kept as salted hashes, each good for one sign-in."""

import json
import secrets
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from . import sealing
from .people import Person

COUNT, DIGITS = 10, 8
WAITING = "recovery_codes"  # in the session, sealed, until they have been shown
WAIT = timedelta(minutes=10)


class Hasher(Argon2PasswordHasher):
    """As slow as OWASP asks at least: ten are hashed at once while somebody waits."""

    memory_cost, parallelism = 19 * 1024, 1


@transaction.atomic
def make(person):
    """New codes in place of any that were there; they are returned this once, and kept as hashes alone."""
    Person.objects.select_for_update().get(pk=person.pk)
    kept_of(person).delete()
    codes = [f"{number:0{DIGITS}}" for number in secrets.SystemRandom().sample(range(10**DIGITS), COUNT)]
    Authenticator.objects.create(user=person, type=Authenticator.Type.RECOVERY_CODES, data=kept_as(codes))
    return codes


def kept_as(codes):
    """What is kept of somebody's codes: hashes with a salt of their own.

    The last entry tells allauth, which knows codes that can be read again, of none.
    """
    salt = Hasher().salt()
    return {"salt": salt, "hashes": [Hasher().encode(code, salt) for code in codes], "migrated_codes": []}


@transaction.atomic
def spend(person, code):
    """Use a code up and return what it belongs to; None where it is none of theirs, or was used before."""
    kept = kept_of(person).select_for_update().first()
    if not _hashes(kept):
        return None
    typed = Hasher().encode(code, kept.data["salt"])
    found = next((each for each in _hashes(kept) if constant_time_compare(each, typed)), None)
    if found is None:
        return None
    kept.data["hashes"].remove(found)
    kept.save()
    return kept


def left(person):
    """How many codes may still be used."""
    return len(_hashes(kept_of(person).first()))


def kept_of(person):
    return Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.RECOVERY_CODES)


def show_once(request, codes):
    """Put codes by for the next page, which shows them: sealed, for ten minutes, for this session alone."""
    request.session[WAITING] = sealing.seal(json.dumps([timezone.now().isoformat(), codes]))


def waiting(request):
    """The codes to be shown now, and never again; none where they have been shown, or waited too long."""
    kept = request.session.pop(WAITING, None)
    if kept is None:
        return []
    at, codes = json.loads(sealing.unseal(kept))
    return codes if timezone.now() - datetime.fromisoformat(at) < WAIT else []


def _hashes(kept):
    return kept.data.get("hashes", []) if kept else []
