"""Keeping filters by name: one's own, and nobody else's."""

from functools import partial

from django.db import IntegrityError, transaction

from ..models import SavedFilter
from ..refusal import Refused
from ..saved_filters import MOST

TAKEN = partial(Refused, "You already have a filter of this name.", "Choose another name.", "name")


@transaction.atomic
def save_filter(*, page, query, name, by):
    """Keep a filter of a list under a name."""
    if by.saved_filters.count() >= MOST:
        raise Refused(f"You already have {MOST} saved filters.", "Delete one that you no longer use.", "name")
    return _stored(SavedFilter(person=by, page=page, query=query, name=name))


@transaction.atomic
def amend_filter(*, saved, name, first, by):
    """Give a filter of one's own another name, and say whether the list opens with it; one at most does."""
    if first:
        by.saved_filters.filter(page=saved.page, first=True).exclude(pk=saved.pk).update(first=False)
    saved.name, saved.first = name, first
    return _stored(saved)


@transaction.atomic
def delete_filter(*, saved, by):
    """Forget a filter of one's own."""
    by.saved_filters.filter(pk=saved.pk).delete()


def _stored(saved):
    try:
        with transaction.atomic():
            saved.save()
    except IntegrityError:
        raise TAKEN() from None
    return saved
