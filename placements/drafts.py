"""Answers typed but not yet recorded: kept for the person who typed them, and recorded once."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from . import actions
from .models import Draft

KEPT_FOR = timedelta(days=30)


@transaction.atomic
def keep(*, answers, authority, by, draft=None):
    """Keep what was typed, as it was typed; in a new draft unless one is given."""
    if draft is None:
        return Draft.objects.create(person=by, authority=authority, answers=answers)
    draft.answers = answers
    draft.save(update_fields=["answers", "updated_at"])
    return draft


@transaction.atomic
def record(*, draft, by, **facts):
    """Record a draft as a placement; the same draft again gives the placement that it became, and records nothing.

    Raises Refused as `actions.record` does.
    """
    # The lock makes a second press of the button wait for the first.
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.placement is None:
        draft.placement = actions.record(authority=draft.authority, by=by, **facts)
        draft.answers = {}  # names and numbers live in one place
        draft.save()
    return draft.placement


def forget_old():
    """Delete drafts that nobody has touched for 30 days; returns how many."""
    return Draft.objects.filter(updated_at__lt=timezone.now() - KEPT_FOR).delete()[0]
