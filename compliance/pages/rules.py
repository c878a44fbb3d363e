"""The rules: what was agreed, in plain words, as in force on a day, and how the portal judges by it."""

from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from authorities import clock
from authorities.access import permitted
from authorities.models import Authority, Region
from authorities.sharing import regions_read_by
from compliance import queries
from compliance.agreement import NATIONAL
from compliance.rulebook_document import VersionShown, dated, days_of, described

SURE = (
    ("Primary source", "We read it in a public document of the body itself."),
    ("Press or summary", "We read it in the press or in a recruiter’s summary."),
    ("Our decision", "It is our reading, or our choice where nothing is said."),
    ("Not established", "We could not find it out. It can be changed as soon as it is known."),
)


class Edition(NamedTuple):
    """A version of an agreement: its label, its days, and the page that shows it; `url` is empty for none."""

    title: str
    label: str
    when: str
    url: str


class Section(NamedTuple):
    """The version of an agreement in force on the day; `signed` has names by days, `others` its other versions."""

    shown: VersionShown
    region: Region | None
    signed: list
    others: list


@require_safe
@permitted("compliance.read_rules")
def rules(request):
    today = clock.today()
    day = asked_day(request.GET.get("on", "")) or today
    regions = {region.code: region for region in Region.objects.order_by("name")}
    codes, kept = asked_regions(request, regions)
    readable = dated(each for each in queries.rulebook().versions if each.region in ("", *codes))
    held, to_come = in_force(readable, day)
    names = dict(Authority.objects.values_list("ons_code", "name"))
    beside = [version for version, _ in held]
    shown = [described(*each, beside) for each in held]
    context = {
        "day": day,
        "is_today": day == today,
        "sections": [
            Section(
                one,
                regions.get(one.version.region),
                named(one.signed, names),
                [edition(*each, kept) for each in readable if is_other(each[0], one.version)],
            )
            for one in shown
        ],
        "to_come": [edition(*each, kept) for each in to_come],
        "sure": SURE,
        "today_url": address(kept),
        "other_regions": [
            (each.name, address({"region": code})) for code, each in regions.items() if code not in codes
        ],
    }
    return render(request, "compliance/rules.html", context)


def asked_day(text):
    """The day that an address asks for; None where it asks for none that there is."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def asked_regions(request, regions):
    """The codes of the regions to show, and what an address says of them: the one asked for, one's own, or else all."""
    code = request.GET.get("region")
    if code in regions:
        return [code], {"region": code}
    own = regions_read_by(request.user)
    return [code for code, region in regions.items() if region.pk in own] or list(regions), {}


def in_force(versions, day):
    """The version of each agreement that holds on a day, in the order of reading; and the first of those to come."""
    begun, later = {}, {}
    for version, until in versions:
        if version.in_force_from <= day:
            begun[version.agreement] = version, until
        else:
            later.setdefault(version.agreement, (version, until))
    held = sorted(begun.values(), key=lambda one: place(one[0]))
    return held, [each for agreement, each in later.items() if agreement not in begun]


def place(version):
    """The regions' own come first, then the national rules, a region's figures for them, and what judges nothing."""
    judges = any(clause.rule for clause in version.clauses)
    return version.regime == NATIONAL, bool(version.schedule_of), not judges and not version.schedule_of


def named(signed, names):
    """Who has signed, by name, with the days on which they are bound."""
    return [(when, sorted(names.get(each.authority, each.authority) for each in held)) for when, held in signed.items()]


def is_other(version, shown):
    return version.agreement == shown.agreement and version is not shown


def edition(version, until, kept):
    """A version with the address of this page on its first day; none where it was replaced from that day on."""
    never = until is not None and until < version.in_force_from
    on = address({**kept, "on": version.in_force_from.isoformat()})
    return Edition(
        version.title, version.version, days_of(version, until), "" if never else f"{on}#{version.agreement}"
    )


def address(query):
    """The address of this page with a query."""
    return f"{reverse('rules')}?{urlencode(query)}" if query else reverse("rules")
