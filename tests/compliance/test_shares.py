"""A long assessment shared among processes finds what one process finds, and says so when a share fails."""

import subprocess
from decimal import Decimal

import pytest

from authorities import clock
from compliance.actions import assess, assess_share, assessments, shares
from compliance.models import Assessment, DueItem, Finding, Met
from tests.factories import PlacementFactory
from tests.real_worker import database_url

NIGHTLY = Assessment.Reason.NIGHTLY


def as_they_stand():
    fields = ("placement", "agreement", "version", "clause", "verdict", "numbers", "words", "from_on", "until_on")
    met = Met.objects.filter(superseded_at__isnull=True).values_list("placement", "clauses")
    due = DueItem.objects.values_list("placement", "clause", "due_on")
    return sorted(map(str, [*Finding.objects.standing().values_list(*fields), *met, *due]))


@pytest.mark.parametrize(
    ("total", "asked", "cores", "shared_by"),
    [
        (shares.WORTH_SHARING - 1, None, 4, 1),
        (shares.WORTH_SHARING, None, 4, 4),
        (shares.WORTH_SHARING, None, None, 1),
        (shares.WORTH_SHARING, None, 64, shares.MOST),
        (3, 2, 4, 2),
        (3, 0, 4, 1),
        (3, 64, 4, shares.MOST),
    ],
)
def test_only_very_many_placements_are_shared_out(monkeypatch, total, asked, cores, shared_by):
    monkeypatch.setattr("os.cpu_count", lambda: cores)

    assert shares.how_many(total, asked) == shared_by


@pytest.mark.django_db
def test_the_shares_together_are_every_placement_once(walsall, agreements, monkeypatch):
    monkeypatch.setattr(assessments, "BATCH", 2)
    placements = [PlacementFactory(authority=walsall, rate__hourly_pay=Decimal("60.00")) for _ in range(11)]
    run = Assessment.objects.create(reason=NIGHTLY, judged_on=clock.today(), known_at="2026-11-21T00:00Z")

    done = []
    for number in range(3):
        assess_share(run=run, number=number, of=3)
        done.append(set(Met.objects.values_list("placement", flat=True)).difference(*done))

    assert [len(each) for each in done] == [4, 4, 3]
    assert set().union(*done) == {each.pk for each in placements}


@pytest.mark.django_db(transaction=True)
def test_two_processes_find_what_one_finds(walsall, agreements, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", database_url())
    monkeypatch.setattr(shares, "LOOK_SECONDS", 0.05)
    for _ in range(8):
        PlacementFactory(authority=walsall, rate__hourly_pay=Decimal("60.00"))
    assess(reason=NIGHTLY, judged_on=clock.today())
    alone = as_they_stand()
    for model in (Finding, Met, DueItem):
        model.objects.all().delete()

    told = []
    run = assess(
        reason=NIGHTLY, judged_on=clock.today(), processes=2, progress=lambda done, total: told.append((done, total))
    )

    assert alone
    assert as_they_stand() == alone
    assert (run.done, run.total) == (8, 8)
    assert told[-1][1] == 8
    assert run.finished_at


@pytest.mark.django_db(transaction=True)
def test_a_share_that_fails_fails_the_run_which_is_not_called_finished(walsall, agreements, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", database_url().replace("/test_", "/no_such_"))
    monkeypatch.setattr(shares, "LOOK_SECONDS", 0.05)
    PlacementFactory(authority=walsall)

    with pytest.raises(subprocess.CalledProcessError):
        assess(reason=NIGHTLY, judged_on=clock.today(), processes=2)

    assert not Assessment.objects.get().finished_at
