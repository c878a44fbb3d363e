"""What no page of ours sends: whoever sends it tries to go round a control, and it is noted as a refusal."""

from contextlib import contextmanager
from contextvars import ContextVar

# Errors of a field that its page does not let happen: an answer that was not offered, a text longer than the field.
NOT_OFFERED = {"invalid_choice", "invalid_list", "invalid_pk_value", "max_length", "null_characters_not_allowed"}
_tried: ContextVar[list[str] | None] = ContextVar("tried", default=None)


@contextmanager
def watching():
    """What is tried inside, in words without any of what was sent: a list that fills."""
    found: list[str] = []
    before = _tried.set(found)
    try:
        yield found
    finally:
        _tried.reset(before)


def tried(what):
    """Somebody tries this, here and now."""
    found = _tried.get()
    if found is not None and what not in found:
        found.append(what)


def look_at(form):
    """Whether a form was sent with what its page does not offer: which field, and how, but not what was typed."""
    for field, errors in form.errors.as_data().items():
        for error in errors:
            if error.code in NOT_OFFERED:
                tried(f"{field}:{error.code}")
