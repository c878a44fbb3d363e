"""A date in three fields, day, month and year, that says which of them is wrong."""

import calendar
import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import dateformat

PARTS = ("day", "month", "year")
LABELS = {"day": "Day", "month": "Month", "year": "Year"}
MONTHS = {
    name.lower(): number for names in (calendar.month_name, calendar.month_abbr) for number, name in enumerate(names)
}
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
UK = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


class DateParts(forms.MultiWidget):
    """Day, month and year as three text inputs; also reads one whole date, so that a link may carry it."""

    template_name = "components/forms/date_parts.html"
    use_fieldset = True

    def __init__(self, attrs=None):
        super().__init__({part: forms.TextInput({"inputmode": "numeric"}) for part in PARTS}, attrs)
        self.wrong_parts = ()

    @property
    def first_wrong_part(self):
        return self.wrong_parts[0] if self.wrong_parts else "day"

    def decompress(self, value):
        if isinstance(value, date):
            return [value.day, value.month, value.year]
        return whole_date(value) or [None, None, None]

    def value_from_datadict(self, data, files, name):
        return whole_date(data.get(name)) or super().value_from_datadict(data, files, name)

    def value_omitted_from_data(self, data, files, name):
        return name not in data and super().value_omitted_from_data(data, files, name)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["parts"] = [
            {
                "widget": subwidget,
                "id": f"{context['widget']['attrs'].get('id', name)}_{part}",
                "label": LABELS[part],
                "classes": f"govuk-input--width-{4 if part == 'year' else 2}",
                "wrong": part in self.wrong_parts,
            }
            for part, subwidget in zip(PARTS, context["widget"]["subwidgets"], strict=True)
        ]
        return context


def whole_date(text):
    """The parts of an ISO or a UK date written in one piece, or None."""
    text = str(text or "").strip()
    if found := ISO.fullmatch(text):
        return list(reversed(found.groups()))
    return list(found.groups()) if (found := UK.fullmatch(text)) else None


class DateField(forms.Field):
    """A local date. `earliest` and `latest` are days that are still allowed."""

    widget = DateParts

    def __init__(self, *, earliest=None, latest=None, **kwargs):
        self.earliest, self.latest, self.noun = earliest, latest, ""
        super().__init__(**kwargs)

    def clean(self, value):
        self.widget.wrong_parts = ()
        typed = [str(part or "").strip() for part in value or ("", "", "")]
        if not any(typed):
            if self.required:
                self._refuse(f"Enter {self.article} {self.noun}", PARTS, "required")
            return None
        self._refuse_missing(typed)
        day = self._real_date(typed)
        if self.earliest and day < self.earliest:
            self._refuse(f"{self.subject} must be on or after {in_words(self.earliest)}", PARTS, "earliest")
        if self.latest and day > self.latest:
            self._refuse(f"{self.subject} must be on or before {in_words(self.latest)}", PARTS, "latest")
        self.run_validators(day)
        return day

    @property
    def subject(self):
        return self.noun[:1].upper() + self.noun[1:]

    @property
    def article(self):
        return "an" if self.noun[:1].lower() in "aeiou" else "a"

    def _refuse_missing(self, typed):
        missing = [part for part, text in zip(PARTS, typed, strict=True) if not text]
        if missing:
            self._refuse(f"{self.subject} must include a {' and '.join(missing)}", missing, "incomplete")

    def _real_date(self, typed):
        day, month, year = typed
        month = str(MONTHS.get(month.lower(), month))
        if re.fullmatch("[0-9]{1,3}", year):
            self._refuse("Year must include 4 numbers", ["year"], "year")
        wrong = []
        if not re.fullmatch("[0-9]{1,2}", day) or not 1 <= int(day) <= 31:
            wrong.append("day")
        if not re.fullmatch("[0-9]{1,2}", month) or not 1 <= int(month) <= 12:
            wrong.append("month")
        if not re.fullmatch("[0-9]{4}", year) or int(year) < 1:
            wrong.append("year")
        if not wrong:
            try:
                return date(int(year), int(month), int(day))
            except ValueError:
                wrong = ["day"]
        return self._refuse(f"{self.subject} must be a real date", wrong, "real")

    def _refuse(self, message, parts, code):
        self.widget.wrong_parts = tuple(parts)
        raise ValidationError(self.error_messages.get(code) if code in self.own_messages else message, code=code)

    @property
    def own_messages(self):
        """Messages that this field was given, apart from Django's own."""
        return {
            code for code, text in self.error_messages.items() if text != forms.Field.default_error_messages.get(code)
        }

    def has_changed(self, initial, data):
        before, now = (_texts(parts) for parts in (DateParts().decompress(initial), data))
        return before != now


def _texts(parts):
    """Day, month and year as typed; what was left empty as empty text."""
    return [str(part or "").strip() for part in parts or ("", "", "")]


def in_words(day):
    """1 March 2026."""
    return dateformat.format(day, "j F Y")
