"""The public register: a batch that was answered, with conditions and a number not found, and one that waits."""

import csv
import io
from datetime import date

from authorities.refusal import Refused
from placements import actions, register
from placements.imports.register import read
from placements.models import RegisterCheck

HEADINGS = ("Registration number", "Registration status", "Conditions of practice", "Registered until")
CONDITIONS = "Works only under the supervision of another registered social worker (invented)."


def load(desk, *, answered):
    """One batch of the authority's live workers."""
    own = RegisterCheck.objects.filter(worker__authority=desk.authority)
    if own.exists():
        return
    try:
        batch = actions.ask_register(authority=desk.authority, **desk.done())
    except Refused:
        return  # nobody is live any more
    if answered:
        numbers = [check.worker.swe_number for check in own.select_related("worker").order_by("worker__pk")]
        found = read(_file(numbers, desk.on), today=desk.today)
        told = {"read": found, "checked_on": desk.on, "file_name": "demonstration-register.csv"}
        actions.answer_register(batch=batch, **told, **desk.done())


def _file(numbers, on):
    """What the register says: conditions for one, a lapsed registration, one number that it does not know."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    until = date(register.renewal_before(on).year + 1, 11, 30)
    for place, number in enumerate(numbers):
        if place != 2:
            status = "Not registered" if place == 5 else "Registered"
            writer.writerow((number, status, CONDITIONS if place == 8 else "", until.isoformat()))
    return text.getvalue().encode()
