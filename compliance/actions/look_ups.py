"""Answering a question about a worker before an engagement, and keeping that it was asked."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from authorities.look_ups import limits
from authorities.look_ups.models import SLOWED, LookUp
from authorities.people import Appointment
from compliance import queries
from compliance.agreement import TO_ENGAGE
from placements import matching

Channel, Purpose = LookUp.Channel, LookUp.Purpose
# While a placement is typed the same question is asked over and over: it is one look-up. A watch begins with the
# question that was just answered. Each way with the ways by which it may have been asked already.
REPEATED = {Channel.RECORDING: (Channel.RECORDING,), Channel.WATCH: (Channel.PAGE, Channel.WATCH)}
ONE_SITTING = timedelta(hours=1)
NEAR = timedelta(days=1)


def look_up(*, proposal, purpose, channel, by, judged_on):
    """The `answer.Answer` to a proposal, once it is on the register that this person asked.

    Raises TooMany, after keeping that too, where the person or their body has asked as often as they may.
    """
    now = timezone.now()
    with transaction.atomic():
        asked = _asked(proposal, purpose, channel, by, now)
        if not _is_new(asked, proposal):
            return queries.answer(proposal=proposal, judged_on=judged_on)
        # A command is run by those who keep the portal: it is on the register, and not slowed.
        free = None if channel == Channel.COMMAND else _free_at(asked, now)
        answer = None if free else queries.answer(proposal=proposal, judged_on=judged_on)
        _keep(asked, answer, beside=_of(by, now - NEAR).filter(match_key__in=matching.neighbours(proposal.swe_number)))
    if free:
        raise limits.too_many(free, now)
    return answer


def recorded(*, proposal, by):
    """A placement was recorded as asked about: such a look-up is work, and counts towards no limit."""
    mine = _of(by, timezone.now() - NEAR).filter(authority=proposal.authority_id, starts_on=proposal.started_on)
    mine.filter(match_key__in=matching.match_keys(proposal.swe_number)).update(recorded=True)


def _keep(asked, answer, *, beside):
    asked.answer = answer.answer if answer else SLOWED
    asked.rules = _rules_of(answer) if answer else []
    asked.beside_another = beside.exists()
    asked.save(force_insert=True)


def _rules_of(answer):
    """The names of the rules on which an answer rests."""
    return sorted({judged.rule_name for judged, _ in answer.outcomes if judged.clause.known == TO_ENGAGE})


def _asked(proposal, purpose, channel, by, now):
    return LookUp(
        by=by,
        authority_id=proposal.authority_id,
        supplier_id=_supplier_id(by, proposal.authority_id),
        purpose=purpose,
        channel=channel,
        match_key=matching.match_key(proposal.swe_number),
        starts_on=proposal.started_on,
        at=now,
    )


def _supplier_id(by, authority_id):
    """For which supplier somebody asks who is not on the authority's own staff; None for its staff."""
    held = by.current_appointments
    if any(each.authority_id == authority_id for each in held):
        return None
    return next((each.supplier_id for each in held if each.role == Appointment.Role.SUPPLIER), None)


def _is_new(asked, proposal):
    if asked.channel not in REPEATED:
        return True
    same = _of(asked.by, asked.at - ONE_SITTING).filter(
        channel__in=REPEATED[asked.channel], authority=asked.authority_id, starts_on=asked.starts_on
    )
    return not same.exclude(answer=SLOWED).filter(match_key__in=matching.match_keys(proposal.swe_number)).exists()


def _free_at(asked, now):
    return limits.free_at(by=asked.by, authority_id=asked.authority_id, supplier_id=asked.supplier_id, now=now)


def _of(by, since):
    return LookUp.objects.filter(by=by).asked_since(since)
