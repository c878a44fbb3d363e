"""Writing in somebody's name: one transaction, and the log says who."""

from contextlib import contextmanager

import pghistory
from django.db import transaction


@contextmanager
def acting(by, *, why=None):
    """Everything written inside is written together or not at all, in the name of the person `by`; None: the portal's.

    `why` is logged with each row; it is kept where details are, and can be erased with them.
    """
    with transaction.atomic(), pghistory.context(**({"by": by.pk} if by else {})) as context:
        if why:
            context.metadata["why"] = why
        try:
            yield
        finally:
            # What is written next in the same request has a reason of its own, or none.
            context.metadata.pop("why", None)
