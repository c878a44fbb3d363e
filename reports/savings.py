"""A month's savings as the content of an edition: every line and total, decimals as text."""

from collections import defaultdict

from . import method, queries
from .lines import NEGOTIATED, OVER_CAP, OVER_PRICE_CAP, REFERENCE, lines_of, stray_weeks
from .totals import figures, in_hours, with_timesheets

BASELINES = {NEGOTIATED: "offered", REFERENCE: "reference_rate", OVER_CAP: "cap", OVER_PRICE_CAP: "price_cap"}


def savings_of(*, region, month, progress=None):
    """The content of a month's report (`month`: a Period); the same records give the same content."""
    members = queries.members_between(region, month)
    ids = queries.placement_ids(members, month)
    judged = list(queries.judged_between(ids, month, progress and (lambda done: progress(done, len(ids)))))
    return content_of(judged, region=region, month=month, members=members)


def content_of(judged, *, region, month, members):
    """The same from placements already judged, so that a quarter reads them once for its three months."""
    references, names = queries.reference_rates(region), queries.role_names(region)
    recorded = queries.recorded_since(members)
    engagements = [one.engagement for one in judged]
    lines = [
        line for one in judged for line in lines_of(one.engagement, one.stretches, references, month.first, month.last)
    ]
    by_authority, by_role, by_both = _grouped(lines)
    whole = figures(lines)
    return {
        "report": "savings",
        "period": month.code,
        "period_words": month.words,
        "region": {"code": region.code, "name": region.name},
        "method": _method(whole),
        "population": method.POPULATION.format(
            members=len(members), period=month.words, placements=f"{whole['placements']:,}"
        ),
        "provisional": not lines or with_timesheets(lines) < whole["placements"],
        "completeness": {
            **_completeness(lines),
            "timesheets_outside": sum(stray_weeks(each, month.first, month.last) for each in engagements),
            "members": len(members),
            "not_recorded": [each.name for each in members if not _recorded(recorded, each, month)],
        },
        "region_figures": whole,
        "authorities": [
            {
                "code": each.ons_code,
                "name": each.name,
                "recorded": _recorded(recorded, each, month),
                "completeness": _completeness(by_authority[each.pk]),
                "figures": figures(by_authority[each.pk]),
                "roles": _roles(names, {role: by_both[each.pk, role] for role in (*names, "")}),
            }
            for each in members
        ],
        "roles": _roles(names, by_role),
        "reference_sources": _sources(references, lines),
        "lines": [_as_dict(line, {each.pk: each.ons_code for each in members}) for line in lines],
    }


def _grouped(lines):
    by_authority, by_role, by_both = defaultdict(list), defaultdict(list), defaultdict(list)
    for line in lines:
        by_authority[line.engagement.authority].append(line)
        by_role[line.role].append(line)
        by_both[line.engagement.authority, line.role].append(line)
    return by_authority, by_role, by_both


def _method(whole):
    return {
        "version": method.SAVINGS,
        "sentences": list(method.SAVINGS_METHOD),
        "headlines": {kind: words for kind, words in method.HEADLINES.items() if kind in whole},
        "left_out": method.LEFT_OUT,
        "price_cap": "" if OVER_PRICE_CAP in whole else method.NO_PRICE_CAP,
    }


def _recorded(recorded, authority, month):
    return authority.pk in recorded and recorded[authority.pk] <= month.last


def _roles(names, grouped):
    names = {**names, "": "Job title not mapped to a role"}
    return [
        {"slug": slug, "name": name, "figures": figures(grouped[slug])} for slug, name in names.items() if grouped[slug]
    ]


def _completeness(lines):
    return {
        "placements": len({line.engagement.placement for line in lines}),
        "with_timesheets": with_timesheets(lines),
    }


def _sources(references, lines):
    used = {(line.role, line.pay_type) for line in lines}
    return sorted({rate.source for key, rates in references.items() if key in used for rate in rates})


def _as_dict(line, codes):
    engagement, hours = line.engagement, line.hours
    found = {
        "authority": codes[engagement.authority],
        "placement": engagement.placement,
        "order": engagement.reference,
        "role": line.role,
        "pay_type": line.pay_type,
        "from": line.from_on.isoformat(),
        "until": line.until_on.isoformat(),
        "hours": None if hours.unknown_days else in_hours(hours.all),
        "timesheet_hours": in_hours(hours.timesheet),
        "contracted_hours": in_hours(hours.contracted),
        "hourly_pay": _text(line.hourly_pay),
        "left_out": {kind: amount.left_out for kind, amount in line.amounts.items() if amount.left_out},
        "illustrative": [kind for kind, amount in line.amounts.items() if amount.illustrative],
        "cover": line.amounts[OVER_CAP].cover,
    }
    for kind, amount in line.amounts.items():
        found |= {BASELINES[kind]: _text(amount.rate), kind: _text(amount.total)}
    return found


def _text(value):
    return None if value is None else str(value)
