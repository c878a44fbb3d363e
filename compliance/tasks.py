"""What workers do: re-check what changed, and everything each night, for days pass too."""

from authorities.clock import today

from . import actions
from .models import Assessment


def assess_stale(progress=None):
    """Assess placements that a recorded change may touch."""
    run = actions.assess_changed(judged_on=today(), progress=progress)
    return _told(run) if run else "nothing had changed"


def assess_all(progress=None):
    """Assess every placement. Repeats are harmless: an unchanged outcome writes nothing."""
    run = actions.assess(reason=Assessment.Reason.NIGHTLY, judged_on=today(), progress=progress)
    return _told(run)


def _told(run):
    return f"{run.done:,} placement{'' if run.done == 1 else 's'} assessed"
