"""The portal's worker with more tasks, for tests that kill it."""

import os
import time
from pathlib import Path

from mou_portal import schedule
from mou_portal.celery import app

__all__ = ["app"]


def slow(progress, marks):
    """Leave a mark, then take long unless this is the second time."""
    with Path(marks).open("a") as file:
        file.write(f"{os.getpid()}\n")
    progress(1, 2)
    if len(Path(marks).read_text().split()) == 1:
        time.sleep(600)
    return "done at last"


def assess_slowly(progress):
    """The nightly assessment in batches of two, with a pause after each in which it can be killed."""
    # Only here are the models ready: this module is read before the worker sets Django up.
    from compliance.actions import assessments
    from compliance.tasks import assess_all

    assessments.BATCH = 2
    assess_all(progress=lambda done, total: (progress(done, total), time.sleep(0.3)))


def broken(progress):
    raise ValueError("the file has no rows")


schedule.TASKS.update({name: f"{__name__}.{name}" for name in ("slow", "assess_slowly", "broken")})
