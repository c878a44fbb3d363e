"""Each check on what people enter, once: forms, imports and the API all refuse in these words."""

import unicodedata
from datetime import date
from decimal import Decimal

from django.conf import settings

from authorities.refusal import Refused

from . import matching, reading

EARLIEST_DAY = date(2010, 1, 1)
# A career may be longer than any record of placements.
EARLIEST_EXPERIENCE = date(1960, 1, 1)
YEARS_AHEAD = 2
MOST_AN_HOUR = Decimal(500)
MOST_HOURS_A_WEEK = Decimal(80)
HOURS_IN_A_WEEK = Decimal(168)
DAYS_IN_A_WEEK = Decimal(7)
MOST_NOTICE_WEEKS = 52
MOST_REFERENCES = 20
MOST_MONTHS = 720
MOST_CHARGED = Decimal(99_999)

NAMES = {
    "swe_number": "Registration number",
    "name": "Name",
    "reference": "Supplier’s reference",
    "started_on": "Start date",
    "ended_on": "Last day worked",
    "end_reason": "Reason of ending",
    "expected_end_on": "Expected end date",
    "pay_type": "Pay type",
    "job_title": "Job title",
    "job_role": "Role",
    "hourly_pay": "Hourly pay",
    "offered_hourly_pay": "Rate first offered",
    "employer_ni": "Employer National Insurance",
    "msp_fee": "Managed service fee",
    "hourly_charge": "Total hourly charge",
    "hours_per_week": "Hours per week",
    "pqe_months": "Months of experience",
    "notice_weeks": "Notice in weeks",
    "since": "Date the rate changed",
    "references_received": "Number of references",
    "last_reference_on": "Day the last reference was received",
    "quality_record": "Standard reference and quality record",
    "reference_given_on": "Day the reference was given",
    "on_site_days": "Days a week on site",
    "team_approved_on": "Day the worker was approved for the team",
    "team_cost_apart": "Cost shown apart",
    "team_control_kept": "Control of practice kept",
    "notice_since": "First day of this notice",
    "left_on": "Leaving date",
    "from_on": "First day",
    "until_on": "Last day",
    "setting": "Kind of work",
    "registered": "Registered throughout",
    "checked_on": "Day of the download",
    "renews_on": "Registered until",
    "who": "From or to whom",
    "on": "Day",
    "asked_on": "Day it was asked for",
    "done_on": "Day it was received or given",
    "weeks": "Notice in weeks",
    "reason": "Reason",
    "breach_reason": "Reason for going ahead",
    "amount": "Amount charged",
    "team_name": "Name of the team",
    "extended_on": "Day on which it was agreed",
    "why_extended": "Why it was extended",
    "closed_on": "Last day of the team",
    "stage": "Stage",
}


def named(field):
    """A field as people read it."""
    return NAMES.get(field) or field.replace("_", " ").capitalize()


def text(value, *, field, most, required=False, lines=False):
    """Text on one line (or several), trimmed, at most `most` characters, without characters that nobody can see."""
    kept = unicodedata.normalize("NFC", str(value if value is not None else ""))
    kept = kept.strip() if lines else " ".join(kept.split())
    if not kept:
        if required:
            raise Refused(f"{named(field)} is missing.", f"Enter {_the(field)}.", field)
        return ""
    if len(kept) > most:
        raise Refused(f"{named(field)} is {len(kept):,} characters long.", f"Use {most:,} characters or fewer.", field)
    if not all(_readable(character, lines) for character in kept):
        raise Refused(
            f"{named(field)} contains a symbol or a hidden character.",
            "Use letters, numbers and punctuation, without emoji.",
            field,
        )
    return kept


def swe_number(value, *, field="swe_number"):
    """A Social Work England registration number in its stored form."""
    try:
        return matching.swe_number(str(value if value is not None else ""))
    except ValueError:
        raise Refused(
            f"{_quoted(value)} is not a registration number.",
            f"Enter SW and then 1 to {settings.SWE_NUMBER_DIGITS} numbers, such as SW123456.",
            field,
        ) from None


def day(value, *, field, today, earliest=EARLIEST_DAY):
    """A day that the portal can hold: from 2010, or another earliest day, to two years after today."""
    try:
        on = reading.day_from(value)
    except ValueError:
        raise Refused(
            f"{named(field)} is not a real date: {_quoted(value)}.", "Enter a date such as 31/10/2026.", field
        ) from None
    latest = latest_day(today)
    if on < earliest:
        raise Refused(f"{named(field)} is in {on.year}.", f"Enter a date in {earliest.year} or later.", field)
    if on > latest:
        raise Refused(
            f"{named(field)} is more than {YEARS_AHEAD} years ahead: {on:%d/%m/%Y}.",
            f"Enter a date up to {latest:%d/%m/%Y}.",
            field,
        )
    return on


