"""Recovery codes from before they were hashed: the migration keeps them working, and keeps none that can be read."""

from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.apps import apps

from authorities import recovery_codes

hashed = import_module("authorities.migrations.0012_recovery_codes_as_hashes").hashed


@pytest.fixture
def codes(asha):
    """Asha's codes as the library keeps them, the first of them used."""
    made = RecoveryCodes.activate(asha)
    codes = made.generate_codes()
    assert made.validate_code(codes[0])
    return codes


def test_codes_that_could_be_read_again_become_hashes_and_go_on_working(asha, codes):
    hashed(apps, None)
    kept = Authenticator.objects.get(user=asha)

    assert set(kept.data) == {"salt", "hashes", "migrated_codes"}
    assert recovery_codes.left(asha) == 9
    assert recovery_codes.spend(asha, codes[0]) is None
    assert recovery_codes.spend(asha, codes[9]) == kept
    assert recovery_codes.spend(asha, codes[9]) is None


def test_to_hash_twice_changes_nothing(asha, codes):
    hashed(apps, None)
    before = Authenticator.objects.get(user=asha).data
    hashed(apps, None)

    assert Authenticator.objects.get(user=asha).data == before
