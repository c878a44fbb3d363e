"""Secrets that must be kept for a while are sealed: read with a key that is not in the database."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def seal(text):
    """A secret as it may be kept in the database."""
    return _cipher().encrypt(text.encode()).decode()


def unseal(sealed):
    """The secret again; InvalidToken where it was sealed with a key that is no longer named."""
    return _cipher().decrypt(sealed.encode()).decode()


def _cipher():
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    made = [hashlib.sha256(f"authorities.sealing {key}".encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in made])
