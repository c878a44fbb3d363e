"""Whose turn it is with a version that is not published: to check it, to turn one of its two keys, to publish it."""

from django.urls import reverse

from authorities.people import Appointment
from authorities.todo import ToDo

from .models import AgreementVersion, Approval

Role, State, Key = Appointment.Role, AgreementVersion.State, Approval.Key
WHOSE = {
    Key.FIRST: "West Midlands Employers’ analyst",
    Key.SECOND: "the lead director of children’s services",
}


def acts_as(person, role, version):
    """Whether a person holds a role for the region of a version; the national rules are of each region."""
    held = (each for each in person.current_appointments if each.role == role and each.region_id)
    return any(version.agreement.region_id in (None, each.region_id) for each in held)


def key_to_turn(person, version, approvals):
    """The key of a version that is this person's to turn now, given those turned already; None for none."""
    if version.state != State.CHECKED or person.pk in {approval.person_id for approval in approvals}:
        return None
    key = Key.SECOND if approvals else Key.FIRST
    return key if acts_as(person, key, version) else None


def may_publish(person, version, approvals):
    """Whether this person is one of the two who approved a version that waits to be published."""
    return version.state == State.APPROVED and person.pk in {approval.person_id for approval in approvals}


def key_rows(approvals):
    """Each key with who turned it, or None, as (label, whose it is, approval)."""
    turned = {approval.key: approval for approval in approvals}
    return [(key.label, WHOSE[key], turned.get(key)) for key in Key]


def to_do(person):
    """The versions that wait for this person."""
    waiting = AgreementVersion.objects.worked_on_by(person).filter(
        state__in=(State.DRAFT, State.CHECKED, State.APPROVED)
    )
    listed = (
        waiting.select_related("agreement").defer("document").prefetch_related("approvals").order_by("loaded_at", "pk")
    )
    for version in listed:
        verb = _verb(person, version, list(version.approvals.all()))
        if verb:
            text = f"{verb} version {version.label} of “{version.agreement}”"
            yield ToDo(text, reverse("agreement_version", args=[version.pk]))


def _verb(person, version, approvals):
    if version.state == State.DRAFT and acts_as(person, Role.WME_ANALYST, version):
        return "Check"
    if key_to_turn(person, version, approvals):
        return "Approve"
    return "Publish" if may_publish(person, version, approvals) else ""
