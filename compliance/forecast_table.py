"""Those who will be over a coming cap, as a table for each day on which caps change."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django_tables2 import RequestConfig

from authorities.downloads import Column, Listing
from authorities.tables import NUMERIC, MoneyColumn, PortalTable
from authorities.wording import day_in_words, in_pounds

PER_PAGE = 25
NOT_KNOWN = "Neither its notice nor that of the rule is on record"
LEAVE = {"exemption": "Exempt", "approval": "Approved"}


class ForecastTable(PortalTable):
    """Placements over a cap on a day to come, those to act on first; rates and caps in pounds an hour."""

    row_header = True
    reference = tables.Column(verbose_name="Placement")
    role = tables.Column(verbose_name="Role", accessor="going__facts__role_name", empty_values=())
    pay = MoneyColumn(verbose_name="Rate", accessor="going__pay")
    cap = MoneyColumn(verbose_name="Cap then", accessor="going__cap")
    over = MoneyColumn(verbose_name="Over by", accessor="going__over")
    notice = tables.Column(verbose_name="Give notice by", accessor="going", order_by="soonest")
    cap.css = pay.css = over.css = NUMERIC

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def render_reference(self, record, value):
        url = reverse("placement", args=[record.going.placement])
        return _two_lines(format_html('<a class="govuk-link" href="{}">{}</a>', url, value), record.authority)

    def render_role(self, record, value):
        name = value[:1].upper() + value[1:] if value else "Not known"
        return _two_lines(name, record.going.title)

    def render_notice(self, value):
        if value.over_before:
            return _two_lines(_tag("Over already", "red"), f"By {in_pounds(value.over_before)} an hour the day before")
        if value.cover:
            return _two_lines(_tag(LEAVE[value.cover], "purple"), "On that day")
        if value.ends_before:
            ends = day_in_words(value.facts.expected_end_on)
            return _two_lines(_tag("Expected to end", "grey"), f"On {ends}")
        return self._by(value.notice)

    def _by(self, notice):
        if notice.give_by is None:
            return _two_lines("Not known", NOT_KNOWN)
        day = day_in_words(notice.give_by)
        weeks = f"{notice.weeks} week{'' if notice.weeks == 1 else 's'}"
        source = "as on record" if notice.on_record else "as the rule asks: its own is not on record"
        passed = notice.give_by < self.today
        first = format_html("{} {}", _tag("Passed", "yellow"), day) if passed else day
        return _two_lines(first, f"{weeks}, {source}")


def tables_of(forecast, request, today):
    """Each day to come of a forecast with its table, paged and sorted as the address asks; `today` is a local date."""
    shown = []
    for day in forecast.days:
        prefix = f"{day.coming.day:%Y%m%d}-"
        table = ForecastTable(day.told, prefix=prefix, today=today)
        RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
        table.caption = caption(day.coming)
        shown.append((day.coming, table))
    return shown


def in_file(forecasts, today):
    """The lines of every day to come of these forecasts as one file, to act on first within each day."""
    rows = [(each.region, day.coming, told) for each in forecasts for day in each.days for told in day.told]
    title = f"Placements that will go over a coming cap, as on {day_in_words(today)}"
    return Listing("over-coming-caps", title, "placements_placement", COLUMNS, rows)


COLUMNS = (
    Column("Region", lambda row: str(row[0])),
    Column("From", lambda row: row[1].day),
    Column("Placement", lambda row: row[2].reference),
    Column("Authority", lambda row: row[2].authority),
    Column("Role", lambda row: row[2].going.facts.role_name),
    Column("Clause", lambda row: row[2].going.title),
    Column("Rate (£)", lambda row: row[2].going.pay),
    Column("Cap then (£)", lambda row: row[2].going.cap),
    Column("Over by (£)", lambda row: row[2].going.over),
    Column("Over already by (£)", lambda row: row[2].going.over_before or None),
    Column("Leave on that day", lambda row: LEAVE.get(row[2].going.cover, "")),
    Column("Expected to end before", lambda row: row[2].going.ends_before),
    Column("Give notice by", lambda row: row[2].going.notice.give_by),
    Column("Weeks of notice", lambda row: row[2].going.notice.weeks),
    Column("Notice is on record", lambda row: row[2].going.notice.on_record),
    Column("Rests on an illustrative figure", lambda row: row[2].going.illustrative),
)


def caption(coming):
    """How many placements the table tells of; one over two caps has a line for each."""
    number, lines = coming.over, len(coming.going)
    counted = f"{number:,} placement{'' if number == 1 else 's'}"
    more = f", in {lines:,} lines: one for each cap" if lines > number else ""
    return f"Over a cap from {day_in_words(coming.day)}: {counted}{more}"


def _tag(label, colour):
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, label)


def _two_lines(first, second):
    return format_html('{}<span class="mou-second-line">{}</span>', first, second)
