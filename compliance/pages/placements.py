"""Placements: those that a person may read, to filter, sort, page and open."""

from typing import NamedTuple

import django_filters
import django_tables2 as tables
from django.db.models import Exists, OuterRef, Q, Subquery
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from authorities import clock, downloads
from authorities.access import permitted
from authorities.forms import FilterForm
from authorities.models import Authority, JobRole, Supplier
from authorities.saved_filters import first_of
from authorities.sharing import reach_of, readers
from authorities.tables import PortalTable
from authorities.wording import in_pounds
from compliance import placements_in_file
from compliance.queries import found_of_each, met_by_each
from placements import search
from placements.models import PayType, Placement, Rate, Upload
from placements.queries import LONG, SOON, long_placements, own_uploads, placements_as_on

STATES = {
    "live": "Live",
    "ending": "Expected to end within 14 days",
    "overdue": "Past the expected end",
    "long": f"Has lasted {LONG.days // 7} weeks or more",
    "future": "Not yet started",
    "ended": "Ended",
}
ANSWERS = {"breach": "Breach", "cannot_tell": "Cannot tell", "none": "No breach"}
COUNTED = {
    "live": "live on",
    "ending": "expected to end within 14 days of",
    "overdue": "past the expected end on",
    "long": f"live and {LONG.days // 7} weeks old or older on",
    "future": "starting after",
    "ended": "ended before",
}
NOT_SHOWN = mark_safe('<span aria-hidden="true">–</span><span class="govuk-visually-hidden">Not shown</span>')


class Tag(NamedTuple):
    """A coloured word."""

    label: str
    colour: str


COVERS = {"exemption": Tag("Exempt", "purple"), "approval": Tag("Approved", "purple")}


class PlacementFilter(django_filters.FilterSet):
    """What may be asked of the list. Names and numbers are not, because addresses are kept in histories and logs."""

    status = django_filters.ChoiceFilter(label="Status", choices=list(STATES.items()), method="of_state")
    answer = django_filters.ChoiceFilter(label="Answer", choices=list(ANSWERS.items()), method="with_answer")
    authority = django_filters.ModelChoiceFilter(label="Authority", queryset=Authority.objects.none())
    role = django_filters.ModelChoiceFilter(label="Role", queryset=JobRole.objects.none(), method="as_role")
    supplier = django_filters.ModelChoiceFilter(label="Supplier", queryset=Supplier.objects.none())
    pay_type = django_filters.ChoiceFilter(label="Pay type", choices=PayType.choices, method="paid_by")
    # Where a file led here: the list alone does not offer it.
    file = django_filters.ModelChoiceFilter(label="File", queryset=Upload.objects.none(), method="in_file")

    class Meta:
        model = Placement
        fields = ()
        form = FilterForm

    def __init__(self, *args, today, person, authorities, suppliers, answers, **kwargs):
        super().__init__(*args, **kwargs)
        self.today, self.person = today, person
        for each in self.filters.values():
            each.extra["empty_label"] = "Any"
        self.filters["authority"].queryset = authorities
        self.filters["supplier"].queryset = suppliers
        self.filters["role"].queryset = JobRole.objects.filter(
            region__memberships__authority__in=authorities
        ).distinct()
        if len(authorities) < 2:
            del self.filters["authority"]
        if not answers:
            del self.filters["answer"]
        if "file" in (self.data or ()):
            self.filters["file"].queryset = own_uploads(person).filter(state=Upload.State.TAKEN)
        else:
            del self.filters["file"]

    def filter_queryset(self, queryset):
        # A filter that cannot be read must not show everything as though it had been heeded.
        return super().filter_queryset(queryset) if self.form.is_valid() else queryset.none()

    def of_state(self, placements, name, state):
        if state == "future":
            return placements.filter(started_on__gt=self.today)
        if state == "ending":
            return placements.ending_between(self.today, self.today + SOON)
        if state == "overdue":
            return placements.overdue_on(self.today)
        if state == "long":
            return long_placements(placements, self.today)
        return placements.live_on(self.today) if state == "live" else placements.filter(ended_on__lt=self.today)

    def with_answer(self, placements, name, answer):
        standing = found_of_each(self.person)
        if answer == "breach":
            return placements.filter(Exists(standing.breaches()))
        if answer == "cannot_tell":
            return placements.filter(Exists(standing.cannot_tell()))
        return placements.filter(~Exists(standing), Exists(met_by_each(self.person)))

    def in_file(self, placements, name, file):
        return placements.filter(pk__in=file.told.get("placements", ()))

    def as_role(self, placements, name, role):
        # Most rows name their role themselves: only for the others need the title's meaning be looked up.
        return placements.filter(Q(job_role=role) | Q(job_role__isnull=True, role_id=role.pk))

    def paid_by(self, placements, name, pay_type):
        # Whoever was only ever paid one way is paid so today: only for the others need the day's rate be found.
        rates = Rate.objects.filter(placement=OuterRef("pk"))
        some, others = Exists(rates.filter(pay_type=pay_type)), Exists(rates.exclude(pay_type=pay_type))
        return placements.filter(some).filter(~others | Q(pay_type=pay_type))


