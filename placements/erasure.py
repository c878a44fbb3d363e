"""What of a worker's record says who they are, column by column, and what stands in its place once that is erased.

Everything that rules and reports read stays. A text column that is neither erased nor kept here fails a test.
"""

import secrets
from contextlib import ExitStack

import pgtrigger
from django.db.models import Case, CharField, F, TextField, Value, When
from django.db.models.functions import Cast, Concat

from .models import Placement

# Letters and digits that cannot be read for one another; a pseudonym never looks like a registration number.
LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
GONE = "Removed when the record was pseudonymised."


def pseudonym():
    """A random name that stands for one record of one worker from now on."""
    return "P" + "".join(secrets.choice(LETTERS) for _ in range(11))


def unlinked_key():
    """A random match key: it meets no other but those that are given the same."""
    return secrets.token_hex(32)


def numbered(column, word):
    """The word and the row's own number in place of a text; nothing where there was none."""
    number = Cast(F("id"), CharField())
    told = Concat(Value(f"{word} "), number, output_field=CharField())
    return Case(When(**{column: ""}, then=Value("")), default=told, output_field=CharField())


def said(column, words=GONE):
    """These words in place of a text; nothing where there was none."""
    return Case(When(**{column: ""}, then=Value("")), default=Value(words), output_field=TextField())


# model: column: what stands there afterwards, in the row and in every revision of it
ERASED = {
    "placements.Placement": {"breach_reason": ""},
    "placements.Post": {"role_text": ""},
    "placements.Spell": {"employer": numbered("employer", "Employer")},
    "placements.Reference": {"who": numbered("who", "Referee")},
    "placements.RegisterCheck": {"status": "", "conditions": "", "file_name": ""},
    "placements.Hold": {"why": ""},
    "placements.Correction": {"text": "", "answer": ""},
}
# Erased by the action itself: these are one for a record, or made from what the record says.
REPLACED = {
    "placements.Worker": {"swe_number", "name", "match_key", "keyed_by"},
    "placements.Placement": {"reference"},
}
# Columns with words that say nothing of who somebody is.
KEPT = {
    "placements.Placement": {"reason", "end_reason"},
    "placements.Rate": {"pay_type"},
    "placements.Post": {"contract", "reason"},
    "placements.Spell": {"setting"},
    "placements.Reference": {"kind"},
    "placements.Correction": {"outcome"},
}
# Rows that go altogether when the record is pseudonymised.
DELETED = {"placements.RecordLink", "placements.Draft"}


def placements_of(workers):
    """The ids of every placement of these workers (ids), those that were taken back included: history keeps them."""
    gone = Placement.pgh_event_model.objects.filter(worker__in=workers, pgh_label="delete")
    live = Placement.objects.filter(worker__in=workers)
    return sorted(live.values_list("pk", flat=True).union(gone.values_list("pgh_obj_id", flat=True)))


def erase(model, *, rows, values, revisions=None):
    """Write these values over rows, and over what history keeps of them; returns the rows changed by table.

    `rows` and `revisions` are conditions, as dictionaries.
    """
    counts = {model._meta.db_table: model.objects.filter(**rows).update(**values)}
    if revisions is not None:
        events = model.pgh_event_model
        counts[events._meta.db_table] = events.objects.filter(**revisions).update(**values)
    return counts


def unrecorded(*models):
    """Inside, history is not told of updates: it would keep what is being erased, and a report's time would move."""
    stack = ExitStack()
    for model in models:
        stack.enter_context(pgtrigger.ignore(f"{model._meta.label}:update_update"))
    return stack
