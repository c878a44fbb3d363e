"""Writing references one by one: asked for, received, given, put right, taken away."""

from contextlib import contextmanager

from authorities.refusal import Refused

from .. import checks
from ..listed import Listed, follow
from ..models import Reference
from .desk import writing

Kind = Reference.Kind
ASKED, RECEIVED, GIVEN = "asked", "received", "given"
NOT_YET = "Your own reference is dated {on:%d/%m/%Y}, before the placement started ({start:%d/%m/%Y})."


def record_reference(*, placement, what, who, on, by, today=None):
    """Record that a reference was asked for, received or given on a day (local date), and return it; raises Refused.

    One that comes from whoever was asked answers that request. The same again changes nothing.
    """
    if what not in (ASKED, RECEIVED, GIVEN):
        raise Refused("What happened is missing.", "Choose what happened.", "what")
    with _listing(placement, by, today) as (kept, today):
        who = _who(who)
        on = checks.day_so_far(on, field="on", today=today)
        kind = Kind.GIVEN if what == GIVEN else Kind.RECEIVED
        same = [each for each in kept if each.kind == kind and each.who.casefold() == who.casefold()]
        reference = _the_same(same, what, on) or _answered(same, what) or Reference(placement=placement, kind=kind)
        reference.who = reference.who or who
        if what == ASKED:
            reference.asked_on = reference.asked_on or on
        else:
            reference.done_on = on
        _checked(reference, placement, "on")
        reference.save()
    return reference


def amend_reference(*, reference, who, by, asked_on=None, done_on=None, today=None):
    """Put a reference right, or say when one that was asked for came, and return it; raises Refused."""
    with _listing(reference.placement, by, today) as (kept, today):
        found = next((each for each in kept if each.pk == reference.pk), None)
        if found is None:
            raise Refused("Somebody has taken this reference away.", "Record it again if it is true.")
        found.who = _who(who)
        found.asked_on = asked_on and checks.day_so_far(asked_on, field="asked_on", today=today)
        found.done_on = done_on and checks.day_so_far(done_on, field="done_on", today=today)
        _checked(found, reference.placement, "done_on")
        found.save()
    return found


def remove_reference(*, reference, by, today=None):
    """Take away a reference that is not true; taking it away again changes nothing."""
    with _listing(reference.placement, by, today):
        Reference.objects.filter(pk=reference.pk).delete()


@contextmanager
def _listing(placement, by, today):
    """The references of a placement under its lock; what rules read of them follows when the block ends well."""
    with writing(placement.authority, by=by, today=today) as desk:
        key = placement.supplier_id, placement.reference
        desk.look_up(references=[key])
        sheet = desk.sheets[key]
        kept = list(Reference.objects.filter(placement=placement))
        yield kept, desk.today
        follow(sheet.values, sheet.listed, Listed.of(Reference.objects.filter(placement=placement)))


def _who(who):
    who = checks.text(who, field="who", most=200)
    if not who:
        raise Refused("Who it is from, or for, is missing.", "Enter an employer and a job.", "who")
    return who


def _the_same(same, what, on):
    """One that says this already; one that is waited for is asked for once."""
    if what == ASKED:
        return next((each for each in same if each.done_on is None), None)
    return next((each for each in same if each.done_on == on), None)


def _answered(same, what):
    return next((each for each in same if what == RECEIVED and each.done_on is None), None)


def _checked(reference, placement, field):
    """Days in the order in which they can be."""
    asked, done = reference.asked_on, reference.done_on
    if asked and done and done < asked:
        raise Refused(
            f"The reference came on {done:%d/%m/%Y}, before it was asked for ({asked:%d/%m/%Y}).",
            "Check both dates.",
            field,
        )
    if not asked and not done:
        raise Refused("Both days are missing.", "Enter the day on which it was asked for or came.", field)
    if reference.kind == Kind.GIVEN and done is None:
        raise Refused("The day on which you gave it is missing.", "Enter it, or take the reference away.", field)
    if reference.kind == Kind.GIVEN and done < placement.started_on:
        raise Refused(
            NOT_YET.format(on=done, start=placement.started_on), "Nobody knows a worker before the first day.", field
        )
