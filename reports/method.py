"""How the figures are made, in words: printed beside them wherever they are shown."""

from decimal import Decimal

from .lines import (
    NO_BAND,
    NO_CAP,
    NO_HOURS,
    NO_OFFER,
    NO_PART,
    NO_PAY,
    NO_REFERENCE,
    NO_ROLE,
    NO_TEAM,
    NOT_BOUND,
)

SAVINGS, QUARTERLY = "savings-1", "quarterly-1"
STANDARD_HOURS = Decimal(37)  # our decision: councils' usual full-time week; shown wherever FTE is
MOVE_WITHIN_DAYS = 28  # our decision: a post begun later after an engagement is not called a move

HEADLINES = {
    "negotiated": {
        "title": "Negotiated down",
        "counts": "What was saved by agreeing a lower hourly rate than first offered: a cost avoided, not cash.",
        "formula": "The sum by line of (rate first offered − rate agreed, where positive) × hours.",
        "baseline": "The rate first offered for each placement, as recorded with it.",
    },
    "reference": {
        "title": "Against reference rates",
        "counts": "What was paid less, or more, than reference rates for the same role and pay type: a comparison.",
        "formula": "The sum by line of (reference rate on the day − rate) × hours: below zero where more is paid.",
        "baseline": "The region’s table of reference rates, each with its source.",
    },
    "over_cap": {
        "title": "Cost of going over the regional cap",
        "counts": "What was paid above the regional pay caps, split into exempt, approved and not covered.",
        "formula": "The sum by line of (rate − cap, where positive) × hours, with the cap as the rule judged it.",
        "baseline": "The pay caps of the regional agreement in force on the day.",
    },
    "over_price_cap": {
        "title": "Cost of going over the national price cap",
        "counts": "What was paid above the price cap of the national rules. Never added to the cost above.",
        "formula": "The sum by line of (rate − price cap, where positive) × hours.",
        "baseline": "The price caps of the national rules in force on the day.",
    },
}
LEFT_OUT = {
    NO_OFFER: "no rate first offered on record",
    NO_REFERENCE: "no reference rate for the role and pay type",
    NO_CAP: "no cap in force for the role and pay type",
    NO_HOURS: "hours not known",
    NO_PAY: "hourly pay not known",
    NO_PART: "on-costs, fees or weekly hours that the cap compares not known",
    NO_BAND: "experience not known, and the cap depends on it",
    NO_TEAM: "not known whether in a project team, and the cap depends on it",
    NO_ROLE: "a job title not mapped to a role",
    NOT_BOUND: "no cap that binds the placement",
}
NO_PRICE_CAP = "No national price cap bound these placements, so going over it is not reported."
SAVINGS_METHOD = (
    "The figures are three different things and are never added together.",
    "A line is one placement over days of one month in which its rate, its role, the cap, the reference rate and any "
    "exemption stay the same. Each line is rounded once, half up, to the penny; totals add rounded lines.",
    "Hours come from timesheets where there are any. A timesheet week is shared equally among its days on which the "
    "placement was live. For days without a timesheet, hours are the contracted weekly hours × calendar days live ÷ 7, "
    "with nothing taken off for leave or bank holidays.",
    "A line without an offer, a reference rate, a cap or hours is left out of that figure and counted as left out. "
    "Missing is never counted as zero.",
    "Low and high are the least and the most of three readings: the figure itself; the same from timesheet hours "
    "alone; and the same with the lines left out for want of an offer, rate, role or cap taken to save, or cost, as "
    "much an hour as those counted. Lines without hours are in none of them.",
    "The report is provisional until there is a timesheet for every day of every placement in the month.",
    "Reduced use and moves to permanent posts are not valued here: the quarter’s report counts them.",
)
LOG_HEAD = "Head of the portal’s log on the evening before: {head}. Nothing before it can be changed unseen."
POPULATION = (
    "Agency social workers of the {members} member authorities, live on any day of {period}: {placements} placements."
)
QUARTERLY_METHOD = (
    "Heads are counted once in each authority; a person who works for two authorities at once is counted in each.",
    f"FTE is contracted weekly hours ÷ {STANDARD_HOURS}, our assumption for a full-time week. Placements without "
    "contracted hours are left out of FTE and counted as left out.",
    "Findings are made again by the agreements and with the records that stand now, as at the last day of each "
    "quarter. A placement in breach of a clause on any day of the quarter is counted once for that clause.",
    "A breach with an exemption or an approval in force is still a breach; it is counted apart.",
    "Average hourly pay is the plain mean of the rates in force on the last day of the quarter, by role and pay type.",
    "A move to a permanent post is one that begins during a placement with the same authority or within "
    f"{MOVE_WITHIN_DAYS} days of its end. It can be counted only where the first days of posts are on record.",
    "Savings are those of the three monthly reports, made in the same way; their method is printed with them.",
    "Where nothing was recorded, a figure is “not collected”; it is never shown as zero.",
)
