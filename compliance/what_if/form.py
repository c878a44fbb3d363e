"""The form of a what-if: so many caps to move, a version that is not published yet, which placements."""

import re

from django import forms
from django.forms.utils import ErrorDict

from authorities.forms import DateField, PortalForm
from authorities.wording import in_pounds
from compliance.forms import hourly
from compliance.models import AgreementVersion
from compliance.moved_caps import Move
from compliance.rule import in_words
from placements import checks
from placements.models import PayType

from . import reads
from .asked import TODAY, Asked, scope_on

MOST_CHANGES = 10
LONGEST_TITLE = 100
TOO_LATE = (
    "First day of change {row} must be on or before {last}, the last day compared. "
    "Compare a later day to look further ahead"
)
ROW = re.compile(r"[1-9][0-9]?", re.ASCII)


class MoveForm(PortalForm):
    """One cap moved by hand; a form that was left as it came is no move."""

    cap = forms.ChoiceField(label="Which cap?")
    pay_types = forms.MultipleChoiceField(
        label="For workers paid through", choices=PayType.choices, widget=forms.CheckboxSelectMultiple
    )
    value = hourly(label="New cap")
    since = DateField(
        label="From",
        help_text="The first day of the new cap. It holds from then on, in place of every later figure too.",
        earliest=checks.EARLIEST_DAY,
    )

    def __init__(self, *args, row, caps, today, **kwargs):
        self.row, self.caps = row, {_value(cap): (cap, name) for its in caps.values() for cap, name, _ in its}
        self.nouns = {
            "cap": f"a cap for change {row}",
            "pay_types": f"how workers are paid for change {row}",
            "value": f"the new cap of change {row}",
            "since": f"first day of change {row}",
        }
        initial = {"pay_types": PayType.values}
        super().__init__(*args, prefix=f"change-{row}", initial=initial, empty_permitted=True, **kwargs)
        grouped = [
            (title, [(_value(cap), f"{_label(name)}, {_now(figures)}") for cap, name, figures in its])
            for title, its in caps.items()
        ]
        self.fields["cap"].choices = [("", "Choose a cap"), *grouped]
        self.fields["value"].width = 5
        self.fields["since"].latest = checks.latest_day(today)

    @property
    def move(self):
        """What was typed, once it is valid; None where nothing was."""
        typed = self.cleaned_data
        if not typed:
            return None
        cap, _ = self.caps[typed["cap"]]
        return Move(
            cap.agreement, cap.clause, cap.role, tuple(typed["pay_types"]), typed["since"], typed["value"], cap.band
        )

    def in_words(self):
        """The move as a name for the whole: "Senior social worker £32.00 from 1 April 2026"."""
        typed = self.cleaned_data
        return f"{_label(self.caps[typed['cap']][1])} {in_pounds(typed['value'])} from {in_words(typed['since'])}"


class WhatIfForm(PortalForm):
    """The rest of the question: a version, which placements, a name."""

    version = forms.ModelChoiceField(
        AgreementVersion.objects.none(),
        label="Version that is not published yet",
        help_text="Leave this as it is to move caps alone.",
        required=False,
        empty_label="None",
    )
    scope = forms.ChoiceField(label="Which placements?")
    day = DateField(
        label="Day",
        help_text="Only for live placements. Left empty, it is the day on which the result is opened.",
        required=False,
        earliest=checks.EARLIEST_DAY,
    )
    title = forms.CharField(
        label="Name", help_text="Left empty, the first change gives the name.", required=False, max_length=LONGEST_TITLE
    )
    nouns = {"version": "a version", "scope": "which placements are compared", "title": "name"}

    def __init__(self, *args, region, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].queryset = reads.open_versions(region)
        quarters = [(each.code, each.words) for each in reads.quarters_over(region, today)]
        live = (TODAY, "Live placements")
        self.fields["scope"].choices = [live, ("Live at any time in", quarters)] if quarters else [live]
        self.fields["day"].latest = checks.latest_day(today)

    def clean(self):
        typed = super().clean()
        if typed.get("day") and typed.get("scope") not in (None, TODAY):
            self.add_error("day", "Leave the day empty, or choose live placements")
        version = typed.get("version")
        if version and not reads.is_clean(version):
            self.add_error("version", "This version has problems. Put them right and check it first")
        return typed

    @property
    def scope_code(self):
        """The scope as `asked.py` writes it."""
        day = self.cleaned_data["day"]
        return day.isoformat() if day else self.cleaned_data["scope"]