def latest_day(today):
    """The furthest day ahead that the portal can hold."""
    return date(today.year + YEARS_AHEAD, today.month, min(today.day, 28))


def day_so_far(value, *, field, today, earliest=EARLIEST_DAY):
    """The day of something that has happened: not after today."""
    on = day(value, field=field, today=today, earliest=earliest)
    if on > today:
        raise Refused(f"{named(field)} is after today: {on:%d/%m/%Y}.", "Enter today’s date or an earlier one.", field)
    return on


def hourly_amount(value, *, field, least=Decimal(0)):
    """Pounds an hour, to the penny, from `least` to £500."""
    return money(value, field=field, least=least, most=MOST_AN_HOUR)


def hourly_pay(value, *, field="hourly_pay"):
    """Pounds an hour that somebody is paid: more than nothing."""
    return hourly_amount(value, field=field, least=Decimal("0.01"))


def money(value, *, field, least, most):
    """An amount of pounds, to the penny."""
    amount = _number(value, field, "an amount of money", "31.50")
    if amount < least:
        least_in_words = "£0 or more" if least == 0 else "more than £0"
        raise Refused(f"{named(field)} is £{amount:,f}.".replace("£-", "-£"), f"Enter {least_in_words}.", field)
    if amount > most:
        raise Refused(f"{named(field)} is more than £{most:,}.", "Check the amount.", field)
    if amount != amount.quantize(Decimal("0.01")):
        raise Refused(f"{named(field)} has a fraction of a penny.", "Enter pounds and pence, such as 31.50.", field)
    return amount.quantize(Decimal("0.01"))


def hours(value, *, field, most=MOST_HOURS_A_WEEK, none_allowed=False):
    """Hours in a week, to the hundredth."""
    number = _number(value, field, "a number of hours", "37")
    if number < 0 or number > most or (number == 0 and not none_allowed):
        least = "0" if none_allowed else "more than 0"
        shown = number if number <= 10_000 else "far too many"
        raise Refused(f"{named(field)} is {shown}.", f"Enter {least} and up to {most} hours.", field)
    if number != number.quantize(Decimal("0.01")):
        raise Refused(
            f"{named(field)} has more than 2 decimal places.", "Round it to 2 decimal places, such as 36.67.", field
        )
    return number.quantize(Decimal("0.01"))


def days_a_week(value, *, field):
    """Days in a week, to the tenth."""
    number = _number(value, field, "a number of days", "2.5")
    if not 0 <= number <= DAYS_IN_A_WEEK:
        raise Refused(f"{named(field)} is {_quoted(value)}.", "Enter a number from 0 to 7.", field)
    if number != number.quantize(Decimal("0.1")):
        raise Refused(
            f"{named(field)} has more than 1 decimal place.", "Round it to 1 decimal place, such as 2.5.", field
        )
    return number.quantize(Decimal("0.1"))


def whole_number(value, *, field, most):
    """A count from 0 to `most`."""
    number = _number(value, field, "a whole number", "4")
    if number != number.to_integral_value() or not 0 <= number <= most:
        raise Refused(f"{named(field)} is {_quoted(value)}.", f"Enter a whole number from 0 to {most}.", field)
    return int(number)


def yes_or_no(value, *, field):
    """Yes or no."""
    try:
        return reading.yes_or_no(value)
    except ValueError:
        raise Refused(f"{named(field)} is {_quoted(value)}.", "Enter yes or no.", field) from None


def choice(value, *, field, choices):
    """One of a model's choices, by its stored form or its words, in any case."""
    asked = reading.slug_from(value)
    for stored, words in choices:
        if asked in (stored, reading.slug_from(words)):
            return stored
    listed = ", ".join(stored for stored, _ in choices)
    raise Refused(f"{named(field)} is {_quoted(value)}.", f"Use one of: {listed}.", field)


def days_in_order(first, last, *, field):
    """The last day is not before the first; either may be unknown."""
    if first is not None and last is not None and last < first:
        raise Refused(
            f"{named(field)} ({last:%d/%m/%Y}) is before the start ({first:%d/%m/%Y}).",
            "Check both dates.",
            field,
        )


def _number(value, field, kind, example):
    try:
        return reading.number_from(value)
    except ValueError:
        raise Refused(
            f"{named(field)} is not {kind}: {_quoted(value)}.", f"Enter a number such as {example}.", field
        ) from None


def _quoted(value):
    shown = "".join(c if c.isprintable() else "�" for c in str(value if value is not None else ""))
    shown = shown if len(shown) <= 40 else f"{shown[:40]}…"
    return f"“{shown}”" if shown else "An empty answer"


def _the(field):
    name = named(field)
    return f"the {name[:1].lower()}{name[1:]}"


def _readable(character, lines):
    kind = unicodedata.category(character)
    if lines and character in "\n\r\t":
        return True
    # Joiners are part of some people's names.
    return character in "\u200c\u200d" or (kind[0] != "C" and kind != "So")
