"""Record a placement: twelve questions on one page, answered as they are filled in, then checked before saving."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from authorities import clock, kept
from authorities.access import permitted
from authorities.forms import ChoiceField, DateField, PortalForm
from authorities.models import LookUp
from authorities.people import Appointment
from authorities.refusal import TooMany
from compliance import forms as questions
from compliance.actions import look_ups
from compliance.forms import ProposalForm
from compliance.shown import shown
from placements import checks, drafts
from placements.models import Draft, Placement
from placements.queries import own_placements


class RecordPlacementForm(ProposalForm):
    """The twelve questions. The rest of what is known of a placement comes later, as still needed."""

    name = questions.worker_name()
    supplier = questions.supplier()
    reference = questions.order_number()
    offered_hourly_pay = questions.offered_hourly_pay()
    hours_per_week = questions.weekly_hours()
    expected_end_on = DateField(
        label="Expected end date", help_text="The last day of work", required=False, earliest=checks.EARLIEST_DAY
    )
    reason = questions.why_needed()

    nouns = ProposalForm.nouns | {
        "name": "the worker’s name",
        "supplier": "a supplier",
        "reference": "the supplier’s reference",
        "reason": "why an agency worker is needed",
    }
    sections = (
        ("The worker", ("swe_number", "name")),
        ("The job", ("job_title", "job_role", "reason", "started_on", "expected_end_on", "hours_per_week")),
        ("The pay", ("pay_type", "hourly_pay", "offered_hourly_pay")),
        ("The supplier", ("supplier", "reference")),
    )
    field_order = tuple(name for _, names in sections for name in names)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, today=today, **kwargs)
        self.fields["offered_hourly_pay"].width = 5
        self.fields["hours_per_week"].width = 4
        self.fields["expected_end_on"].latest = checks.latest_day(today)

    def in_sections(self):
        """Each heading with its questions, in the order of the page."""
        return [(heading, [self[name] for name in names if name in self.fields]) for heading, names in self.sections]

    def clean(self):
        typed = super().clean()
        start, end = typed.get("started_on"), typed.get("expected_end_on")
        if start and end and end < start:
            self.add_error("expected_end_on", "Expected end date must be on or after the start date")
        supplier, reference = typed.get("supplier"), typed.get("reference")
        if supplier and reference and self._used(supplier, reference):
            self.add_error("reference", f"{supplier} has already used this reference. Check it, or open that placement")
        return typed

    def _used(self, supplier, reference):
        same = Placement.objects.filter(authority=self.authority, supplier=supplier, reference=reference)
        return same.exists()

    def facts(self):
        """What was typed, as `placements.actions.record` asks for it."""
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


class AuthorityForm(PortalForm):
    """For those who log for several authorities: which one, first."""

    authority = ChoiceField(label="Which authority is this placement for?")
    nouns = {"authority": "which authority this placement is for"}

    def __init__(self, *args, authorities, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["authority"].choices = [(each.ons_code, each.name) for each in authorities]


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("placements.record")
def record_placement(request, draft_id=None):
    draft = own_draft(request, draft_id) if draft_id else None
    if draft and draft.placement_id:
        return redirect("placement", draft.placement_id)
    typed = kept.restored(request) if request.method == "GET" else request.POST
    authority = draft.authority if draft else authority_of(request, typed)
    if authority is None:
        return choose_authority(request, typed)
    if typed and "carried" in typed:
        return redirect(
            "change_placement", drafts.keep(answers=answers_in(typed), authority=authority, by=request.user).pk
        )
    answers = typed or (draft and draft.answers) or answers_like(request, authority)
    form = RecordPlacementForm(answers or None, authority=authority, today=clock.today(), by=request.user)
    if request.method == "POST" and form.is_valid():
        draft = drafts.keep(answers=answers_in(typed), authority=authority, by=request.user, draft=draft)
        return redirect("check_placement", draft.pk)
    return show_form(request, form if request.method == "POST" or not answers else form.quietly(), draft)


def answers_like(request, authority):
    """The answers of a former placement of the authority, for another like it: no dates, no reference, and not the rate
    first offered, which was that order's own."""
    like = request.GET.get("like")
    if like is None:
        return None
    own = own_placements(request.user).filter(authority=authority, worker__pseudonymised_on__isnull=True)
    number = int(like) if like.isascii() and like.isdigit() and len(like) < 19 else 0
    former = get_object_or_404(own.select_related("worker"), pk=number)
    newest = former.rates.order_by("since").last()
    said = {name: getattr(former, name) for name in ("supplier_id", "job_title_id", "job_role_id")}
    said |= {name: getattr(former, name) for name in ("reason", "hours_per_week")}
    said |= {"swe_number": former.worker.swe_number, "name": former.worker.name, "authority": authority.ons_code}
    said |= {"pay_type": newest.pay_type, "hourly_pay": newest.hourly_pay}
    return {name.removesuffix("_id"): str(value) for name, value in said.items() if value not in (None, "")}


