"""Writing in somebody's name: one transaction, and the log says who."""

from contextlib import contextmanager

import pghistory
from django.db import transaction


@contextmanager
def acting(by):
    """Everything written inside is written together or not at all, in the name of the person `by`."""
    with transaction.atomic(), pghistory.context(by=by.pk):
        yield
