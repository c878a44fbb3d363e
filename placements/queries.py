"""Reads: placements as a person may see them, each with its job and its rate as they stand on a day; what is to do."""

from collections import defaultdict
from datetime import timedelta

from django.conf import settings
from django.db.models import BigIntegerField, Count, F, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest, Least
from django.urls import reverse
from django.utils import timezone

from authorities.letters import shown_to
from authorities.models import JobRole, JobTitle, JobTitleMapping
from authorities.people import Appointment
from authorities.sharing import reach_of
from authorities.sharing.readers import of_region
from authorities.todo import ToDo

from . import register, rights
from .models import (
    ColumnMapping,
    LeaverReturn,
    ParkedRow,
    Placement,
    Rate,
    Reference,
    SubstantiveNotice,
    Upload,
    Worker,
)

DAY = timedelta(days=1)
SOON = timedelta(days=14)
A_YEAR = timedelta(days=365)
# After so long a placement is looked at again: ours, for no rule says so.
LONG = timedelta(weeks=settings.LONG_PLACEMENT_WEEKS)
Role = Appointment.Role
BIG = BigIntegerField()


def placements_as_on(day, person, *roles):
    """The placements that this person may read, in one of these roles or in any, with `role_id`, `pay_type` and
    `hourly_pay` of the day.

    For a placement that is over or has not begun, the nearest of its own days counts.
    """
    nearest = Greatest("started_on", Least(Value(day), Coalesce("ended_on", Value(day))))
    rates = Rate.objects.filter(placement=OuterRef("pk"))
    # The first rate holds from the start, whatever its own day says.
    held, first = rates.filter(since__lte=OuterRef("nearest_on")).order_by("-since"), rates.order_by("since")
    mapped = JobTitleMapping.objects.filter(job_title=OuterRef("job_title"), since__lte=OuterRef("nearest_on"))
    placements = Placement.objects.for_user(person, *roles).select_related(
        "authority", "supplier", "worker", "job_title", "job_role"
    )
    return placements.annotate(nearest_on=nearest).annotate(
        role_id=Coalesce("job_role_id", Subquery(mapped.order_by("-since").values("job_role")[:1]), output_field=BIG),
        pay_type=Coalesce(Subquery(held.values("pay_type")[:1]), Subquery(first.values("pay_type")[:1])),
        hourly_pay=Coalesce(Subquery(held.values("hourly_pay")[:1]), Subquery(first.values("hourly_pay")[:1])),
    )


def placement_taken_back(placement_id):
    """A placement whose recording was taken back, as it last stood and not to be saved; None where there is none."""
    events = Placement.pgh_event_model.objects.filter(pgh_obj_id=placement_id).order_by("-pgh_id")
    last = events.first()
    if last is None or last.pgh_label != "delete":
        return None
    return Placement(**{field.attname: getattr(last, field.attname) for field in Placement._meta.concrete_fields})


def own_workers(person):
    """The workers of the authorities for which this person logs."""
    return Worker.objects.for_user(person, Role.HR_OFFICER)


def worker_read_by(person, worker_id):
    """A worker of whom this person reads where they have worked, their supplier's people not among them; None else."""
    worker = Worker.objects.filter(pk=worker_id).select_related("authority").first()
    reads = worker and reach_of(person).shares("placements.Post", authority_id=worker.authority_id)
    return worker if reads else None


def own_placements(person):
    """The placements of the authorities for which this person logs."""
    return Placement.objects.for_user(person, Role.HR_OFFICER)


def of_own(person, by="ons_code"):
    """What narrows a list, in its address, to the authority for which this person logs, where they read of others too;
    nothing where they log for several."""
    own = person.authorities_as(Role.HR_OFFICER)
    return f"&authority={getattr(own[0], by)}" if len(own) == 1 and not reach_of(person).is_of_one_authority else ""


