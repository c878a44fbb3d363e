"""The portal's worker with two more tasks, for tests that kill it."""

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


def broken(progress):
    raise ValueError("the file has no rows")


schedule.TASKS.update({"slow": f"{__name__}.slow", "broken": f"{__name__}.broken"})
