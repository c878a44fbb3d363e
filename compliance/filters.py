"""What findings may be narrowed to: the same words in the dashboard's address, the list's, and the links between."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from authorities.forms import FilterForm
from authorities.models import JobRole

from .breaches import clauses_judged
from .models import Agreement, Finding
from .rule import MONTHS

CODE = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)
WORDS = re.compile(r"([a-z]+) (\d{4})", re.ASCII)
COVERS = (("none", "Not covered"), ("exemption", "Exempt"), ("approval", "Approved"))
REASONS = (("none", "No reason given"), ("given", "Reason given"))
NO_ROLE = "unknown"


@dataclass(frozen=True)
class Month:
    """A month of the calendar, by its first day."""

    first: date

    @property
    def last(self):
        """The last day of the month."""
        return self.first.replace(day=monthrange(self.first.year, self.first.month)[1])

    def __str__(self):
        return f"{MONTHS[self.first.month - 1]} {self.first.year}"


class MonthField(forms.CharField):
    """A month as people write it, "March 2026", or as addresses carry it, 2026-03."""

    def __init__(self, **kwargs):
        super().__init__(max_length=20, help_text="For example, March 2026", **kwargs)
        self.width = 10

    def clean(self, value):
        text = super().clean(value).lower()
        if not text:
            return None
        try:
            if found := CODE.fullmatch(text):
                return Month(date(int(found[1]), int(found[2]), 1))
            if found := WORDS.fullmatch(text):
                return Month(date(int(found[2]), _month_named(found[1]), 1))
        except ValueError:
            pass
        raise ValidationError("Enter a month and a year, like March 2026")

    def prepare_value(self, value):
        found = CODE.fullmatch(str(value or ""))
        return f"{MONTHS[int(found[2]) - 1]} {found[1]}" if found and 1 <= int(found[2]) <= 12 else value


class MonthFilter(django_filters.Filter):
    field_class = MonthField


class NarrowingFilter(django_filters.FilterSet):
    """What the dashboard and the list have in common. What is over is left out until it is asked for."""

    authority = django_filters.ChoiceFilter(label="Authority", method="of_authority", empty_label="All")
    role = django_filters.ChoiceFilter(label="Role", method="of_role", empty_label="All roles")
    regime = django_filters.ChoiceFilter(
        label="Rules", choices=Agreement.Regime.choices, empty_label="National and regional"
    )
    time = django_filters.ChoiceFilter(
        label="Time", choices=(("all", "Past and to come too"),), method="at_any_time", empty_label="In force today"
    )

    class Meta:
        model = Finding
        fields = ("authority", "role", "regime", "time")
        form = FilterForm

    def __init__(self, data, *, queryset, shown, day):
        super().__init__(data, queryset=queryset)
        self.day = day
        self.shown = {one.code: one for one in shown}
        self.roles = role_names() | {NO_ROLE: "Role not known"}
        fields = self.form.fields
        fields["authority"].choices = [("", "All"), *((code, one.label) for code, one in self.shown.items())]
        fields["role"].choices = [("", "All roles"), *self.roles.items()]

    def filter_queryset(self, queryset):
        # A filter that cannot be read must not show everything as though it had been heeded.
        if not self.form.is_valid():
            return queryset.none()
        if not self.asks_for_all:
            queryset = queryset.in_force_on(self.day)
        return super().filter_queryset(queryset)

    @property
    def asks_for_all(self):
        """Whether what is over is asked for as well."""
        return self.form.is_valid() and self.form.cleaned_data["time"] == "all"

    @property
    def authorities(self):
        """The authorities that the question is about."""
        code = self.form.cleaned_data.get("authority") if self.form.is_valid() else ""
        return [self.shown[code]] if code else list(self.shown.values())

    def of_authority(self, queryset, name, code):
        return queryset.filter(authority=self.shown[code].authority_id)

    def of_role(self, queryset, name, slug):
        return queryset.filter(role="" if slug == NO_ROLE else slug)

    def at_any_time(self, queryset, name, value):
        return queryset


class FindingFilter(NarrowingFilter):
    """All that a number of the dashboard stands for."""

    clause = django_filters.ChoiceFilter(label="Clause", method="of_clause", empty_label="All clauses")
    month = MonthFilter(label="Began in", method="began_in")
    before = MonthFilter(label="Began before", method="began_before")
    verdict = django_filters.ChoiceFilter(
        label="Finding", choices=Finding.Verdict.choices, empty_label="Breaches and cannot tell"
    )
    cover = django_filters.ChoiceFilter(
        label="Cover", choices=COVERS, method="of_cover", empty_label="With and without cover"
    )
    reason = django_filters.ChoiceFilter(
        label="Reason for going ahead", choices=REASONS, method="with_reason", empty_label="With and without reason"
    )

    class Meta(NarrowingFilter.Meta):
        fields = ("verdict", "cover", "reason", "authority", "clause", "role", "regime", "month", "before", "time")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        clauses = [
            (f"{agreement}:{clause.id}", f"{clause.title} ({regime})") for agreement, clause, regime in clauses_judged()
        ]
        self.form.fields["clause"].choices = [("", "All clauses"), *clauses]

    def of_clause(self, queryset, name, value):
        agreement, clause = value.split(":")
        return queryset.filter(agreement=agreement, clause=clause)

    def began_in(self, queryset, name, month):
        return queryset.begun_between(month.first, month.last)

    def began_before(self, queryset, name, month):
        return queryset.begun_before(month.first)

    def of_cover(self, queryset, name, cover):
        breaches = queryset.breaches()
        return breaches.filter(cover__isnull=True) if cover == "none" else breaches.filter(cover=cover)

    def with_reason(self, queryset, name, reason):
        silent = Q(placement__breach_reason="")
        return queryset.breaches().filter(silent if reason == "none" else ~silent)


def role_names():
    """Every role by slug, in the order of the agreements, each as it begins a label."""
    names = {}
    for slug, name in JobRole.objects.order_by("pk").values_list("slug", "name"):
        names.setdefault(slug, name[:1].upper() + name[1:])
    return names


def _month_named(word):
    for number, name in enumerate(MONTHS, start=1):
        if len(word) >= 3 and name.lower().startswith(word):
            return number
    raise ValueError(word)