class PlacementTable(PortalTable):
    """One placement a row; who the worker is shows only to those with whom it is shared."""

    reference = tables.Column(verbose_name="Reference")
    answer = tables.Column(verbose_name="Answer", empty_values=(), orderable=False)
    worker = tables.Column(verbose_name="Worker", orderable=False)
    job = tables.Column(
        verbose_name="Job", accessor="job_title", order_by=("job_title__title", "job_role__name"), empty_values=()
    )
    hourly_pay = tables.Column(verbose_name="Hourly pay", empty_values=())
    started_on = tables.Column(verbose_name="Start")
    started_on.css = answer.css = "mou-nowrap"

    row_header = True

    class Meta(PortalTable.Meta):
        order_by = "-started_on"

    def __init__(self, *args, reach, today, several, **kwargs):
        super().__init__(*args, **kwargs)
        self.reach, self.today, self.several = reach, today, several

    def in_file(self):
        return placements_in_file.columns(self.reach, lambda one: answer_tag(one).label)

    def render_reference(self, record):
        url = reverse("placement", args=[record.pk])
        return _two_lines(format_html('<a class="govuk-link" href="{}">{}</a>', url, record.reference), record.supplier)

    def render_worker(self, record):
        if self.reach.sees_identity(authority_id=record.authority_id, supplier_id=record.supplier_id):
            return _two_lines(self._opened(record) or "Name not known", record.worker.swe_number)
        return NOT_SHOWN

    def _opened(self, record):
        """The worker's name, leading to their page where this person reads it."""
        name = record.worker.name
        if not self.reach.shares("placements.Post", authority_id=record.authority_id):
            return name
        url = reverse("worker", args=[record.worker_id])
        return format_html('<a class="govuk-link" href="{}">{}</a>', url, name or "Name not known")

    def render_job(self, record):
        return _two_lines(record.job_title or record.job_role, record.authority if self.several else "")

    def render_hourly_pay(self, record):
        paid = PayType(record.pay_type).label if record.pay_type else ""
        return _two_lines(in_pounds(record.hourly_pay) or "Not known", paid)

    def render_started_on(self, record):
        return _two_lines(_short(record.started_on), _ends(record))

    def render_answer(self, record):
        tag = answer_tag(record)
        return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', tag.colour, tag.label)


@require_safe
@permitted("placements.read")
def placements(request):
    if not request.GET and (first := first_of(request.user, "placements")):
        return redirect(first)
    today, reach = clock.today(), reach_of(request.user)
    own = placements_as_on(today, request.user)
    every = Placement.objects.for_user(request.user)
    authorities = Authority.objects.filter(Exists(every.filter(authority=OuterRef("pk"))))
    # Who deals with whom is nobody else's business, so that only names from one's own list can be chosen.
    suppliers = Supplier.objects.filter(Exists(every.filter(supplier=OuterRef("pk"))))
    answers = request.user.has_perm("compliance.read_breaches")
    chosen = PlacementFilter(
        request.GET,
        with_findings(own, request.user, today),
        today=today,
        person=request.user,
        authorities=authorities,
        suppliers=suppliers,
        answers=answers,
    )
    table = PlacementTable(
        chosen.qs, reach=reach, today=today, several=len(authorities) > 1, exclude=() if answers else ("answer",)
    )
    table.before_filter = chosen.queryset
    table.counted_before(chosen.qs, sorted_by=["started_on"])
    tables.RequestConfig(request, paginate={"per_page": 25}).configure(table)
    if downloads.asked_for(request):
        listing = downloads.listed(
            table, name="placements", title="Placements", about="placements_placement", form=chosen.form
        )
        return downloads.answered(request, listing)
    table.caption = counted(table, chosen.form, today)
    context = {
        "filter": chosen,
        "table": table,
        "now": timezone.now(),
        "filtered": bool(chosen.form.chosen() or chosen.form.errors),
        "page_has_errors": not chosen.form.is_valid(),
        "may_record": request.user.has_perm("placements.record"),
        "may_search": request.user.has_perm("placements.search") and not search.chooses(request.user),
        "unnamed": not reach.of(readers("placements.Worker", "name")),
    }
    return render(request, "compliance/placements.html", context)


def with_findings(placements, person, today):
    """Each placement with what stands found of it: a breach, a breach with leave, a thing that cannot be told."""
    standing = found_of_each(person)
    breaches = standing.breaches().with_cover_on(today)
    return placements.annotate(
        in_breach=Exists(breaches.filter(cover__isnull=True)),
        cover=Subquery(breaches.filter(cover__isnull=False).values("cover")[:1]),
        untold=Exists(standing.cannot_tell()),
        assessed=Exists(met_by_each(person)),
    )


def answer_tag(placement):
    """The strictest thing that stands found of a placement."""
    if placement.in_breach:
        return Tag("Breach", "red")
    if placement.cover:
        return COVERS[placement.cover]
    if placement.untold:
        return Tag("Cannot tell", "grey")
    return Tag("No breach", "green") if placement.assessed else Tag("Not assessed", "yellow")


def counted(table, form, today):
    """How many, of what, on which day."""
    state = form.cleaned_data.get("status") if form.is_valid() else ""
    when = f"{COUNTED[state]} {today:%-d %B %Y}" if state else "past, live and to come"
    return f"{table.counted('placement')} {when}"


def _ends(placement):
    if placement.ended_on:
        return f"Ended {_short(placement.ended_on)}"
    return f"To {_short(placement.expected_end_on)}" if placement.expected_end_on else "No end date"


def _short(day):
    return f"{day:%-d %b %Y}"


def _two_lines(first, second):
    if not second:
        return first
    return format_html('{}<span class="mou-second-line">{}</span>', first, second)