def supplied_by(person, on):
    """The ids of the authorities that this person's supplier supplies: placements live, to come or a year over."""
    orders = Placement.objects.filter(supplier__in=reach_of(person).suppliers)
    return orders.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on - A_YEAR)).values("authority")


def notices_of(authorities):
    """For each of these authorities and each role of its region: the notice of its own staff, the newest first, each
    as (the notice, its last day or None)."""
    roles = JobRole.objects.filter(region__memberships__authority__in=authorities)
    held = {}
    for notice in SubstantiveNotice.objects.filter(authority__in=authorities).order_by("-since"):
        of_role = held.setdefault((notice.authority_id, notice.job_role_id), [])
        of_role.append((notice, of_role[-1][0].since - DAY if of_role else None))
    found = roles.annotate(of_authority=F("region__memberships__authority")).distinct().order_by("pk")
    by_authority = defaultdict(list)
    for role in found:
        by_authority[role.of_authority].append((role, held.get((role.of_authority, role.pk), [])))
    return [(authority, by_authority[authority.pk]) for authority in authorities]


def on_record(authority, *, swe_number, name, on):
    """What speaks against a proposal on the authority's own records: (another name for this number, or "", and the
    worker's placements there that are live on the day, a local date)."""
    worker = Worker.objects.filter(authority=authority, swe_number=swe_number).first()
    if worker is None:
        return "", []
    same = not worker.name or worker.name.casefold() == name.casefold()
    live = Placement.objects.live_on(on).filter(authority=authority, worker=worker)
    return "" if same else worker.name, list(live.select_related("supplier").order_by("-started_on", "pk"))


CHASE_BEFORE = timedelta(days=7)


def references_waited_for(person, on):
    """The references that this person's authorities asked for and that have not come, of placements that are not over;
    the first to start first."""
    placements = own_placements(person).filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on))
    asked = Reference.objects.filter(done_on__isnull=True, placement__in=placements)
    return asked.select_related("placement__worker", "placement__authority").order_by("placement__started_on", "pk")


def parked_rows(person):
    """The rows of files not taken in that wait to be sent again, of those for whom this person logs, newest first."""
    waiting = ParkedRow.objects.for_user(person).filter(settled_at__isnull=True)
    return waiting.select_related("run__authority", "run__supplier").order_by("-run__at", "row_number")


def own_uploads(person):
    """Files on their way in to the authorities for which this person logs, the newest first, without their bytes."""
    sent = Upload.objects.for_user(person, Role.HR_OFFICER).defer("body")
    return sent.select_related("authority", "supplier", "job", "by").order_by("-at")


def own_column_mappings(person):
    """What the columns of suppliers' files mean to the authorities for which this person logs."""
    kept = ColumnMapping.objects.for_user(person, Role.HR_OFFICER).exclude(kind=ColumnMapping.REGISTER)
    return kept.select_related("authority", "supplier", "by").order_by("authority__name", "supplier__name", "kind")


def titles_without_role(person, day):
    """Job titles that mean no role on the day, of the authorities for which this person logs."""
    titles = JobTitle.objects.for_user(person, Role.HR_OFFICER)
    return titles.mapped_on(day).filter(job_role_id__isnull=True)


def titles_as_on(authorities, day):
    """The job titles of these authorities, each with its role on the day; those without one first."""
    meant = JobRole.objects.filter(pk=OuterRef("job_role_id"))
    titles = JobTitle.objects.filter(authority__in=authorities).mapped_on(day).select_related("authority")
    named = titles.annotate(role_name=Subquery(meant.values("name")[:1]))
    return named.order_by(F("job_role_id").asc(nulls_first=True), "title")


def leavers_missing(person, month):
    """The members that have not sent a month's leavers (its first day), of those whose names this person sees."""
    members = [one for one in shown_to(person, month) if one.named and one.current]
    sent = LeaverReturn.objects.filter(month=month, authority__in=[one.authority_id for one in members])
    sent = set(sent.values_list("authority", flat=True))
    return [one for one in members if one.authority_id not in sent]


