"""A what-if of the region's analyst: the regional cap of one role, fifty pence lower."""

from decimal import Decimal

from authorities.models import Person, Region
from compliance.actions import keep_what_if
from compliance.models import WhatIf
from compliance.moved_caps import Move
from compliance.queries import rulebook
from compliance.rule import PAY_TYPES
from compliance.what_if.asked import TODAY, Asked

from ..edges import SENIOR
from ..shape import REGION

TITLE = "Pay of senior social workers 50p lower (invented)"


def load(*, today):
    """Asked once."""
    if WhatIf.objects.exists():
        return
    version = next(each for each in rulebook().in_force(REGION, today) if each.region)
    cap = version.cap(SENIOR, "umbrella").on(today).value
    move = Move(version.agreement, "cap", SENIOR, tuple(PAY_TYPES), today, cap - Decimal("0.50"))
    keep_what_if(
        region=Region.objects.get(code=REGION),
        title=TITLE,
        asked=Asked((move,), None, TODAY),
        by=Person.objects.get(email="analyst.wme@example.org"),
    )
