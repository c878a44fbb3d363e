"""What the invented region looks like: how many in each authority, under which titles, from whom."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

REGION = "E12000005"
# Heads live on the day. They come to 505, with 482.0 full-time equivalents, as the region had on 30 September 2025;
# the shares of the authorities are ours.
LIVE = {
    "E08000025": 104, "E08000026": 36, "E08000027": 28, "E08000028": 44, "E08000029": 22, "E08000030": 28,
    "E08000031": 26, "E06000019": 30, "E10000034": 36, "E06000051": 24, "E06000020": 18, "E10000028": 40,
    "E06000021": 34, "E10000031": 35,
}  # fmt: skip
PAST = 3_000
YEARS = 4
FULL_TIME = Decimal("37.00")
# 30 at half time and 32 at three quarters: 23 fewer full-time equivalents than heads.
PART_TIME = [Decimal("18.50")] * 30 + [Decimal("27.75")] * 32

SUPPLIERS = [f"Demonstration Supplier {number}" for number in ("One", "Two", "Three", "Four")]
AGENCIES = [
    f"Demonstration Agency {tree}"
    for tree in ("Alder", "Birch", "Cedar", "Elder", "Hazel", "Holly", "Juniper", "Maple", "Rowan", "Willow")
]
# Sandwell has not sent the last month's leavers, and Stoke-on-Trent has not sent the last two.
MONTHS_LATE = {"E08000028": 1, "E06000021": 2}

ROLES = {
    "social_worker": 46,
    "senior_social_worker": 27,
    "advanced_practitioner": 11,
    "team_manager": 9,
    "iro_cp_chair": 7,
}
TITLES = {
    "social_worker": ["Social Worker", "Children’s Social Worker", "Social Worker (Level 2)"],
    "senior_social_worker": ["Senior Social Worker", "Experienced Social Worker", "Social Worker (Level 3)"],
    "advanced_practitioner": ["Advanced Practitioner", "Assistant Team Manager", "Practice Lead"],
    "team_manager": ["Team Manager", "Practice Manager", "Service Manager (Team)"],
    "iro_cp_chair": ["Independent Reviewing Officer", "Child Protection Chair", "IRO and Conference Chair"],
}
# From a day on these authorities use another title for the same role.
RENAMED = {
    ("E08000026", "social_worker"): (date(2025, 4, 1), "Social Worker, Family Help"),
    ("E10000028", "team_manager"): (date(2024, 9, 1), "Family Help Team Manager"),
    ("E06000051", "senior_social_worker"): (date(2025, 1, 1), "Lead Child Protection Practitioner"),
}
UNMAPPED = ("E06000021", "Edge of Care Practitioner")


class Title(NamedTuple):
    """A local title, the role that it means, and the day from which it does."""

    ons_code: str
    title: str
    role: str
    since: date


def titles():
    """Every mapped title of every authority."""
    for place, ons_code in enumerate(LIVE):
        for role, names in TITLES.items():
            yield Title(ons_code, names[place % len(names)], role, date(2015, 1, 1))
            if (ons_code, role) in RENAMED:
                since, name = RENAMED[ons_code, role]
                yield Title(ons_code, name, role, since)


def title_for(ons_code, role, day):
    """What this authority calls the role on a day."""
    since, name = RENAMED.get((ons_code, role), (date.max, ""))
    names = TITLES[role]
    return name if day >= since else names[list(LIVE).index(ons_code) % len(names)]


def supplier_of(ons_code):
    """The authority's managed service provider."""
    return SUPPLIERS[list(LIVE).index(ons_code) // 2 % len(SUPPLIERS)]
