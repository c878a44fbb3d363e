"""A month of leavers as it is sent: a file, pasted rows, or one by one, all taken in by the same import."""

import csv
from contextlib import nullcontext
from io import StringIO

from django.db import transaction
from django.utils import dateformat

from authorities import jobs
from authorities.refusal import Refused

from . import leavers
from .intake import Intake, import_rows

NOBODY = b"swe_number,left_on,role\r\n"
COLUMNS = ("swe_number", "left_on", "role", "contract", "reason")


def of_leavers(*, authority, month, by, today, file_name=""):
    """An intake of an authority's leavers of a month, by its first day."""
    return Intake(
        kind=leavers.KIND, authority=authority, by=by, today=today, file_name=file_name, options={"month": month}
    )


def send_month(*, content, intake, whole):
    """Take in a month and return what became of it, as commands print it; live placements are judged anew at once.

    `whole`: where a row cannot be taken in, none is, and nothing is kept. Raises Refused for the whole month.
    """
    if content != NOBODY:
        _refuse_without(intake.options["month"], content)
    with transaction.atomic() if whole else nullcontext():
        told = import_rows(content=content, intake=intake)
        if told["parked"] and whole:
            transaction.set_rollback(True)
            return told
    jobs.hurry("assess_stale")
    return told


def typed_rows(rows):
    """Leavers typed one by one, each a dictionary by column, as the file that the import reads; row 2 is the first."""
    written = StringIO()
    writer = csv.DictWriter(written, COLUMNS, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode("utf-8", "replace")


def _refuse_without(month, content):
    """A month said to have leavers, with none of them in it, was not sent: the wrong rows or the wrong month."""
    if not {month, None} & leavers.months_told(content):
        raise Refused(
            f"There is nobody here who left in {in_words(month)}.",
            "Check the month and the leaving days. If nobody left, say so.",
            "left_on",
        )


def in_words(month):
    """March 2026."""
    return dateformat.format(month, "F Y")
