"""The placements behind a what-if's numbers: which are shown, and what is shown of each."""

import django_tables2 as tables
from django import forms
from django.urls import reverse
from django.utils.html import format_html

from authorities.downloads import Column
from authorities.forms import FilterForm
from authorities.tables import NUMERIC, PortalTable
from authorities.wording import in_pounds

from .comparing import State
from .tables import OF_A_SIDE, SHOWS, WHEN, is_shown

COLOURS = {
    State.BREACH: "red",
    State.EXEMPT: "purple",
    State.APPROVED: "purple",
    State.CANNOT_TELL: "grey",
    State.MET: "green",
    State.NONE: "blue",
}
TAGS = {
    State.BREACH: "Breach",
    State.EXEMPT: "Exempt",
    State.APPROVED: "Approved",
    State.CANNOT_TELL: "Cannot tell",
    State.MET: "Kept",
    State.NONE: "Not applied",
}
USUAL = "differs"


class PlacementsShown(FilterForm):
    """Which placements the list shows; `authorities` and `roles` are groups by what the placements carry."""

    show = forms.ChoiceField(label="Show", required=False)
    authority = forms.ChoiceField(label="Authority", required=False)
    role = forms.ChoiceField(label="Role", required=False)

    def __init__(self, *args, authorities, roles, **kwargs):
        super().__init__(*args, **kwargs)
        self.authorities = {group.code: key for key, group in authorities.items()}
        self.roles = {group.code: key for key, group in roles.items()}
        sides = [
            (words.capitalize(), [(f"{when}-{what}", label.rstrip(",")) for what, label in OF_A_SIDE.items()])
            for when, words in WHEN.items()
        ]
        plain = [(code, label) for code, label in SHOWS.items() if "-" not in code]
        self.fields["show"].choices = [*plain, *sides]
        self.fields["authority"].choices = [("", "All"), *((one.code, one.label) for one in authorities.values())]
        self.fields["role"].choices = [("", "All roles"), *((one.code, one.label) for one in roles.values())]

    @property
    def shows(self):
        """What is shown, as `tables.SHOWS` codes it."""
        return (self.is_valid() and self.cleaned_data["show"]) or USUAL

    def picked(self, compared):
        """The placements that it leaves; none where it cannot be read."""
        if not self.is_valid():
            return []
        authority, role = (self.cleaned_data[name] for name in ("authority", "role"))
        return [
            one
            for one in compared
            if is_shown(one, self.shows)
            and (not authority or one.authority == self.authorities[authority])
            and (not role or one.role == self.roles[role])
        ]


class WhatIfTable(PortalTable):
    """Placements with what the clause says of each, now and with the change."""

    row_header = True
    reference = tables.Column(verbose_name="Placement")
    role = tables.Column(verbose_name="Role")
    pay = tables.Column(verbose_name="Hourly pay", empty_values=())
    before = tables.Column(verbose_name="Now", order_by=("before_over", "before_state"))
    after = tables.Column(verbose_name="With the change", order_by=("after_over", "after_state"))
    before_cost = tables.Column(verbose_name="Cost now")
    after_cost = tables.Column(verbose_name="Cost with the change")
    pay.css = before_cost.css = after_cost.css = NUMERIC

    class Meta(PortalTable.Meta):
        order_by = ("-after", "reference")

    def in_file(self):
        return (
            Column("Placement", lambda row: row["reference"]),
            Column("Authority", lambda row: row["authority"]),
            Column("Role", lambda row: row["role"]),
            Column("Hourly pay (£)", lambda row: row["pay"], beside="pay"),
            *_of_a_side("before", "now"),
            *_of_a_side("after", "with the change"),
        )

    def render_reference(self, record):
        url = reverse("placement", args=[record["pk"]])
        link = format_html('<a class="govuk-link" href="{}">{}</a>', url, record["reference"])
        return _two_lines(link, record["authority"])

    def render_pay(self, value):
        return in_pounds(value) or "Not known"

    def render_before(self, value):
        return _said(value)

    def render_after(self, value):
        return _said(value)

    def render_before_cost(self, record):
        return _cost(record["before"])

    def render_after_cost(self, record):
        return _cost(record["after"])


def listed(compared, weighing, roles):
    """The placements as the table's rows."""
    pay = {one.placement: one.stretches[-1].facts.hourly_pay for one in weighing.weighed}
    return [
        {
            "pk": one.placement,
            "reference": weighing.rows[one.placement].reference,
            "authority": weighing.members[one.authority].name,
            "role": roles[one.role].label if one.role in roles else one.role,
            "pay": pay[one.placement],
            "before": one.before,
            "after": one.after,
            "before_over": one.before.over,
            "after_over": one.after.over,
            "before_state": one.before.state,
            "after_state": one.after.state,
            "before_cost": one.before.cost,
            "after_cost": one.after.cost,
        }
        for one in compared
    ]


def _of_a_side(side, words):
    """The columns of a file about what the clause says, now or with the change; costs in pounds."""
    costs = f"{side}_cost"
    return (
        Column(f"Finding {words}", lambda row: TAGS[row[side].state]),
        Column(f"Over the cap {words} (£ an hour)", lambda row: row[side].over or None, beside=costs),
        Column(f"Cost {words} (£)", lambda row: _counts(row[side]), beside=costs),
        Column(f"Of it with leave {words} (£)", lambda row: row[side].covered or None, beside=costs),
    )


def _counts(side):
    return "Left out" if side.lack and not side.costs else side.cost


def _said(side):
    tag = format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', COLOURS[side.state], TAGS[side.state])
    return _two_lines(tag, f"{in_pounds(side.over)} an hour over" if side.over else "")


def _cost(side):
    if side.lack and not side.costs:
        return "Left out"
    return _two_lines(in_pounds(side.cost), f"{in_pounds(side.covered)} with leave" if side.covered else "")


def _two_lines(first, second):
    return format_html('{}<span class="mou-second-line">{}</span>', first, second) if second else first
