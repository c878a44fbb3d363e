"""A quarter's report as the content of an edition: each figure beside the same quarter a year before."""

from collections import defaultdict

from . import counts, method, queries
from .lines import OVER_PRICE_CAP
from .totals import KINDS, figures, with_timesheets


def quarterly_of(*, region, quarter, progress=None):
    """The content of a quarter's report (`quarter`: a Period); the same records give the same content."""
    before = quarter.year_before
    now = section_of(region, quarter, progress)
    saved = now["region"].get("savings", KINDS)
    return {
        "report": "quarterly",
        "period": quarter.code,
        "period_words": quarter.words,
        "before_words": before.words,
        "last_day": quarter.last.isoformat(),
        "before_last_day": before.last.isoformat(),
        "region": {"code": region.code, "name": region.name},
        "method": {
            "version": method.QUARTERLY,
            "sentences": list(method.QUARTERLY_METHOD),
            "savings_version": method.SAVINGS,
            "savings": {kind: words for kind, words in method.HEADLINES.items() if kind in saved},
            "savings_sentences": list(method.SAVINGS_METHOD),
            "left_out": method.LEFT_OUT,
            "price_cap": "" if OVER_PRICE_CAP in saved else method.NO_PRICE_CAP,
        },
        "roles": [{"slug": slug, "name": name} for slug, name in queries.role_names(region).items()],
        "now": now,
        "before": section_of(region, before),
    }


def section_of(region, period, progress=None):
    """Everything that the report counts over one period: the region's figures and each authority's."""
    members = queries.members_between(region, period)
    ids = queries.placement_ids(members, period)
    judged = list(queries.judged_between(ids, period, progress and (lambda done: progress(done, len(ids)))))
    references = queries.reference_rates(region)
    world = _World(members, period)
    by_authority = defaultdict(list)
    for one in judged:
        by_authority[one.row.authority_id].append(one)
    lines = {
        pk: [line for month in period.months for line in queries.lines_between(theirs, references, month)]
        for pk, theirs in by_authority.items()
    }
    recorded = [each for each in members if world.is_recorded(each)]
    return {
        "recorded": bool(recorded),
        "members": len(members),
        "not_recorded": [each.name for each in members if not world.is_recorded(each)],
        "region": _figures(judged, [line for each in lines.values() for line in each], members, world, bool(recorded)),
        "leavers": world.leavers(),
        "authorities": [
            {
                "code": each.ons_code,
                "name": each.name,
                "months_sent": world.months_sent.get(each.pk, 0),
                **_figures(by_authority[each.pk], lines.get(each.pk, []), [each], world, world.is_recorded(each)),
            }
            for each in members
        ],
    }


def _figures(judged, lines, members, world, recorded):
    """The figures of some authorities; only `recorded` where they have no placement on record at all."""
    if not recorded:
        return {"recorded": False}
    period, held = world.period, {each.pk for each in members}
    saved = figures(lines)
    in_force = [kind for authority, kind in world.exemptions if authority in held]
    return {
        "recorded": True,
        "in_use": counts.in_use(judged, period),
        "above_cap": counts.above_cap(judged, period),
        "any_breach": counts.any_breach(judged, period),
        "breaches": counts.breaches(judged, period),
        "average_pay": [
            {"role": role, "pay_type": pay_type, **mean}
            for (role, pay_type), mean in sorted(counts.average_pay(judged, period).items())
        ],
        "exemptions": {"exemption": in_force.count("exemption"), "approval": in_force.count("approval")},
        "moves": counts.moves([post for post in world.posts if post[0] in held], world.placements),
        "unmapped": counts.unmapped(judged),
        "savings": {kind: saved[kind] for kind in method.HEADLINES if kind in saved},
        "hours": saved["hours"],
        "placements": saved["placements"],
        "with_timesheets": with_timesheets(lines),
    }


class _World:
    """What a section reads once, beside the placements."""

    def __init__(self, members, period):
        self.members, self.period = members, period
        self.first_recorded = queries.recorded_since(members)
        self.months_sent = queries.leavers_sent(members, period)
        self.exemptions = queries.exemptions_on(members, period.last)
        self.posts = queries.posts_begun(members, period)
        self.placements = queries.placements_of({worker for _, worker, _ in self.posts})

    def is_recorded(self, authority):
        first = self.first_recorded.get(authority.pk)
        return first is not None and first <= self.period.last

    def leavers(self):
        """How many authorities sent their leavers for every month, and the names of the others."""
        wanted = len(self.period.months)
        missing = [each.name for each in self.members if self.months_sent.get(each.pk, 0) < wanted]
        return {"sent": len(self.members) - len(missing), "missing": missing}
