"""A version of the regional agreement at each point of its life."""

import pytest

from compliance.actions import approve_agreement, check_agreement, publish_agreement
from compliance.models import Approval
from tests.compliance.lives import NEXT, drafted_by

Key = Approval.Key


@pytest.fixture
def drafted(west_midlands, dev):
    """A version loaded in the browser."""
    return drafted_by(dev, NEXT)


@pytest.fixture
def checked(drafted, dev):
    return check_agreement(version=drafted, by=dev)


@pytest.fixture
def approved(checked, dev, elin):
    approve_agreement(version=checked, key=Key.FIRST, seen=checked.sha256, by=dev)
    return approve_agreement(version=checked, key=Key.SECOND, seen=checked.sha256, by=elin)


@pytest.fixture
def published(approved, elin):
    return publish_agreement(version=approved, seen=approved.sha256, by=elin)