def show_form(request, form, draft=None):
    """The questions, with the answer so far beside them where enough is known."""
    context = {"form": form, "draft": draft, "person_token": kept.token(request.user)}
    context |= answer_so_far(form.data, form.authority, request.user)
    return render(request, "compliance/record_placement.html", context)


@require_POST
def record_placement_answer(request):
    """The answer as they go: a fragment for the page that is being filled in."""
    if not request.user.is_authenticated:
        return render(request, "compliance/record_placement_answer.html", {"signed_out": True, "fragment": True})
    authority = authority_of(request, request.POST)
    if authority is None:
        raise Http404
    context = answer_so_far(request.POST, authority, request.user) | {"fragment": True}
    return render(request, "compliance/record_placement_answer.html", context)


def answer_so_far(typed, authority, by):
    """The answer, or what it still waits for: a mistake is said where it was made, when the form is sent."""
    today = clock.today()
    form = ProposalForm(typed or {}, authority=authority, today=today, by=by)
    if form.is_valid():
        try:
            answer = shown(asked_while_recording(form.proposal(), by, today))
        except TooMany as too_many:
            return {"too_many": str(too_many)}
        to_mend = [one for one in answer["outcomes"] if one["verdict"] != "met"]
        met = len(answer["outcomes"]) - len(to_mend)
        return {"answer": answer, "to_mend": to_mend, "met": met}
    return {"waiting_for": [form.fields[name].noun for name in form.errors if name in form.fields]}


def asked_while_recording(proposal, by, today):
    """The answer to what is being recorded. Raises TooMany."""
    purpose, channel = LookUp.Purpose.RECORD, LookUp.Channel.RECORDING
    return look_ups.look_up(proposal=proposal, purpose=purpose, channel=channel, by=by, judged_on=today)


def own_draft(request, draft_id):
    """The draft, where it is this person's and they still log for its authority; 404 otherwise."""
    return get_object_or_404(Draft.objects.for_user(request.user).select_related("authority"), pk=draft_id)


def authority_of(request, typed):
    """The authority that this placement is for: the only one, or the one chosen; None while it is to be chosen."""
    own = request.user.authorities_as(Appointment.Role.HR_OFFICER)
    if len(own) == 1 and "authority" not in (typed or request.GET):
        return own[0]
    code = (typed or request.GET).get("authority")
    return next((each for each in own if code in (each.ons_code, each.dfe_code)), None)


def choose_authority(request, typed):
    """The question that comes first for those who log for several authorities."""
    own = request.user.authorities_as(Appointment.Role.HR_OFFICER)
    asked = typed or request.GET
    form = AuthorityForm(asked if "authority" in asked else None, authorities=own)
    return render(request, "compliance/choose_authority.html", {"form": form})


def answers_in(typed):
    """What was typed, without what belongs to the sending of it."""
    left_out = {"csrfmiddlewaretoken", kept.TOKEN, "carried"}
    # No browser sends a NUL, and the database cannot keep one.
    return {name: value.replace("\x00", "") for name, value in typed.dict().items() if name not in left_out}
