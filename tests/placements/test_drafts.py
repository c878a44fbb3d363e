"""Drafts: what was typed stays until it is recorded, once, or until it is old."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from authorities.models import JobRole
from authorities.refusal import Refused
from placements import drafts
from placements.models import Draft, Placement

TYPED = {"name": "Test Worker", "hourly_pay": "£30"}


def facts(supplier, **changes):
    return {
        "swe_number": "SW900001", "name": "Test Worker", "supplier": supplier, "reference": "ORD-1",
        "job_role": JobRole.objects.get(slug="social_worker"), "pay_type": "paye", "hourly_pay": "30",
        "started_on": date(2026, 3, 2),
    } | changes  # fmt: skip


@pytest.fixture
def draft(agreements, walsall, asha):
    return drafts.keep(answers=TYPED, authority=walsall, by=asha)


def test_a_draft_keeps_what_was_typed_as_it_was_typed(draft, walsall, asha):
    assert Draft.objects.get().answers == TYPED

    drafts.keep(answers=TYPED | {"name": "Test Q Worker"}, authority=walsall, by=asha, draft=draft)

    assert Draft.objects.get().answers["name"] == "Test Q Worker"


def test_a_draft_becomes_one_placement_and_forgets_the_name(draft, supplier_one, asha):
    first = drafts.record(draft=draft, by=asha, **facts(supplier_one))
    again = drafts.record(draft=draft, by=asha, **facts(supplier_one, reference="ORD-2"))

    assert first == again == Placement.objects.get()
    assert Draft.objects.get().answers == {}


def test_a_refused_draft_is_kept(draft, supplier_one, asha):
    with pytest.raises(Refused):
        drafts.record(draft=draft, by=asha, **facts(supplier_one, hourly_pay="-1"))

    assert Draft.objects.get().answers == TYPED
    assert not Placement.objects.exists()


def test_drafts_left_alone_for_a_month_are_forgotten(draft, walsall, asha):
    Draft.objects.update(updated_at=timezone.now() - drafts.KEPT_FOR - timedelta(days=1))
    fresh = drafts.keep(answers={}, authority=walsall, by=asha)

    assert drafts.forget_old() == 1
    assert list(Draft.objects.all()) == [fresh]
