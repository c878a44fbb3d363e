"""What the columns of a supplier's file mean: told by their names, guessed, or remembered from the file before."""

import re

from authorities.acting import acting
from authorities.refusal import Refused

from .. import checks
from ..models import ColumnMapping
from .kinds import KINDS
from .placements import COLUMNS
from .row import columns_of

LEFT_OUT = ""
OF_FORMS = {column: field for field, column in COLUMNS.items()}
# How else suppliers call a column. A heading is guessed when it holds every word of one of these.
CALLED = {
    "reference": (
        "order number", "order no", "order ref", "booking ref", "assignment id", "placement id", "job ref", "ref",
    ),
    "supplier": ("msp", "managed service provider", "vendor"),
    "agency": ("agency name", "employment business"),
    "swe_number": (
        "swe", "registration number", "registration no", "reg number", "reg no", "sw number", "swe registration",
        "social work england", "swe no",
    ),
    "worker_name": ("candidate", "candidate name", "worker", "name", "full name", "contractor"),
    "job_title": ("position", "post title", "title", "job"),
    "role": ("job role", "grade", "post"),
    "pay_type": ("payment type", "engagement type", "tax status", "pay method"),
    "hourly_pay": ("pay rate", "hourly rate", "rate", "worker rate", "pay per hour"),
    "employer_ni": ("ni", "employers ni", "national insurance"),
    "apprenticeship_levy": ("levy", "app levy"),
    "holiday_pay": ("holiday", "wtr"),
    "agency_fee": ("agency margin", "agency fee"),
    "msp_fee": ("msp margin", "management fee", "msp fee"),
    "hourly_charge": ("charge rate", "total charge", "client rate", "bill rate"),
    "offered_hourly_pay": ("offered rate", "first offer", "offer"),
    "hours_per_week": ("weekly hours", "contracted hours", "hours week"),
    "start_on": ("start date", "start", "from date", "date started"),
    "expected_end_on": ("expected end", "planned end", "end date", "due to end"),
    "ended_on": ("actual end", "finish date", "last day"),
    "notice_weeks": ("notice", "notice period"),
    "references_received": ("references", "no of references"),
    "project_team": ("team", "managed team"),
    "rate_from": ("rate effective", "effective from", "rate change"),
    "left_on": ("leaving date", "date left", "leave date", "termination date", "last day"),
    "contract": ("contract type",),
    "reason": ("leaving reason", "reason for leaving", "reason for use"),
    "week_ending": ("week ending", "w e", "week end", "timesheet date", "period ending"),
    "hours": ("hours worked", "total hours", "units", "hrs"),
    "amount": ("charge", "total", "net", "cost", "value"),
}  # fmt: skip


def in_words(column):
    """A column as people read it."""
    return checks.named(OF_FORMS.get(column, column))


def guessed(headings, kind):
    """Which column each heading may stand for, each column once; headings that say nothing of it are left out."""
    columns, found = columns_of(KINDS[kind].row), {}
    found = {heading: heading for heading in headings if heading in columns}
    offers = [
        (len(words), -order, heading, column)
        for order, heading in enumerate(headings)
        if heading not in found
        for column in columns
        for words in _ways_to_say(column)
        if words <= _words(heading)
    ]
    for _, _, heading, column in sorted(offers, reverse=True):
        if heading not in found and column not in found.values():
            found[heading] = column
    return found


def _ways_to_say(column):
    return [_words(column), *(_words(text) for text in CALLED.get(column, ()))]


def _words(text):
    return set(re.sub("[^a-z0-9]+", " ", text.lower()).split())


def refuse_what_lacks(kind, columns, *, has_supplier):
    """Raise Refused where a file with these columns lacks one that every row needs, or has one twice."""
    kind = KINDS[kind]
    refuse_two_for_one(columns)
    fields = kind.row.model_fields
    missing = [name for name in columns_of(kind.row) if fields[name].is_required() and name not in columns]
    if missing:
        named = ", ".join(in_words(name) for name in missing)
        raise Refused(f"No column of the file is given as {named}.", "Say which one it is.", missing[0])
    if kind.either and not set(kind.either) & set(columns):
        named = " or ".join(in_words(name) for name in kind.either)
        raise Refused(f"No column of the file is given as {named}.", "Say which one it is.", kind.either[0])
    if kind.needs_supplier and not has_supplier and "supplier" not in columns:
        raise Refused(
            "No supplier was chosen, and no column is given as Supplier.",
            "Say which column names the supplier, or send the file again and choose its supplier.",
            "supplier",
        )


def refuse_two_for_one(columns):
    """Raise Refused where two headings stand for one column; those that are left out ("") may be many."""
    columns = [column for column in columns if column]
    twice = sorted({column for column in columns if columns.count(column) > 1})
    if twice:
        raise Refused(f"Two columns of the file are both given as {in_words(twice[0])}.", "Leave one out.", twice[0])


def remembered(*, authority, supplier, kind):
    """What the columns of this supplier's files mean to the authority, as it was last said."""
    kept = ColumnMapping.objects.filter(authority=authority, supplier=supplier, kind=kind).first()
    return kept.meaning if kept else {}


def remember(*, authority, supplier, kind, meaning, by):
    """Use this for the supplier's files from now on; what was said of other headings stays."""
    before = remembered(authority=authority, supplier=supplier, kind=kind)
    if before | meaning == before:
        return
    with acting(by):
        ColumnMapping.objects.update_or_create(
            authority=authority, supplier=supplier, kind=kind, defaults={"meaning": before | meaning, "by": by}
        )


def names_of_register(authority):
    """What the public register's file calls its columns, as this authority last said it: by column."""
    kept = ColumnMapping.objects.filter(authority=authority, kind=ColumnMapping.REGISTER).first()
    return {column: said for said, column in kept.meaning.items()} if kept else {}


def remember_register(*, authority, named, by):
    """Expect these names from the register's next file; what is left empty is looked for by likely names again."""
    said = {name: column for column, name in named.items() if name}
    kept = ColumnMapping.objects.filter(authority=authority, kind=ColumnMapping.REGISTER).first()
    if said == (kept.meaning if kept else {}):
        return
    with acting(by):
        if said:
            ColumnMapping.objects.update_or_create(
                authority=authority, kind=ColumnMapping.REGISTER, defaults={"meaning": said, "by": by}
            )
        else:
            kept.delete()


def forget(*, mapping, by):
    """Forget what a supplier's headings mean."""
    with acting(by):
        mapping.delete()
