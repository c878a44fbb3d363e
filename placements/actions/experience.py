"""Writing a worker's experience, spell by spell."""

from authorities.acting import acting
from authorities.clock import today as clock_today
from authorities.refusal import Refused

from .. import checks
from ..models import Change, Spell


def record_spell(*, worker, setting, from_on, by, until_on=None, employer="", registered=None, today=None):
    """Record a spell of a worker's experience, both days included, and return it; raises Refused.

    Without `until_on` it goes on; `registered` None is not known. A spell with the same setting, employer and first
    day is amended, and the same again changes nothing.
    """
    today = today or clock_today()
    if not setting:
        raise Refused("Kind of work is missing.", "Choose the kind of work.", "setting")
    same = {
        "worker": worker,
        "setting": checks.choice(setting, field="setting", choices=Spell.Setting.choices),
        "employer": checks.text(employer, field="employer", most=200),
        "from_on": checks.day_so_far(from_on, field="from_on", today=today, earliest=checks.EARLIEST_EXPERIENCE),
    }
    told = {
        "until_on": _or_none(checks.day, until_on, field="until_on", today=today, earliest=checks.EARLIEST_EXPERIENCE),
        "registered": _or_none(checks.yes_or_no, registered, field="registered"),
    }
    checks.days_in_order(same["from_on"], told["until_on"], field="until_on")
    with acting(by):
        spell, is_new = Spell.objects.select_for_update().get_or_create(**same, defaults=told)
        if not is_new and (spell.until_on, spell.registered) == (told["until_on"], told["registered"]):
            return spell
        if not is_new:
            spell.until_on, spell.registered = told["until_on"], told["registered"]
            spell.save()
        Change.objects.create(match_key=worker.match_key)
    return spell


def remove_spell(*, spell, by):
    """Take away a spell that is not true. What was known before is kept; taking it away again changes nothing."""
    with acting(by):
        if Spell.objects.filter(pk=spell.pk).delete()[0]:
            Change.objects.create(match_key=spell.worker.match_key)


def _or_none(check, value, **options):
    return None if value in (None, "") else check(value, **options)
