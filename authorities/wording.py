"""How values are put on a page: money, days, names of clauses and numbers."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils import dateformat, timezone

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NAMES = ("Social Work England",)
ACRONYMS = {"mou": "MOU", "dfe": "DfE", "paye": "PAYE", "iro": "IRO", "hr": "HR", "swe": "SWE", "ni": "NI"}
IN_POUNDS = {
    "pay",
    "cap",
    "over",
    "hourly_pay",
    "hourly_charge",
    "price_cap",
    "total",
    "cost",
    "offered",
    "reference_rate",
    "ceiling",
    "lowest",
    "highest",
    "on_costs",
}
IN_SLUGS = {"base", "pay_type"}
NUMBER_LABELS = {
    "band": "Band of experience",
    "base": "Compared with the cap",
    "ceiling": "Highest hourly pay within the cap",
    "certain": "Days that are certain",
    "days": "Days",
    "due_on": "Due by",
    "end": "Last day",
    "enough": "Weeks that would be enough",
    "given": "Given on",
    "highest": "Highest cap",
    "hourly_pay": "Hourly pay before on-costs",
    "last": "Last one came on",
    "least": "Days a week asked for",
    "lowest": "Lowest cap",
    "missing": "Not known",
    "needed": "Asked for",
    "notice": "The worker’s notice in weeks",
    "parts": "Not known",
    "received": "Received",
    "short": "Days lacking",
    "spells": "The sum",
    "staff": "Own staff’s notice in weeks",
    "start": "Start",
    "stated": "Months stated by the agency",
    "weeks": "Weeks the rule asks for",
    "cap": "Cap",
    "day": "Judged from",
    "free_on": "Free from",
    "from_on": "From",
    "members": "Authorities in the region",
    "months": "Months that must pass",
    "not_sent": "Authorities whose leavers are not all here",
    "over": "Over the cap by",
    "pay": "Hourly pay",
    "until_on": "Until",
}


def day_in_words(value):
    """A date, datetime or ISO day as "1 March 2026"; anything else as it is."""
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    elif isinstance(value, str) and ISO_DAY.fullmatch(value):
        value = date.fromisoformat(value)
    return dateformat.format(value, "j F Y") if isinstance(value, date) else value


def moment_in_words(value):
    """A datetime as "1 March 2026 at 9:05am" in London; a date as a day."""
    if not isinstance(value, datetime):
        return day_in_words(value)
    value = timezone.localtime(value) if timezone.is_aware(value) else value
    clock = dateformat.format(value, "g:ia").replace(".", "").replace(" ", "").lower()
    return f"{day_in_words(value)} at {clock}"


def in_pounds(value):
    """Pounds and pence with thousands commas; a minus sign before the pound sign; empty when not known."""
    if value is None or value == "":
        return ""
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    return f"{'−' if amount < 0 else ''}£{abs(amount):,.2f}"


def from_slug(slug):
    """A slug or a key as words that begin a label: `west-midlands-mou` is "West midlands MOU"."""
    words = [ACRONYMS.get(word, word) for word in re.split(r"[-_ ]+", str(slug)) if word]
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def known_or_not(value):
    """Yes, no or not known: True, False or None."""
    return {True: "Yes", False: "No", None: "Not known"}[value]


def proper_name(slug):
    """A slug as a name, each word in capitals but the small ones: "West Midlands MOU"."""
    small = {"of", "and", "the", "rules", "agency"}
    words = [ACRONYMS.get(word, word if word in small else word.capitalize()) for word in str(slug).split("-") if word]
    return " ".join(words)


def lower_first(text):
    """A label as it stands inside a sentence; a word that is all capitals, or begins as a name, keeps them."""
    text = str(text)
    if text.startswith(NAMES):
        return text
    return (
        text[:1].lower() + text[1:] if len(text) > 1 and not text.split()[0].isupper() and text[1:2].islower() else text
    )


def number_row(key, value):
    """A number that a finding used, as a label and the words for its value."""
    label = NUMBER_LABELS.get(key) or from_slug(key)
    if key in IN_SLUGS:
        return label, from_slug(value)
    return label, in_pounds(value) if key in IN_POUNDS else day_in_words(value)
