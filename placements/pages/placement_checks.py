"""Checks and references of one placement: what was checked before the start, on what terms, and what was given back."""

from decimal import Decimal

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from authorities import clock, kept
from authorities.access import permitted
from authorities.forms import DateField, NumberField, WholeNumberField
from placements import actions, checks, queries
from placements.altering import AlteringForm
from placements.forms import KnownField
from placements.listed import Listed

REFERENCES = ("references_received", "last_reference_on", "quality_record")
TERMS = ("notice_weeks", "on_site_days", "contractual_bar")
TEAM = ("project_team", "team_approved_on", "team_cost_apart", "team_control_kept")


def number_of(**options):
    """A question about a count that may be left empty."""
    return WholeNumberField(required=False, min_value=0, **options)


class ChecksForm(AlteringForm):
    """Everything may be left empty: then it is not known."""

    pqe_months = number_of(
        label="Months of experience, as the agency states them",
        help_text="The portal goes by this only while the worker’s experience is not recorded spell by spell.",
        max_value=checks.MOST_MONTHS,
        suffix="months",
    )
    references_received = number_of(
        label="How many references were received?",
        help_text="Detailed references about the worker’s practice",
        max_value=checks.MOST_REFERENCES,
    )
    last_reference_on = DateField(
        label="When was the last of them received?",
        help_text="The rules ask for them before the start",
        required=False,
        earliest=checks.EARLIEST_DAY,
    )
    quality_record = KnownField(
        label="Were a standard reference and a quality record received before the start?",
        help_text="The regional agreement asks for both",
    )
    notice_weeks = number_of(
        label="Notice that the worker must give",
        help_text="As the order says. Count a month as 4 weeks.",
        max_value=checks.MOST_NOTICE_WEEKS,
        suffix="weeks",
    )
    on_site_days = NumberField(
        label="Days a week on site",
        help_text="Days at the office, in court or with families. You can use a half, like 2.5.",
        required=False,
        min_value=Decimal(0),
        max_value=checks.DAYS_IN_A_WEEK,
        decimal_places=1,
        suffix="days",
    )
    contractual_bar = KnownField(
        label="Did an earlier contract keep the national rules from applying at once?",
        help_text="Choose “No” unless you know of such a contract",
    )
    project_team = KnownField(
        label="Is the worker part of a project team?",
        help_text="A team that a supplier offers together, for a piece of work",
    )
    team_approved_on = DateField(
        label="When did you approve this worker for the team?",
        help_text="For a project team only. Each worker is to be approved beforehand.",
        required=False,
        earliest=checks.EARLIEST_DAY,
    )
    team_cost_apart = KnownField(
        label="Is this worker’s cost shown apart from the rest of the team?", help_text="For a project team only"
    )
    team_control_kept = KnownField(
        label="Does your authority keep control of practice?",
        help_text="For a project team only. Your own managers decide how children and families are worked with.",
    )
    reference_given_on = DateField(
        label="When did you give your own reference for this worker?",
        help_text="Give one before the placement ends",
        required=False,
    )

    nouns = {
        "pqe_months": "months of experience",
        "references_received": "number of references",
        "last_reference_on": "day the last reference was received",
        "notice_weeks": "notice in weeks",
        "team_approved_on": "day you approved the worker",
        "reference_given_on": "day you gave your reference",
    }
    sections = (
        ("Experience", ("pqe_months",)),
        ("References received", REFERENCES),
        ("Notice and place of work", TERMS),
        ("Project team", TEAM),
        ("Your reference", ("reference_given_on",)),
    )
    asks = tuple(name for _, names in sections for name in names)

    def __init__(self, *args, placement, today, **kwargs):
        super().__init__(*args, placement=placement, **kwargs)
        for name in self.asks:
            self.fields[name].quietly_optional = True
        for name in ("last_reference_on", "team_approved_on", "reference_given_on"):
            self.fields[name].latest = today
        # Nobody can know the worker before the first day.
        self.fields["reference_given_on"].earliest = placement.started_on
        self.fields["contractual_bar"].choices = [("yes", "Yes"), ("no", "No")]
        for name in told_by_list(placement):
            del self.fields[name]
        self.asks = tuple(name for name in self.asks if name in self.fields)

    def in_sections(self):
        """Each heading with its questions, in the order of the page."""
        asked = [(heading, [name for name in names if name in self.fields]) for heading, names in self.sections]
        return [(heading, [self[name] for name in names]) for heading, names in asked if names]


def told_by_list(placement):
    """What the list of references says already, so that nothing is told twice."""
    listed = Listed.of(placement.references.all())
    return [
        *(("references_received", "last_reference_on") if listed.received else ()),
        *(("reference_given_on",) if listed.given else ()),
    ]


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("placements.record")
def placement_checks(request, placement_id):
    own = queries.own_placements(request.user).select_related("authority", "worker")
    placement = get_object_or_404(own, pk=placement_id)
    typed = request.POST if request.method == "POST" else kept.restored(request)
    form = ChecksForm(typed, placement=placement, today=clock.today())
    if request.method == "POST" and form.is_valid() and form.recorded(actions.amend, by=request.user):
        messages.success(request, "The checks have been saved.")
        return redirect("placement", placement.pk)
    context = {
        "form": form,
        "placement": placement,
        "person_token": kept.token(request.user),
    }
    return render(request, "placements/placement_checks.html", context)
