"""What workers do: re-check what changed, and all of it each night, for days pass too; erase what is past its time."""

from authorities.clock import today

from . import actions
from .actions import watches
from .models import Assessment


def assess_stale(progress=None):
    """Assess placements that a recorded change may touch, and ask again about workers who are waited for."""
    watches.ask_changed(on=today())
    run = actions.assess_changed(judged_on=today(), progress=progress)
    return _told(run) if run else "nothing had changed"


def assess_all(progress=None):
    """Assess every placement. Repeats are harmless: an unchanged outcome writes nothing."""
    run = actions.assess(reason=Assessment.Reason.NIGHTLY, judged_on=today(), progress=progress)
    return _told(run)


def ask_watches(progress=None):
    """Ask again about workers whose free day has come, and end watches whose time is over."""
    asked = watches.watch_on(on=today(), progress=progress)
    return f"{asked:,} asked again"


def keep_to_schedule(progress=None):
    """Pseudonymise and delete what is past its time. Repeats are harmless: what is done is not due again."""
    made = actions.keep_to_schedule(on=today(), progress=progress)
    records = sum(certificate.content["number_of_records"] for certificate in made)
    return f"{records:,} record{'' if records == 1 else 's'}, {len(made):,} certificate{'' if len(made) == 1 else 's'}"


def _told(run):
    return f"{run.done:,} placement{'' if run.done == 1 else 's'} assessed"
