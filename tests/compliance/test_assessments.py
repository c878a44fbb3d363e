"""Findings are stored once, close when the answer changes, and come out the same after any interruption."""

from datetime import date
from decimal import Decimal

import pytest

from compliance.actions import assess, assess_changed, exempt
from compliance.models import Assessment, Finding, Met
from compliance.queries import answer_of, outcomes_of
from placements.models import Change, Placement
from tests.factories import PlacementFactory, PostFactory, WorkerFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
NIGHTLY = Assessment.Reason.NIGHTLY


def over_the_cap(walsall, **options):
    """£0.01 over the illustrative £33.75 cap for a senior social worker, from 4 May 2026 on."""
    return PlacementFactory(
        authority=walsall, started_on=date(2026, 5, 4), rate__hourly_pay=Decimal("33.76"), **options
    )


def standing(clause="cap"):
    return Finding.objects.standing().filter(clause=clause)


def as_they_stand():
    fields = ("placement", "agreement", "version", "clause", "verdict", "numbers", "words", "from_on", "until_on")
    return sorted(map(str, Finding.objects.standing().values_list(*fields)))


def test_a_breach_is_stored_with_its_numbers_and_says_so(walsall, agreements):
    over_the_cap(walsall)

    assess(reason=NIGHTLY, judged_on=TODAY)

    [finding] = standing()
    assert (finding.verdict, finding.from_on, finding.until_on) == ("breach", date(2026, 5, 4), None)
    assert finding.numbers["over"] == "0.01"
    assert finding.sentence_and_remedy()[0].startswith(
        "The hourly pay of £33.76 is £0.01 over the £33.75 cap for a senior social worker from 4 May 2026."
    )
    assert finding.illustrative


def test_the_stored_finding_is_the_outcome_that_pages_show(walsall, agreements):
    placement = over_the_cap(walsall)
    assess(reason=NIGHTLY, judged_on=TODAY)

    [shown] = [outcome for outcome in outcomes_of(placement, on=TODAY) if outcome["clause"] == "cap"]
    assert standing().get().as_dict() == shown


def test_assessing_twice_writes_nothing_new(walsall, agreements):
    over_the_cap(walsall)
    assess(reason=NIGHTLY, judged_on=TODAY)
    before = list(Finding.objects.values_list("pk", "superseded_at")), list(Met.objects.values_list("pk"))

    assess(reason=NIGHTLY, judged_on=TODAY)

    assert (list(Finding.objects.values_list("pk", "superseded_at")), list(Met.objects.values_list("pk"))) == before


def test_a_changed_outcome_closes_the_old_finding_and_adds_a_new_one(walsall, agreements):
    placement = over_the_cap(walsall)
    assess(reason=NIGHTLY, judged_on=TODAY)
    placement.rates.update(hourly_pay=Decimal("34.00"))

    assess(reason=NIGHTLY, judged_on=TODAY)

    closed, new = Finding.objects.filter(clause="cap").order_by("pk")
    assert (closed.numbers["over"], new.numbers["over"]) == ("0.01", "0.25")
    assert closed.superseded_at is not None
    assert new.superseded_at is None


def test_a_breach_that_is_mended_is_closed_and_stays_on_record(walsall, agreements):
    placement = over_the_cap(walsall)
    assess(reason=NIGHTLY, judged_on=TODAY)
    placement.rates.update(hourly_pay=Decimal("33.75"))

    assess(reason=NIGHTLY, judged_on=TODAY)

    assert not standing().exists()
    assert Finding.objects.filter(clause="cap").count() == 1
    assert ["west-midlands-mou", "2025", "cap", "2026-05-04"] in Met.objects.get(superseded_at__isnull=True).clauses


