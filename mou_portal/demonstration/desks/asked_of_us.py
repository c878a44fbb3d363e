"""What workers ask of an authority, records that are held, and moves to permanent posts."""

from datetime import timedelta

from authorities.models import Person
from placements import actions, conversions
from placements.models import Conversion, Correction, Placement

DAY = timedelta(days=1)
Stage = Conversion.Stage
WRONG_DAY = "My last day was a Friday, not the Thursday that you have. (Invented for this demonstration.)"
WRONG_NAME = "My name is spelt with an e at its end. (Invented for this demonstration.)"
WHY_HELD = "A question about pay is open with the agency. (Invented for this demonstration.)"


def load(desk):
    """One request that waits, one that was answered, a hold, and two moves to permanent posts under way."""
    if Correction.objects.filter(worker__authority=desk.authority).exists():
        return
    live = Placement.objects.live_on(desk.on).filter(authority=desk.authority, started_on__lt=desk.on - 60 * DAY)
    first, second, third, fourth, fifth = live.select_related("worker").order_by("started_on", "pk")[:5]
    actions.ask_for_correction(worker=first.worker, text=WRONG_DAY)
    answered = actions.ask_for_correction(worker=second.worker, text=WRONG_NAME)
    actions.answer_correction(
        correction=answered, outcome=Correction.Outcome.CORRECTED, answer="Put right. Thank you.", by=desk.officer
    )
    head = Person.objects.get(email="approver.walsall@example.org")
    actions.hold_record(worker=third.worker, why=WHY_HELD, until_on=desk.today + 90 * DAY, by=head, today=desk.today)
    for placement, stages in ((fourth, (Stage.INTEREST, Stage.OFFER)), (fifth, (Stage.INTEREST,))):
        for days, stage in zip((30, 12), stages, strict=False):
            seen = conversions.seen_of(placement)
            actions.record_stage(placement=placement, stage=stage, on=desk.on - days * DAY, seen=seen, **desk.done())
