"""Keeping a what-if and deleting one's own."""

from datetime import date
from decimal import Decimal

import pytest

from authorities.refusal import Refused
from compliance.actions import forget_what_if, keep_what_if
from compliance.models import Finding, WhatIf
from compliance.moved_caps import Move
from compliance.what_if.asked import TODAY, Asked, from_stored

ASKED = Asked(
    (Move("west-midlands-mou", "cap", "team_manager", ("paye",), date(2026, 4, 1), Decimal("41.00")),), None, TODAY
)


@pytest.fixture
def kept(west_midlands, dev):
    return keep_what_if(region=west_midlands, title="Managers", asked=ASKED, by=dev)


def test_what_is_kept_is_the_question(kept, dev, west_midlands):
    [stored] = WhatIf.objects.all()

    assert from_stored(stored.definition) == ASKED
    assert (stored.pk, stored.title, stored.by, stored.region) == (kept.pk, "Managers", dev, west_midlands)
    assert Finding.objects.count() == 0


def test_who_asks_for_the_region_reads_it_and_nobody_else(kept, asha, ben, dev, elin, gita, hugo, jan):
    reading = [person for person in (asha, ben, dev, elin, gita, hugo, jan) if kept in WhatIf.objects.for_user(person)]

    assert reading == [dev, elin]


def test_who_asked_may_delete_it(kept, dev):
    forget_what_if(what_if=kept, by=dev)

    assert WhatIf.objects.count() == 0


def test_nobody_deletes_another_s(kept, elin):
    with pytest.raises(Refused, match="Somebody else asked this"):
        forget_what_if(what_if=kept, by=elin)

    assert WhatIf.objects.count() == 1
