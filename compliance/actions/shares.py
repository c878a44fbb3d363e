"""Sharing out a long assessment among several processes, so that each core of the machine has its part."""

import os
import subprocess
import sys
from contextlib import ExitStack
from time import sleep

from django.conf import settings

# Starting a process takes about a second: below this many placements one is as quick.
WORTH_SHARING = 20_000
MOST = 8
LOOK_SECONDS = 0.5


def how_many(total, asked=None):
    """How many processes should share so many placements: those asked for, or one a core where it is worth it."""
    if asked is not None:
        return max(1, min(asked, MOST))
    return min(os.cpu_count() or 1, MOST) if total >= WORTH_SHARING else 1


def work(run, several, progress):
    """Do a run in several processes and wait for all; raises CalledProcessError where one of them failed."""
    manage = str(settings.ROOT / "manage.py")
    with ExitStack() as ended:
        shares = []
        for number in range(several):
            arguments = ["assess_share", str(run.pk), str(number), str(several)]
            share = subprocess.Popen([sys.executable, manage, *arguments], stdout=subprocess.DEVNULL)  # noqa: S603  our own
            # A share does not outlive the one who waits for it; the next run does what it left.
            ended.callback(_end, share)
            shares.append(share)
        while any(share.poll() is None for share in shares):
            sleep(LOOK_SECONDS)
            if progress:
                run.refresh_from_db(fields=["done"])
                progress(run.done, run.total)
            failed = next((share for share in shares if share.poll()), None)
            if failed is not None:
                raise subprocess.CalledProcessError(failed.returncode, failed.args)
        for share in shares:
            if share.returncode:
                raise subprocess.CalledProcessError(share.returncode, share.args)


def _end(share):
    if share.poll() is None:
        share.terminate()
    share.wait()
