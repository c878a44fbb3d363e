"""Rows of the four kinds of file, invented for a day."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from . import FIRST_NUMBER, LAST_NUMBER, SEED, shape

DAY, WEEK = timedelta(days=1), timedelta(days=7)
PENNY = Decimal("0.01")
EMPLOYERS = {
    "local_authority": "Demonstration Council",
    "agency": "Demonstration Agency Alder",
    "other": "Demonstration Hospital",
}


@dataclass
class Book:
    """What is to be written: rows by authority, each a dictionary of a file's columns."""

    on: date
    cap: object
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311
    placements: dict = field(default_factory=dict)
    leavers: dict = field(default_factory=dict)
    hours: dict = field(default_factory=dict)
    exemptions: dict = field(default_factory=dict)
    posts: list = field(default_factory=list)
    # Spells of experience and notice of own staff have no file: (authority, what the action asks for).
    spells: list = field(default_factory=list)
    notices: list = field(default_factory=list)
    live: Counter = field(default_factory=Counter)
    people: int = FIRST_NUMBER - 1
    numbered: Counter = field(default_factory=Counter)

    def __post_init__(self):
        for rows in (self.placements, self.leavers, self.hours, self.exemptions):
            rows.update({ons_code: [] for ons_code in shape.LIVE})

    @property
    def first_month(self):
        """The first month whose leavers are on record: a year before the earliest placement."""
        return (self.on.replace(year=self.on.year - shape.YEARS - 1, day=1) - DAY).replace(day=1)

    def person(self):
        """Somebody new: number and name, both plainly invented."""
        self.people += 1
        if self.people > LAST_NUMBER:
            raise OverflowError("the demonstration has run out of registration numbers")
        return f"SW{self.people}", f"Demonstration Worker {self.people - FIRST_NUMBER + 1:05}"

    @property
    def april(self):
        """The last 1 April before the day: caps change then, and the notice of own staff."""
        return date(self.on.year if (self.on.month, self.on.day) >= (4, 2) else self.on.year - 1, 4, 1)

    def within(self, role, day):
        """A pound under the cap of an umbrella rate."""
        return self.cap(role, "umbrella", day) - 1

    def place(self, ons_code, person, role, start, pay, **more):
        """A row for a placement that keeps every duty; `more` are its other columns. Returns the row."""
        self.numbered[ons_code] += 1
        ended_on, checked_on = more.get("ended_on"), start - 7 * DAY
        checked = checked_on <= self.on
        row = {
            "reference": f"{ons_code[-3:]}-{self.numbered[ons_code]:05}",
            "supplier": shape.supplier_of(ons_code),
            "agency": self.chance.choice(shape.AGENCIES),
            "swe_number": person[0],
            "worker_name": person[1],
            "job_title": shape.title_for(ons_code, role, start),
            "pay_type": "umbrella",
            "hourly_pay": pay,
            "hours_per_week": shape.FULL_TIME,
            "start_on": start,
            "reason": "vacancy",
            "covers_vacancy": "yes",
            "notice_weeks": 4,
            "references_received": 2 if checked else None,
            "last_reference_on": checked_on if checked else None,
            "quality_record": "yes" if checked else None,
            "pqe_months": 60,
            "project_team": "no",
            "on_site_days": 3,
            "reference_given_on": ended_on if ended_on and ended_on <= self.on else None,
        } | more
        self.placements[ons_code].append(row)
        if start <= self.on and (ended_on is None or ended_on >= self.on):
            self.live[ons_code] += 1
        return row

    def leaves(self, ons_code, person, left_on, *, role="social_worker", contract="permanent", reason="resignation"):
        """A row for somebody who left a post, unless that month's leavers are late."""
        if not self.first_month <= left_on.replace(day=1) <= self.last_month(ons_code):
            return
        title = shape.title_for(ons_code, role, left_on)
        self.leavers[ons_code].append(
            {"swe_number": person[0], "left_on": left_on, "role": title, "contract": contract, "reason": reason}
        )

    def last_month(self, ons_code):
        """The last month whose leavers this authority has sent."""
        month = self.on.replace(day=1)
        for _ in range(1 + shape.MONTHS_LATE.get(ons_code, 0)):
            month = (month - DAY).replace(day=1)
        return month

    def worked(self, ons_code, person, first, last, *, setting="local_authority", registered=True, employer=""):
        """A spell of somebody's experience, as one authority has it on record; without a last day it goes on."""
        told = {"setting": setting, "employer": employer or EMPLOYERS[setting], "from_on": first, "until_on": last}
        self.spells.append((ons_code, person[0], told | {"registered": registered}))

    def exempt(self, ons_code, row, clause, from_on, until_on, *, kind="exemption"):
        """A row for leave to go outside a clause."""
        both = {"second_by": "Demonstration chief executive", "second_on": from_on - DAY} if kind == "approval" else {}
        self.exemptions[ons_code].append(
            {
                "reference": row["reference"],
                "supplier": row["supplier"],
                "clause": clause,
                "kind": kind,
                "from_on": from_on,
                "until_on": until_on,
                "exit_plan": "Advertise the post, and agree a rate within the cap by the end of this exemption.",
                "decided_by": "Demonstration director" if both else "Demonstration head of service",
                "decided_on": from_on - 2 * DAY,
            }
            | both
        )


def monday(day):
    """The Monday of that week."""
    return day - day.weekday() * DAY


def to_five_pence(amount):
    """Pounds, down to a multiple of five pence, as rates are agreed."""
    return (amount * 20).to_integral_value(rounding="ROUND_FLOOR") / 20
