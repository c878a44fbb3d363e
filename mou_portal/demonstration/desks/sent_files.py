"""Files as a supplier sends them, its own columns named once: taken in with rows that wait, checked, and just come."""

import csv
import io
from datetime import timedelta

from authorities.models import Supplier
from placements import uploads
from placements.models import Placement, Upload

from .. import shape
from ..book import monday

DAY = timedelta(days=1)
State = Upload.State
ORDERS = {
    "Order No": "reference", "Candidate Name": "worker_name", "SWE Reg": "swe_number", "Position": "job_title",
    "Pay method": "pay_type", "Pay rate": "hourly_pay", "Start date": "start_on", "Due to end": "expected_end_on",
    "Weekly hours": "hours_per_week", "Reason": "reason", "Cost centre": "",
}  # fmt: skip
WEEKS = {"Order No": "reference", "Week ending": "week_ending", "Units": "hours", "Charge": "amount"}


def load(desk):
    """Three files: placements taken in, hours checked, and placements whose columns are to be said."""
    if Upload.objects.filter(authority=desk.authority).exists():
        return
    supplier = Supplier.objects.get(name=shape.supplier_of(desk.authority.ons_code))
    orders = _sent(desk, supplier, "placements", "demonstration-orders.csv", ORDERS, _orders(desk))
    Upload.objects.filter(pk=orders.pk).update(state=State.TAKING)
    # Everything is assessed when the whole book is loaded.
    uploads.take_in(upload_id=orders.pk, today=desk.today, hurried=False)
    _sent(desk, supplier, "hours", "demonstration-hours.csv", WEEKS, _weeks(desk, supplier))
    uploads.receive(
        kind="placements", authority=desk.authority, supplier=None, name="demonstration-first-file.csv",
        content=_written(("Booking", "Who", "Registration", "Grade", "Per hour", "From"),
                         [("D-1", "Demonstration Worker", "SW949999", "Social Worker", "30.00", desk.on)]),
        by=desk.officer,
    )  # fmt: skip


def _sent(desk, supplier, kind, name, columns, rows):
    """A file whose columns were said and that was checked."""
    upload = uploads.receive(
        kind=kind, authority=desk.authority, supplier=supplier, name=name, content=_written(columns, rows),
        by=desk.officer,
    )  # fmt: skip
    said = dict(zip([heading for heading, _, _ in upload.headings], columns.values(), strict=True))
    uploads.say_columns(upload=upload, said=said, by=desk.officer)
    uploads.begin(upload, state=State.CHECKING, today=desk.today, by=desk.officer)
    return upload


def _orders(desk):
    """Eight placements to come: one over the cap, and three rows that cannot be taken in as they are."""
    code, start = desk.authority.ons_code, monday(desk.on) + 14 * DAY
    title, pay = shape.title_for(code, "social_worker", start), desk.book.within("social_worker", start)
    for number in range(1, 9):
        swe_number, name = desk.book.person()
        yield (
            f"{code[-3:]}-NEW-{number}", name, swe_number.removeprefix("SW") if number == 3 else swe_number,
            "Practitioner of tomorrow" if number == 6 else title, "umbrella",
            "=30+2" if number == 8 else pay + 3 if number == 5 else pay, start.strftime("%d/%m/%Y"),
            (start + 90 * DAY).strftime("%d/%m/%Y"), shape.FULL_TIME, "vacancy", "CC-100",
        )  # fmt: skip


def _weeks(desk, supplier):
    """A week of five placements, and of one that nobody has ordered."""
    live = Placement.objects.filter(authority=desk.authority, supplier=supplier).live_on(desk.on)
    sunday = (monday(desk.on) - DAY).strftime("%d/%m/%Y")
    for reference in [*live.order_by("-started_on", "pk").values_list("reference", flat=True)[:5], "NOBODY-1"]:
        yield reference, sunday, "36.5", ""


def _written(headings, rows):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows(rows)
    return text.getvalue().encode()
