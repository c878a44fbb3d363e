"""Leavers that one authority sends re-open another's live placement at once, by the real worker."""

import pytest
from django.urls import reverse

from authorities.clock import today
from compliance import actions
from compliance.models import Finding
from placements.models import Change, Post
from placements.queries import months_before
from tests.factories import PlacementFactory, WorkerFactory
from tests.real_worker import wait_for, worker


def broken(placement):
    standing = Finding.objects.filter(placement=placement, verdict="breach", superseded_at__isnull=True)
    return set(standing.values_list("rule", flat=True)) & {"twelve_month", "cool_off"}


@pytest.mark.django_db(transaction=True)
def test_a_paste_in_walsall_finds_the_breach_in_dudley_and_taking_it_away_ends_it(
    broker, client, asha, dudley, agreements
):
    [month] = months_before(today(), 1)
    placed = PlacementFactory(
        authority=dudley,
        worker=WorkerFactory(authority=dudley, swe_number="SW123456"),
        started_on=today(),
        checked=True,
    )
    actions.assess(reason="asked", judged_on=today())
    assert broken(placed) == set()
    client.force_login(asha)

    with worker(broker):
        client.post(reverse("leavers"), {"month": f"{month:%Y-%m}", "rows": f"SW123456\t{month}\tSocial worker"})
        assert wait_for(lambda: broken(placed) == {"twelve_month", "cool_off"})
        client.post(reverse("remove_leaver", args=[Post.objects.get().pk]))
        assert wait_for(lambda: broken(placed) == set())
    assert not Change.objects.exists()
