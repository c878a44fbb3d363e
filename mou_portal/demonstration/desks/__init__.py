"""What people of the demonstration have done at their desks, so that no page is empty: all of it invented."""

from authorities.models import Person

from .. import people
from . import asked_of_us, kept, listed_references, register_checks, sent_files, watched, what_ifs
from .desk import Desk

OFFICERS = {people.WALSALL: "hr.walsall@example.org", people.DUDLEY: "hr.dudley@example.org"}


def load(book, authorities, *, today, by):
    """Fill the desks of the authorities that have accounts; filling them again changes nothing."""
    people.load(by=by)
    walsall, dudley = (
        Desk(authorities[ons_code], Person.objects.get(email=email), book, today)
        for ons_code, email in OFFICERS.items()
    )
    for desk in (walsall, dudley):
        listed_references.load(desk)
        register_checks.load(desk, answered=desk is walsall)
    for each in (sent_files, watched, asked_of_us, kept):
        each.load(walsall)
    what_ifs.load(today=today)