def test_an_exemption_stands_beside_the_finding_and_does_not_change_it(walsall, agreements, asha):
    placement = over_the_cap(walsall)
    assess(reason=NIGHTLY, judged_on=TODAY)
    before = as_they_stand()
    exempt(
        placement=placement, clause="cap", kind="exemption", from_on=date(2026, 11, 1), until_on=TODAY,
        exit_plan="Recruit to the post by January.", decided_by="Assistant director", decided_on=date(2026, 10, 30),
        by=asha,
    )  # fmt: skip

    assess(reason=NIGHTLY, judged_on=TODAY)

    assert as_they_stand() == before
    covers = {day: standing().with_cover_on(day).get().cover for day in (date(2026, 10, 31), TODAY, date(2026, 11, 22))}
    assert covers == {date(2026, 10, 31): None, TODAY: "exemption", date(2026, 11, 22): None}
    assert [o["cover"]["until"] for o in outcomes_of(placement, on=TODAY) if o["cover"]] == ["2026-11-21"]


def test_the_answer_turns_from_no_to_covered_while_the_exemption_holds(walsall, agreements, asha):
    placement = over_the_cap(walsall)
    assert answer_of(placement, on=TODAY).answer == "no"

    exempt(
        placement=placement, clause="cap", kind="exemption", from_on=date(2026, 11, 1), until_on=TODAY,
        exit_plan="Recruit to the post by January.", decided_by="Assistant director", decided_on=date(2026, 10, 30),
        by=asha,
    )  # fmt: skip

    assert answer_of(placement, on=TODAY).answer == "cannot_tell"  # the registers are still incomplete


@pytest.mark.parametrize("batches_before_the_kill", [1, 2])
def test_a_run_cut_short_and_started_again_finds_the_same(batches_before_the_kill, walsall, agreements, monkeypatch):
    monkeypatch.setattr("compliance.actions.assessments.BATCH", 2)
    for _ in range(5):
        over_the_cap(walsall)
    assess(reason=NIGHTLY, judged_on=TODAY)
    uninterrupted = as_they_stand()
    Finding.objects.all().delete()
    Met.objects.all().delete()

    def killed(done, total):
        if done >= 2 * batches_before_the_kill:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        assess(reason=NIGHTLY, judged_on=TODAY, progress=killed)
    assert Finding.objects.standing().filter(clause="cap").count() == 2 * batches_before_the_kill
    assess(reason=NIGHTLY, judged_on=TODAY)

    assert as_they_stand() == uninterrupted


def test_a_leaver_elsewhere_reopens_this_authoritys_answer(walsall, dudley, agreements, cara):
    placement = PlacementFactory(authority=walsall, worker__swe_number="SW12345", started_on=date(2026, 5, 4))
    assess(reason=NIGHTLY, judged_on=TODAY)
    PostFactory(worker=WorkerFactory(authority=dudley, swe_number="SW12345"), left_on=date(2026, 1, 31))
    Change.objects.all().delete()
    Change.objects.create(match_key=placement.worker.match_key)

    run = assess_changed(judged_on=TODAY)

    assert run.total == 1
    finding = standing("twelve-month").get()
    assert finding.verdict == "breach"
    assert finding.numbers == {"months": 12, "free_on": "2027-02-01"}
    assert not Change.objects.exists()


def test_a_months_leavers_reopen_those_who_started_in_it_or_later(walsall, agreements):
    early = PlacementFactory(authority=walsall, started_on=date(2026, 4, 30))
    later = PlacementFactory(authority=walsall, started_on=date(2026, 5, 1))
    Change.objects.all().delete()
    Change.objects.create(started_from=date(2026, 5, 1))

    assess_changed(judged_on=TODAY)

    assert not Met.objects.filter(placement=early).exists()
    assert Met.objects.filter(placement=later).exists()


def test_without_a_change_nothing_is_assessed(walsall, agreements):
    Change.objects.all().delete()

    assert assess_changed(judged_on=TODAY) is None


def test_assessing_takes_a_fixed_number_of_queries_a_batch(walsall, agreements, django_assert_max_num_queries):
    for _ in range(30):
        over_the_cap(walsall)

    with django_assert_max_num_queries(30):
        assess(reason=NIGHTLY, judged_on=TODAY)


def test_progress_is_told_after_each_batch(walsall, agreements, monkeypatch):
    monkeypatch.setattr("compliance.actions.assessments.BATCH", 2)
    for _ in range(3):
        over_the_cap(walsall)
    told = []

    assess(reason=NIGHTLY, judged_on=TODAY, progress=lambda done, total: told.append((done, total)))

    assert told == [(2, 3), (3, 3)]
    assert Placement.objects.count() == 3
