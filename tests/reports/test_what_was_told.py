"""A correction entered today never changes what was told yesterday: random corrections, seen from every past."""

import json
import random
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import Q
from django.utils import timezone

from authorities.models import JobRole
from authorities.refusal import Refused
from compliance.actions import assess, assess_changed, exempt
from compliance.models import Assessment, DueItem, Finding, Met
from compliance.queries import answers, every_placement
from placements import actions
from placements.models import Placement, Spell, SubstantiveNotice
from reports.models import EditionFile
from tests.compliance.cases import AGREEMENTS
from tests.factories import JobTitleFactory, PlacementFactory, PostFactory, SpellFactory, WorkerFactory

from .conftest import TODAY

pytestmark = pytest.mark.django_db(transaction=True)
STARTED = date(2026, 3, 2)
ROUNDS = 2
NUMBERS = ("SW100001", "SW100002", "SW100003")
LAST = (AGREEMENTS / "west-midlands-mou-2025.toml").read_text(encoding="utf-8")


class World:
    """Two authorities with a few placements, and what may happen to them."""

    def __init__(self, seed, walsall, dudley, asha, cara, supplier, folder):
        self.random = random.Random(seed)
        self.by = {walsall.pk: asha, dudley.pk: cara}
        self.authorities, self.supplier, self.folder = (walsall, dudley), supplier, folder
        self.titles = [
            JobTitleFactory(authority=each, title="Practitioner", job_role=JobRole.objects.get(slug="social_worker"))
            for each in self.authorities
        ]
        for number, authority in zip(NUMBERS, (walsall, walsall, dudley), strict=True):
            placement = PlacementFactory(
                authority=authority, checked=self.random.random() < 0.5, started_on=STARTED, reference=number,
                worker__swe_number=number, rate__hourly_pay=Decimal("33.10"), expected_end_on=date(2026, 12, 31),
            )  # fmt: skip
            SpellFactory(worker=placement.worker)
        PostFactory(worker=WorkerFactory(authority=dudley, swe_number=NUMBERS[0]), from_on=date(2015, 1, 1))

    def day(self, first=date(2025, 11, 1), last=TODAY):
        return first + timedelta(days=self.random.randrange((last - first).days + 1))

    def placement(self):
        return self.random.choice(Placement.objects.order_by("pk"))

    def kinds(self):
        """Every kind of correction in each round, in any order."""
        for _ in range(ROUNDS):
            yield from self.random.sample(sorted(KINDS), len(KINDS))

    def correct(self, kind):
        """Make one correction of this kind, by somebody who may; whether it was taken in."""
        try:
            KINDS[kind](self, self.placement(), self.random.choice(self.authorities))
        except Refused:
            return False
        return True


def amended(world, placement, authority):
    changes = {
        "started_on": world.day(last=date(2026, 6, 30)),
        "ended_on": world.day(first=placement.started_on),
        "expected_end_on": world.day(first=placement.started_on, last=date(2027, 6, 30)),
        "notice_weeks": world.random.randrange(6),
        "references_received": world.random.randrange(3),
        "last_reference_on": world.day(),
        "quality_record": world.random.random() < 0.5,
        "project_team": world.random.random() < 0.5,
        "pqe_months": world.random.randrange(60),
        "hours_per_week": Decimal(world.random.randrange(10, 40)),
        "swe_number": world.random.choice(NUMBERS),
        "reference_given_on": world.day(first=placement.started_on),
    }
    names = world.random.sample(sorted(changes), 2)
    by = world.by[placement.authority_id]
    actions.amend(placement=placement, by=by, today=TODAY, **{name: changes[name] for name in names})


def paid_otherwise(world, placement, authority):
    pay = Decimal(world.random.randrange(2900, 4400)) / 100
    kind = world.random.choice(["paye", "umbrella", "limited_company"])
    since = world.random.choice([placement.started_on, world.day(first=placement.started_on)])
    by = world.by[placement.authority_id]
    actions.change_rate(placement=placement, since=since, hourly_pay=pay, pay_type=kind, by=by, today=TODAY)


def left(world, placement, authority):
    actions.record_leaver(
        authority=authority, swe_number=world.random.choice(NUMBERS), left_on=world.day(), role="Social worker",
        reason=world.random.choice(["", "redundancy", "resignation"]), by=world.by[authority.pk], today=TODAY,
    )  # fmt: skip


def sent_leavers(world, placement, authority):
    actions.receive_leavers(authority=authority, month=world.day(), by=world.by[authority.pk], today=TODAY)


def given_leave(world, placement, authority):
    from_on = world.day(first=placement.started_on)
    kind = world.random.choice(["exemption", "approval"])
    second = {"second_by": "Chief", "second_on": from_on} if kind == "approval" else {}
    exempt(
        placement=placement, clause=world.random.choice(["cap", "price-cap", "notice"]), kind=kind, from_on=from_on,
        until_on=from_on + timedelta(days=world.random.randrange(60)), exit_plan="Recruit.", decided_by="Head",
        decided_on=from_on - timedelta(days=1), by=world.by[placement.authority_id], **second,
    )  # fmt: skip


def published(world, placement, authority):
    cap, label = world.random.randrange(3300, 3600), world.random.getrandbits(40)
    file = world.folder / "agreement.toml"
    text = LAST.replace('version = "2025"', f'version = "{label}"').replace('"33.75"', f'"{cap / 100:.2f}"')
    file.write_text(text, encoding="utf-8")
    call_command("load_agreement", str(file), "--publish", stdout=StringIO())


