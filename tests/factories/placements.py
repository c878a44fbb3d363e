"""Workers, their posts and experience, and placements with their rates."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from authorities.models import JobRole
from placements.matching import match_key
from placements.models import (
    Hours,
    PayType,
    Placement,
    Post,
    ProjectTeam,
    Rate,
    Reference,
    RegisterCheck,
    Spell,
    SubstantiveNotice,
    Worker,
)

from .authorities import SupplierFactory


class WorkerFactory(DjangoModelFactory):
    class Meta:
        model = Worker
        django_get_or_create = ("authority", "swe_number")

    swe_number = factory.Sequence(lambda n: f"SW{100000 + n}")
    name = "Test Worker"
    match_key = factory.LazyAttribute(lambda worker: match_key(worker.swe_number))


class PostFactory(DjangoModelFactory):
    class Meta:
        model = Post

    contract = Post.Contract.PERMANENT


class SpellFactory(DjangoModelFactory):
    """A spell that counts: with an English local authority, while registered, still going on."""

    class Meta:
        model = Spell

    setting = Spell.Setting.LOCAL_AUTHORITY
    from_on = date(2020, 1, 1)
    registered = True


class SubstantiveNoticeFactory(DjangoModelFactory):
    class Meta:
        model = SubstantiveNotice

    job_role = factory.LazyFunction(lambda: JobRole.objects.get(slug="senior_social_worker"))
    since = date(2015, 1, 1)
    weeks = 4


class PlacementFactory(DjangoModelFactory):
    """A placement of `authority` with one rate: `rate__hourly_pay`, `rate__pay_type` and so on.

    With `checked=True` every duty but those about pay and earlier posts is on record and kept.
    """

    class Meta:
        model = Placement
        skip_postgeneration_save = True

    class Params:
        checked = factory.Trait(
            notice_weeks=4,
            references_received=2,
            last_reference_on=factory.LazyAttribute(lambda placement: placement.started_on - timedelta(days=7)),
            reference_given_on=factory.LazyAttribute(lambda placement: placement.started_on),
            quality_record=True,
            pqe_months=36,
            project_team=False,
        )

    worker = factory.SubFactory(WorkerFactory, authority=factory.SelfAttribute("..authority"))
    supplier = factory.SubFactory(SupplierFactory)
    reference = factory.Sequence(lambda n: f"T-{n}")
    job_role = factory.LazyFunction(lambda: JobRole.objects.get(slug="senior_social_worker"))
    started_on = date(2026, 3, 2)
    hours_per_week = Decimal("37.00")

    @factory.post_generation
    def rate(self, create, extracted, **parts):
        if extracted is not False:
            RateFactory(placement=self, since=parts.pop("since", self.started_on), **parts)


class RateFactory(DjangoModelFactory):
    class Meta:
        model = Rate

    pay_type = PayType.UMBRELLA
    hourly_pay = Decimal("30.00")


class HoursFactory(DjangoModelFactory):
    class Meta:
        model = Hours

    hours = Decimal("37.00")


class ProjectTeamFactory(DjangoModelFactory):
    """A team of `authority` from March to August 2026."""

    class Meta:
        model = ProjectTeam

    supplier = factory.SubFactory(SupplierFactory)
    name = factory.Sequence(lambda n: f"Team {n}")
    purpose = "A backlog of assessments"
    from_on = date(2026, 3, 2)
    until_on = date(2026, 8, 31)


class ReferenceFactory(DjangoModelFactory):
    """A reference that was asked for and has not come."""

    class Meta:
        model = Reference

    kind = Reference.Kind.RECEIVED
    who = "Team manager, Example Council"
    asked_on = date(2026, 2, 2)


class RegisterCheckFactory(DjangoModelFactory):
    """A worker whom the register knows as registered, checked by whoever asked (`asked_by`)."""

    class Meta:
        model = RegisterCheck

    batch = factory.LazyFunction(uuid.uuid4)
    asked_on = date(2026, 11, 2)
    checked_on = factory.SelfAttribute("asked_on")
    checked_by = factory.SelfAttribute("asked_by")
    found = True
    status = "Registered"