class Question:
    """The whole form: so many changes, and what they share."""

    def __init__(self, typed, *, region, today, rows):
        caps = reads.caps_to_move(region.code, today)
        self.today, self.region = today, region
        self.shared = WhatIfForm(typed, region=region, today=today)
        self.changes = [MoveForm(_sent(typed, row), row=row, caps=caps, today=today) for row in rows]

    @property
    def forms(self):
        return [*self.changes, self.shared]

    # To the error summary it reads as one form.

    @property
    def is_bound(self):
        return self.shared.is_bound

    def visible_fields(self):
        return [field for form in self.forms for field in form.visible_fields()]

    def non_field_errors(self):
        return []

    def __iter__(self):
        return (field for form in self.forms for field in form)

    def quietly(self):
        """The same with what was typed in it, and nothing said about it yet."""
        for form in self.forms:
            form._errors = ErrorDict()
        return self

    def is_valid(self):
        """Whether everything was typed as it should be and something of it can make a difference."""
        valid = [form.is_valid() for form in self.forms]
        if not all(valid):
            return False
        self.moves = [(form, move) for form in self.changes if (move := form.move)]
        self.version = self.shared.cleaned_data["version"]
        self._check_something_is_asked()
        self._check_it_has_begun()
        self._check_nothing_is_moved_twice()
        return not any(form.errors for form in self.forms)

    def asked(self):
        """The question, once it is valid."""
        moves = tuple(move for _, move in self.moves)
        return Asked(moves, self.version and self.version.pk, self.shared.scope_code)

    def title(self):
        """The name that was given, or one from the first change."""
        of_version = [f"Version {self.version.label} of {self.version.agreement}"] if self.version else []
        first, *more = of_version + [form.in_words() for form, _ in self.moves]
        given = self.shared.cleaned_data["title"] or (f"{first}, and {len(more)} more" if more else first)
        return given if len(given) <= LONGEST_TITLE else f"{given[: LONGEST_TITLE - 1]}…"

    def _check_something_is_asked(self):
        if not self.version and not self.moves:
            self.changes[0].add_error("cap", "Move a cap, or choose a version that is not published yet")

    def _check_it_has_begun(self):
        last = scope_on(self.shared.scope_code, self.today).last
        for form, move in self.moves:
            if move.since > last:
                form.add_error("since", TOO_LATE.format(row=form.row, last=in_words(last)))
        if self.version and self.version.in_force_from > last:
            starts = in_words(self.version.in_force_from)
            self.shared.add_error("day", f"Enter {starts} or a later day, because the version holds from then on")

    def _check_nothing_is_moved_twice(self):
        seen = {}
        for form, move in self.moves:
            for pay_type in move.pay_types:
                key = move.agreement, move.clause, move.role, move.band, pay_type, move.since
                if seen.setdefault(key, form) is not form and not form.has_error("cap"):
                    form.add_error("cap", f"Change {form.row} moves the same cap from the same day as an earlier one")


def rows_in(typed):
    """The numbers of the changes on the form, with one more or one less where that was asked for."""
    if not typed:
        return [1]
    rows = sorted({int(row) for row in typed.getlist("row") if ROW.fullmatch(row)})[:MOST_CHANGES]
    rows = [row for row in rows if str(row) != typed.get("remove")]
    if "add" in typed and len(rows) < MOST_CHANGES:
        rows.append(max(rows, default=0) + 1)
    return rows or [1]


def _sent(typed, row):
    """What was typed for a change; None where it was not on the form that was sent."""
    return typed if typed and f"change-{row}-cap" in typed else None


def _value(cap):
    return ":".join((cap.agreement, cap.clause, cap.role, cap.band))


def _now(figures):
    return f"now {' to '.join(in_pounds(value) for value in figures)}" if figures else "not known now"


def _label(name):
    return name[:1].upper() + name[1:]
