"""Whether the quarter's return to DfE is ready: the placements that lack something it asks for."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from authorities.models import JobTitleMapping
from authorities.people import Appointment
from authorities.sharing.readers import STAFF
from authorities.todo import ToDo
from compliance.models import Agreement, Finding
from compliance.periods import ONE_DAY, months_from
from placements.models import Placement, Rate

from .periods import quarter_before

Role = Appointment.Role
# DfE's first window ran from 1 April to 31 May 2025, for January to March; those after it are by analogy.
WINDOW_MONTHS = 2
SOON = timedelta(days=14)
A_NUMBER = rf"^SW[1-9][0-9]{{0,{settings.SWE_NUMBER_DIGITS - 1}}}$"
# what the return asks for, in the order of its columns, and what stands on the page where it is lacking
LACKING = {
    "lacks_role": "No core job type: the job title means no role",
    "lacks_pay": "No hourly pay for some of its days",
    "lacks_number": "No registration number that can be right",
    "lacks_team": "Not said whether the worker is in a project team",
    "lacks_reason": "No explanation of what was not kept",
    "lacks_signatures": "Over the price cap without both signatures from before it began",
}

# Both are found among the same findings: one look there, `lacks_found`, tells whether there is either.
FOUND = {"lacks_reason", "lacks_signatures"}
LOOKED_FOR = [*(name for name in LACKING if name not in FOUND), "lacks_found"]


def closes_on(quarter):
    """The last day on which the quarter's return may be sent, by analogy with the first one."""
    return months_from(quarter.last + ONE_DAY, WINDOW_MONTHS) - ONE_DAY


def of_quarter(person, quarter, *roles):
    """The placements that overlap the quarter by a day, of the authorities for which this person holds one of these
    roles, or any of their staff's."""
    return Placement.objects.for_user(person, *(roles or STAFF)).live_between(quarter.first, quarter.last)


def in_quarter(person, quarter, *roles):
    """The placements `of_quarter`, each marked with what the return would lack of it."""
    found = Finding.objects.standing().breaches().between(quarter.first, quarter.last)
    found = found.filter(placement=OuterRef("pk")).with_cover_on(quarter.last)
    unexplained = Q(regime=Agreement.Regime.NATIONAL, placement__breach_reason="")
    unsigned = Q(rule__startswith="price_cap") & (~Q(cover="approval") | Q(cover__isnull=True))
    meant = JobTitleMapping.objects.filter(job_title=OuterRef("job_title"), since__lte=quarter.last)
    return of_quarter(person, quarter, *roles).annotate(
        lacks_role=Q(job_role__isnull=True) & ~Exists(meant),
        lacks_pay=Q(pk__in=_unpaid(quarter)) | ~Exists(Rate.objects.filter(placement=OuterRef("pk"))),
        lacks_number=~Q(worker__swe_number__regex=A_NUMBER),
        lacks_team=Q(project_team__isnull=True),
        lacks_reason=Exists(found.filter(unexplained)),
        lacks_signatures=Exists(found.filter(unsigned)),
        lacks_found=Exists(found.filter(unexplained | unsigned)),
    )


def lacking(placements):
    """Of these placements, those of which the return would lack anything."""
    return placements.filter(Q(*((name, True) for name in LOOKED_FOR), _connector=Q.OR))


def _unpaid(quarter):
    """The placements of rates without an hourly pay that hold on a day of the quarter; each is ended by the next."""
    next_one = Rate.objects.filter(
        placement=OuterRef("placement"), since__gt=OuterRef("since"), since__lte=quarter.first
    )
    held = Rate.objects.filter(hourly_pay__isnull=True, since__lte=quarter.last)
    return held.exclude(Exists(next_one)).values("placement")


def to_do(person, on):
    """The return of the last quarter, while something that it asks for is lacking."""
    quarter = quarter_before(on)
    count = lacking(in_quarter(person, quarter, Role.HR_OFFICER, Role.DCS)).count()
    if count:
        due_on = closes_on(quarter)
        text, hint = f"Make the return of {quarter.words} ready", "Placements for which something is missing."
        yield ToDo(text, reverse("return_ready"), due_on=due_on, count=count, urgent=on > due_on - SOON, hint=hint)
