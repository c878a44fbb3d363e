"""Amend a placement: what was recorded when it was logged, to be put right or brought up to date."""

from django import forms
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from authorities import clock, kept
from authorities.access import permitted
from authorities.forms import SweNumberField
from authorities.models import Agency, JobRole, JobTitle
from compliance import altering
from compliance import forms as questions
from placements import actions, checks
from placements.altering import AlteringForm
from placements.forms import KnownField


class AmendPlacementForm(AlteringForm):
    """The answers of the order; the rate, the end and the checks have pages of their own."""

    swe_number = SweNumberField()
    name = questions.worker_name(required=False)
    job_title = questions.job_title()
    job_role = questions.job_role()
    reason = questions.why_needed(required=False)
    covers_vacancy = KnownField(
        label="Does the worker cover a vacancy?", help_text="A post of your own that nobody holds"
    )
    started_on = questions.started_on()
    hours_per_week = questions.weekly_hours(required=False)
    offered_hourly_pay = questions.offered_hourly_pay()
    supplier = questions.supplier()
    agency = forms.ModelChoiceField(
        Agency.objects,
        label="Agency",
        help_text="The worker’s own agency, where the supplier passed the order on",
        empty_label="Not known",
        required=False,
    )
    reference = questions.order_number()

    nouns = {
        "name": "the worker’s name",
        "job_title": "a job title",
        "job_role": "a role",
        "supplier": "a supplier",
        "reference": "the supplier’s reference",
    }
    sections = (
        ("The worker", ("swe_number", "name")),
        (
            "The job",
            ("job_title", "job_role", "reason", "covers_vacancy", "started_on", "hours_per_week"),
        ),
        ("The supplier", ("offered_hourly_pay", "supplier", "agency", "reference")),
    )
    asks = tuple(name for _, names in sections for name in names)

    def __init__(self, *args, placement, today, **kwargs):
        super().__init__(*args, placement=placement, **kwargs)
        self._ask_for_the_job(placement)
        self.fields["started_on"].latest = checks.latest_day(today)
        self.fields["hours_per_week"].width = 4
        self.fields["offered_hourly_pay"].width = 5
        for name in ("name", "reason", "hours_per_week", "offered_hourly_pay", "agency"):
            self.fields[name].quietly_optional = True

    def _ask_for_the_job(self, placement):
        """The job is asked as it was recorded: as a title of the authority, or as a role of the region."""
        if placement.job_title_id:
            del self.fields["job_role"]
            titles = JobTitle.objects.filter(authority=placement.authority)
            self.fields["job_title"].queryset = titles
        else:
            del self.fields["job_title"]
            roles = JobRole.objects.filter(region__memberships__authority=placement.authority)
            self.fields["job_role"].queryset = roles.distinct()

    def in_sections(self):
        """Each heading with its questions, in the order of the page."""
        return [(heading, [self[name] for name in names if name in self.fields]) for heading, names in self.sections]


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("placements.record")
def amend_placement(request, placement_id):
    placement = altering.own_placement(request, placement_id)
    form = AmendPlacementForm(altering.typed(request), placement=placement, today=clock.today())
    if altering.sent(request, form, actions.amend, done="The details have been saved"):
        return redirect("placement", placement.pk)
    return altering.page(request, "compliance/amend_placement.html", form, placement)