def leavers_sent(person, months):
    """For each authority whose name this person sees, what it sent of each month: None, or the return."""
    named = [one for one in shown_to(person, months[0]) if one.named]
    sent = LeaverReturn.objects.filter(month__in=months, authority__in=[one.authority_id for one in named])
    by_month = {(each.authority_id, each.month): each for each in sent}
    return [(one.label, [by_month.get((one.authority_id, month)) for month in months]) for one in named if one.current]


def months_before(day, number):
    """The first days of so many months before the one that a day is in, the latest first."""
    months = []
    for _ in range(number):
        day = (day.replace(day=1) - timedelta(days=1)).replace(day=1)
        months.append(day)
    return months


def to_do(person, on):
    """What there is to do about placements, files and leavers, for this person on a day (local date)."""
    yield from _to_log(person, on)
    yield from _to_send(person, on)
    yield from register.to_do(person, on)
    yield from rights.to_do(person, on)


def _to_log(person, on):
    own = own_placements(person)
    overdue, ending = own.overdue_on(on), own.ending_between(on, on + SOON)
    listed, of = reverse("placements"), of_own(person, "pk")
    if found := _counted(overdue, "expected_end_on"):
        text = "End or extend placements past their expected end"
        yield ToDo(text, f"{listed}?status=overdue{of}", urgent=True, **_waiting_since(*found))
    if found := _counted(ending, "expected_end_on"):
        text = "Placements expected to end within 14 days"
        yield ToDo(text, f"{listed}?status=ending{of}", count=found[0], due_on=found[1])
    if found := _counted(long_placements(own, on), "started_on"):
        text = f"Look again at placements that have lasted {LONG.days // 7} weeks or more"
        hint = "No rule sets this length: the portal does."
        yield ToDo(text, f"{listed}?status=long{of}", hint=hint, **_waiting_since(found[0], found[1] + LONG))
    chased = references_waited_for(person, on).filter(placement__started_on__lte=on + CHASE_BEFORE)
    if found := _counted(chased, "placement__started_on"):
        text = "Chase references that were asked for and have not come"
        begun = found[1] <= on
        when = {"since_on": found[1]} if begun else {"due_on": found[1] - DAY}
        yield ToDo(text, reverse("references_waited_for"), count=found[0], urgent=begun, **when)
    if found := _counted(parked_rows(person), "run__at"):
        text = "Put right rows of files that were not taken in"
        yield ToDo(text, reverse("parked_rows"), **_waiting_since(*found))
    if count := titles_without_role(person, on).count():
        yield ToDo("Say which role each job title means", reverse("job_titles"), count=count)
    if own.live_on(on).filter(notice_weeks__isnull=False, authority__substantive_notices__isnull=True).exists():
        yield ToDo("Say what notice your own staff give", reverse("notice_periods"))


def long_placements(placements, on):
    """Of these placements, those live on the day (local date) that have lasted so long as to be looked at again."""
    return placements.live_on(on).begun_by(on - LONG)


def _counted(rows, day):
    """How many rows there are and the first of their days (of a column of dates or moments); None where none is."""
    count, first = rows.order_by().aggregate(count=Count("pk"), first=Min(day)).values()
    return (count, timezone.localtime(first).date() if hasattr(first, "tzinfo") else first) if count else None


def _waiting_since(count, first):
    return {"count": count, "since_on": first}


def _to_send(person, on):
    [month] = months_before(on, 1)
    missing = {one.authority_id for one in leavers_missing(person, month)}
    if missing & {authority.pk for authority in person.authorities_as(Role.HR_OFFICER)}:
        yield ToDo(f"Send your leavers of {month:%B %Y}", reverse("leavers"), since_on=on.replace(day=1))
    if chased := missing & reach_of(person).of(of_region(Role.WME_ANALYST)).members:
        text = f"Chase the leavers of {month:%B %Y}"
        yield ToDo(text, reverse("leavers"), since_on=on.replace(day=1), count=len(chased))