def worked_elsewhere(world, placement, authority):
    if world.random.random() < 0.5 and Spell.objects.exists():
        spell = world.random.choice(Spell.objects.order_by("pk"))
        actions.remove_spell(spell=spell, by=world.by[spell.worker.authority_id])
        return
    from_on = world.day(first=date(2012, 1, 1), last=date(2024, 1, 1))
    actions.record_spell(
        worker=placement.worker, setting=world.random.choice(Spell.Setting.values), from_on=from_on,
        until_on=from_on + timedelta(days=world.random.randrange(1500)), registered=True,
        by=world.by[placement.authority_id], today=TODAY,
    )  # fmt: skip


def staff_notice(world, placement, authority):
    held, by = SubstantiveNotice.objects.filter(authority=authority).order_by("pk"), world.by[authority.pk]
    if held and world.random.random() < 0.3:
        notice = world.random.choice(held)
        actions.remove_substantive_notice(notice=notice, by=by)
        return
    role = JobRole.objects.get(slug=world.random.choice(["senior_social_worker", "social_worker"]))
    weeks = world.random.randrange(1, 6)
    actions.record_substantive_notice(
        authority=authority, job_role=role, since=world.day(), weeks=weeks, by=by, today=TODAY
    )


def mapped(world, placement, authority):
    role = JobRole.objects.get(slug=world.random.choice(["senior_social_worker", "team_manager"]))
    by = world.by[authority.pk]
    actions.map_title(authority=authority, title="Practitioner", job_role=role, since=world.day(), by=by)


def recorded(world, placement, authority):
    title = next(each for each in world.titles if each.authority_id == authority.pk)
    actions.record(
        authority=authority, by=world.by[authority.pk], today=TODAY, swe_number=world.random.choice(NUMBERS),
        name="Test Worker", supplier=world.supplier, reference=f"N{world.random.getrandbits(40)}",
        started_on=world.day(), pay_type="umbrella", hourly_pay=Decimal("33.40"), job_title=title,
    )  # fmt: skip


def worked(world, placement, authority):
    ending = world.day(first=placement.started_on)
    by = world.by[placement.authority_id]
    actions.record_hours(placement=placement, week_ending=ending, hours=Decimal("36"), by=by, today=TODAY)


KINDS = {
    each.__name__: each
    for each in (
        amended, paid_otherwise, left, sent_leavers, given_leave, published, worked_elsewhere, staff_notice, mapped,
        recorded, worked,
    )
}  # fmt: skip


@pytest.fixture
def world(request, rates, walsall, dudley, asha, cara, supplier_one, tmp_path):
    # Reproduced by pytest's own seed, which it prints.
    seed = random.getrandbits(32) + request.param
    return World(seed, walsall, dudley, asha, cara, supplier_one, tmp_path)


def as_it_stood(moment):
    """Everything that was said by the moment, from what is stored now."""
    stood = Q(superseded_at__isnull=True) | Q(superseded_at__gt=moment)
    findings = list(Finding.objects.filter(stood, found_at__lte=moment).order_by("pk").values())
    met = list(Met.objects.filter(stood, met_at__lte=moment).order_by("pk").values())
    for row in (*findings, *met):
        del row["superseded_at"]
    return findings, met


def judged_anew(moment):
    """What the records and agreements known at the moment come to."""
    judged = answers(every_placement(moment), judged_on=TODAY, known_at=moment)
    return json.dumps([(row.reference, answer.as_dict()) for row, answer in judged], default=str, sort_keys=True)


def files():
    return {file.pk: bytes(file.body) for file in EditionFile.objects.all()}


def everything_stored():
    return [list(model.objects.order_by("pk").values()) for model in (Finding, Met, DueItem)]


@pytest.mark.parametrize("world", range(2), indirect=True)
def test_no_correction_changes_what_was_told_before_it(world, build_october, build_summer):
    assess(reason=Assessment.Reason.NIGHTLY, judged_on=TODAY)
    told, printed, made = [], {}, []
    for number, kind in enumerate(world.kinds()):
        if number % len(KINDS) == 0:
            build_october(), build_summer()
            printed |= files()
        moment = timezone.now()
        told.append((moment, as_it_stood(moment), judged_anew(moment)))
        made += [kind] * world.correct(kind)
        assess_changed(judged_on=TODAY)

        for at, stood, judged in told:
            assert as_it_stood(at) == stood, made
            assert judged_anew(at) == judged, made
    build_october(), build_summer()
    kept = files()

    assert {pk: kept[pk] for pk in printed} == printed
    # Where nothing was corrected and nothing changed, nothing was shown.
    assert len(made) > len(told) / 2
    assert len({json.dumps(stood, default=str) for _, stood, _ in told}) > len(told) / 4
    assert len(kept) > len(printed)


@pytest.mark.parametrize("world", range(2), indirect=True)
def test_what_a_correction_touches_is_assessed_and_the_whole_again_changes_nothing(world):
    assess(reason=Assessment.Reason.NIGHTLY, judged_on=TODAY)
    for kind in world.kinds():
        world.correct(kind)
        assess_changed(judged_on=TODAY)
        stored = everything_stored()

        for _ in range(2):
            assess(reason=Assessment.Reason.NIGHTLY, judged_on=TODAY)
            assert everything_stored() == stored, kind
