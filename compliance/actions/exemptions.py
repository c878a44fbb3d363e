"""Recording leave to go outside a clause."""

from authorities.acting import acting
from authorities.refusal import Refused
from compliance.models import Exemption
from placements.models import Change

Kind = Exemption.Kind


def exempt(
    *, placement, clause, kind, from_on, until_on, exit_plan, decided_by, decided_on, second_by="", second_on=None, by
):
    """Record an exemption or an approval, both days included; the same one again with other words amends it.

    Raises Refused for one without an end or an exit plan, an approval without both keys, and days out of order.
    """
    _check(kind, from_on, until_on, exit_plan, decided_by, decided_on, second_by, second_on)
    with acting(by):
        exemption, _ = Exemption.objects.update_or_create(
            placement=placement,
            clause=clause,
            kind=kind,
            from_on=from_on,
            defaults={
                "until_on": until_on,
                "exit_plan": exit_plan,
                "decided_by": decided_by,
                "decided_on": decided_on,
                "second_by": second_by,
                "second_on": second_on,
            },
        )
        Change.objects.create(match_key=placement.worker.match_key)
    return exemption


def _check(kind, from_on, until_on, exit_plan, decided_by, decided_on, second_by, second_on):
    if kind not in Kind.values:
        raise Refused("The kind is not known.", "Write exemption or approval.", field="kind")
    if until_on is None:
        raise Refused("There is no end date.", "Give the last day on which it holds.", field="until_on")
    if until_on < from_on:
        raise Refused("It ends before it begins.", "Give a last day on or after the first.", field="until_on")
    if not decided_by or decided_on is None:
        raise Refused("Nobody is named as having decided.", "Say who decided and when.", field="decided_by")
    if kind == Kind.EXEMPTION and not exit_plan.strip():
        raise Refused("There is no exit plan.", "Say how the placement will come back inside.", field="exit_plan")
    if kind == Kind.APPROVAL and not (second_by.strip() and second_on):
        raise Refused(
            "Going over a cap needs two people: the director of children’s services and the chief executive.",
            "Give the second person and the day they signed.",
            field="second_by",
        )
    if kind == Kind.APPROVAL and second_by.strip().casefold() == decided_by.strip().casefold():
        raise Refused("Both keys are the same person.", "Name two different people.", field="second_by")
