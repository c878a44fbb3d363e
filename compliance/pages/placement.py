"""One placement: what each rule says of it now, its facts, its rates, leave given, and its whole history."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from authorities import clock, downloads
from authorities.access import permitted
from authorities.people import Appointment
from authorities.refusal import Refused
from authorities.sharing import reach_of
from authorities.wording import day_in_words, in_pounds
from compliance import queries
from compliance.altering import clause_title
from compliance.models import Exemption, Finding
from compliance.placements_in_file import of_rates
from compliance.shown import shown
from placements import conversions
from placements.checks import named
from placements.details import OF_RATE
from placements.last_change import to_take_back
from placements.models import PayType
from placements.queries import placement_taken_back, placements_as_on
from placements.revisions import Line, actor, revisions_of
from placements.rights import answers_for

from .placements import Tag, answer_tag, with_findings

BESIDE_PAY = [part for part in OF_RATE if part not in ("pay_type", "hourly_pay")]
BECAME = {"insert": "given", "update": "amended", "delete": "taken away"}
YES_NO = {True: "Yes", False: "No", None: ""}
HIDDEN = "Not shown"


@require_safe
@permitted("placements.read")
def placement(request, placement_id):
    today = clock.today()
    own = with_findings(placements_as_on(today, request.user), request.user, today)
    found = own.select_related("agency", "team_member__team").filter(pk=placement_id).first()
    if found is None:
        return taken_back(request, placement_id)
    reach = reach_of(request.user)
    identity = reach.sees_identity(authority_id=found.authority_id, supplier_id=found.supplier_id)
    judged = reach.shares("compliance.Finding", authority_id=found.authority_id)
    reasons = reach.shares("placements.Placement", "breach_reason", authority_id=found.authority_id)
    moves = (
        conversions.stages_told(found) if reach.shares("placements.Conversion", authority_id=found.authority_id) else []
    )
    also = [*moves, *(leave_given(found) if judged else [])]
    rates = list(found.rates.all())
    if downloads.asked_for(request):
        return downloads.answered(request, of_rates(found, dated(rates, found)))
    logs = found.authority in request.user.authorities_as(Appointment.Role.HR_OFFICER)
    context = {
        "placement": found,
        "identity": identity,
        "opens_worker": reach.shares("placements.Post", authority_id=found.authority_id),
        "logs": logs,
        "answers_for": answers_for(request.user, found.worker),
        "last": own_last_change(found, request.user) if logs else None,
        "in_breach": found.in_breach,
        "tags": [state_tag(found, today), *([answer_tag(found)] if judged else [])],
        "answer": shown(queries.answer_of(found, on=today)) if judged else None,
        "facts": facts(found, identity, reasons=reasons),
        "moves": moves,
        "rates": dated(rates, found),
        "parts": any(_parts(rate) for rate in rates),
        "exemptions": exemptions(found, today) if judged else [],
        "superseded": superseded(found) if judged else [],
        "revisions": revisions_of(found, identity=identity, reasons=reasons, also=also),
        "now": timezone.now(),
    }
    return render(request, "compliance/placement.html", context)


def own_last_change(placement, person):
    """What this person did last to the placement, where they may still take it back; or None."""
    try:
        return to_take_back(placement, person)
    except Refused:
        return None


def taken_back(request, placement_id):
    """A placement whose recording was taken back: its history alone, for those who could read it; 404 otherwise."""
    gone, reach = placement_taken_back(placement_id), reach_of(request.user)
    whose = gone and {"authority_id": gone.authority_id, "supplier_id": gone.supplier_id}
    if gone is None or not reach.shares("placements.Placement", "reference", **whose):
        raise Http404
    reasons = reach.shares("placements.Placement", "breach_reason", authority_id=gone.authority_id)
    identity = reach.sees_identity(**whose)
    context = {"placement": gone, "revisions": revisions_of(gone, identity=identity, reasons=reasons)}
    return render(request, "compliance/placement/taken_back.html", context)


def state_tag(placement, today):
    """Whether it is to come, live or over on the day."""
    if placement.started_on > today:
        return Tag("Not yet started", "blue")
    over = placement.ended_on and placement.ended_on < today
    return Tag("Ended", "grey") if over else Tag("Live", "turquoise")


def facts(placement, identity, reasons):
    """What is on record, under three headings; who the worker is, and why a breach, only where that is shared."""
    worker = [
        ("Registration number", placement.worker.swe_number if identity else HIDDEN),
        ("Name", placement.worker.name if identity else HIDDEN),
        ("Experience, as stated", placement.pqe_months is not None and f"{placement.pqe_months} months"),
        ("References received", _number(placement.references_received)),
        ("Last reference received", day_in_words(placement.last_reference_on)),
        ("Standard reference and quality record", YES_NO[placement.quality_record]),
        ("Reference given", day_in_words(placement.reference_given_on)),
    ]
    job = [
        ("Job title" if placement.job_title else "Role", placement.job_title or placement.job_role),
        ("Reason for use", placement.get_reason_display()),
        ("Covers a vacancy", YES_NO[placement.covers_vacancy]),
        ("In a project team", YES_NO[placement.project_team]),
        *(team(placement) if placement.project_team else []),
        *(in_team(placement) if reasons else []),
        ("Start date", day_in_words(placement.started_on)),
        ("Expected end date", day_in_words(placement.expected_end_on)),
        *(ending(placement) if placement.ended_on else []),
        ("Weekly hours", placement.hours_per_week and f"{placement.hours_per_week.normalize():f}"),
        ("Days a week on site", placement.on_site_days is not None and f"{placement.on_site_days.normalize():f}"),
        ("Notice", placement.notice_weeks is not None and f"{placement.notice_weeks} weeks"),
        *([("Contract keeps the national rules out at first", "Yes")] if placement.contractual_bar else []),
    ]
    supplier = [
        ("Supplier", placement.supplier),
        ("Supplier’s reference", placement.reference),
        ("Agency", placement.agency),
        ("Hourly pay first offered", in_pounds(placement.offered_hourly_pay)),
        *([("Reason for going ahead", placement.breach_reason)] if reasons and placement.breach_reason else []),
    ]
    return [("The worker", worker), ("The job", job), ("The supplier", supplier)]


def ending(placement):
    """When it ended and why."""
    return [
        ("Last day worked", day_in_words(placement.ended_on)),
        ("Reason of ending", placement.get_end_reason_display()),
    ]


def team(placement):
    """The three tests for a member of a project team."""
    return [
        ("Approved for the team", day_in_words(placement.team_approved_on)),
        ("Cost shown apart", YES_NO[placement.team_cost_apart]),
        ("Authority keeps control of practice", YES_NO[placement.team_control_kept]),
    ]


def in_team(placement):
    """The team on record that the placement is in, with where it is opened: not for suppliers."""
    member = getattr(placement, "team_member", None)
    return [("Project team", member.team, reverse("team", args=[member.team_id]), "Open the team")] if member else []


def dated(rates, placement):
    """Each rate with the days on which it held; the first holds from the start, each is ended by the next."""
    starts = [placement.started_on, *(rate.since for rate in rates[1:])]
    held = zip(starts, rates, strict=False)
    return [(since, PayType(rate.pay_type).label, rate, _parts(rate)) for since, rate in held]


def exemptions(placement, today):
    """Leave to go outside a clause, latest first, with whether it is in force on the day."""
    given = Exemption.objects.filter(placement=placement).order_by("-from_on", "pk")
    return [(each, clause_title(each.clause), each.from_on <= today <= each.until_on) for each in given]


def leave_given(placement):
    """What became of each exemption and approval, as lines of the history."""
    events = Exemption.pgh_event_model.objects.filter(placement_id=placement.pk).order_by("pgh_id")
    return [
        Line(
            event.pgh_created_at,
            actor(event.pgh_context and event.pgh_context.metadata),
            f"{event.get_kind_display()} {BECAME[event.pgh_label]}: {clause_title(event.clause)}, "
            f"{day_in_words(event.from_on)} to {day_in_words(event.until_on)}",
        )
        for event in events.select_related("pgh_context")
    ]


def superseded(placement):
    """Findings that no longer stand, the latest to fall first, in the shape that all surfaces share."""
    past = Finding.objects.filter(placement=placement, superseded_at__isnull=False)
    return [(each, each.as_dict()) for each in past.order_by("-superseded_at", "-pk")]


def _parts(rate):
    known = {part: getattr(rate, part) for part in BESIDE_PAY}
    return [(named(part), in_pounds(value)) for part, value in known.items() if value is not None]


def _number(value):
    return "" if value is None else str(value)
