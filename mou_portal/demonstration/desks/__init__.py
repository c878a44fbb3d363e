"""What people of the demonstration have done at their desks, so that no page is empty: all of it invented."""

from authorities.models import Authority, Person
from authorities.wall.standing import operating

from .. import files, loading, people
from ..refusing import refuse_outside_demonstrations
from . import asked_of_us, kept, listed_references, register_checks, sent_files, watched, what_ifs
from .desk import Desk

OFFICERS = {people.WALSALL: "hr.walsall@example.org", people.DUDLEY: "hr.dudley@example.org"}


def load(*, today):
    """Fill the desks of the authorities that have accounts, from the book that is loaded; again changes nothing.

    Each thing is done in the name of whoever does it, as one change: not as a part of one great command.
    """
    refuse_outside_demonstrations()
    with operating():
        book = files.invent(on=loading.day_of_book(), cap=loading.caps())
        desks = [
            Desk(Authority.objects.get(ons_code=ons_code), Person.objects.get(email=email), book, today)
            for ons_code, email in OFFICERS.items()
        ]
        for desk in desks:
            listed_references.load(desk)
            register_checks.load(desk, answered=desk is desks[0])
        for each in (sent_files, watched, asked_of_us, kept):
            each.load(desks[0])
        what_ifs.load(today=today)
