"""Reads for a what-if: the two rulebooks, the placements weighed by both, and the names to show them by."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Min, Q

from authorities.models import Authority, JobRole, Region
from authorities.refusal import Refused
from compliance.agreement import Version
from compliance.assess import assess_stretch
from compliance.gather import OF_A_PAGE, gather, in_batches
from compliance.models import AgreementVersion, WhatIf
from compliance.moved_caps import cap_changes, cap_clauses, caps_named, caps_on, moved, names_of
from compliance.parameters import Rulebook
from compliance.quarters import quarters_past
from compliance.queries import leave_of, rulebook
from compliance.sources import Row
from compliance.succession import as_agreed
from compliance.version_checks import every_problem
from placements.models import Placement

from .comparing import Key, Scope, Stretch, Weighed

State = AgreementVersion.State


class Books(NamedTuple):
    """The rulebook as it stands and as it would be; the version in the change, if any: as agreed and as on record."""

    before: Rulebook
    after: Rulebook
    version: Version | None = None
    record: AgreementVersion | None = None

    def cut_days(self, *of):
        """The days on which either may judge anew: what `gather` cuts the stretches at."""
        return tuple(sorted({*self.before.cut_days(*of), *self.after.cut_days(*of)}))


class Clause(NamedTuple):
    """A clause that is compared: by agreement and id, with its title and its agreement's."""

    key: Key
    title: str
    agreement: str
    about_cap: bool

    @property
    def code(self):
        """The clause as addresses carry it."""
        return ":".join(self.key)


class Weighing(NamedTuple):
    """The placements of a scope, each with its row and what both rulebooks say.

    `members` of the region are by id, in order of name; `recorded` are those with any placement on record.
    """

    region: Region
    scope: Scope
    members: dict[int, Authority]
    recorded: frozenset[int]
    rows: dict[int, Row]
    weighed: Sequence[Weighed]


def books_of(asked, region_code):
    """The two rulebooks of a question. A version that is published since is taken out of the one that stands.

    Raises Refused where the version cannot be judged by as it now is.
    """
    before = after = rulebook()
    agreed = record = None
    if asked.version is not None:
        record = AgreementVersion.objects.select_related("agreement").get(pk=asked.version)
        if not is_clean(record):
            raise Refused(f"{record} has problems now.", "Put them right and check it, then open this page again.")
        agreed = as_agreed(record)
        before = _without(before, agreed) if record.state == State.PUBLISHED else before
        after = before.replacing(agreed)
    return Books(before, moved(after, region_code, asked.moves), agreed, record)


def weigh(books, scope, *, region, person):
    """Every placement of the scope that this person may read, judged by both rulebooks as at the scope's last day."""
    members = members_between(region, scope)
    live = Placement.objects.for_user(person).live_between(scope.first, scope.last).filter(authority__in=members)
    rows, weighed = {}, []
    for batch in in_batches(live.order_by("pk").values_list("pk", flat=True), OF_A_PAGE):
        leave = leave_of(batch)
        for row, stretches in gather(batch, rulebook=books, judged_on=scope.last, at_once=OF_A_PAGE):
            judged = [Stretch(f, assess_stretch(f, books.before), assess_stretch(f, books.after)) for f in stretches]
            rows[row.id] = row
            weighed.append(Weighed(row.id, row.authority_id, leave.get(row.id, ()), judged))
    recorded = Placement.objects.filter(authority__in=members).values_list("authority", flat=True).distinct()
    return Weighing(region, scope, members, frozenset(recorded.order_by()), rows, weighed)


def members_between(region, scope):
    """The authorities that were members on any day of the scope, by id, in order of name."""
    held = Authority.objects.filter(memberships__region=region, memberships__from_on__lte=scope.last)
    still = Q(memberships__until_on__isnull=True) | Q(memberships__until_on__gte=scope.first)
    return {each.pk: each for each in held.filter(still).distinct().order_by("name")}


def clauses_compared(asked, books, region_code, scope):
    """The clauses that a question can change the outcome of: those of moved caps first, then a version's own."""
    keys = [(move.agreement, move.clause) for move in asked.moves]
    if books.version is not None:
        keys += [(books.version.schedule_of, cap.clause) for cap in books.version.caps if books.version.schedule_of]
        for book in (books.after, books.before):
            own = (each for each in book.in_force(region_code, scope.last) if each.agreement == books.version.agreement)
            keys += [(version.agreement, clause.id) for version in own for clause in version.clauses if clause.rule]
    named = {}
    for book in (books.before, books.after):
        caps = {(bound.version.agreement, bound.clause.id) for bound in cap_clauses(book, region_code, scope.last)}
        for version in book.versions:
            for clause in version.clauses:
                key = version.agreement, clause.id
                named[key] = Clause(key, clause.title, version.title, key in caps)
    found = [named[key] for key in dict.fromkeys(keys) if key in named]
    return sorted(found, key=lambda clause: not clause.about_cap)


def changes(books, region_code, scope):
    """The caps that the question changes, as they are on the last day compared."""
    return cap_changes(region_code, (books.before, scope.last), (books.after, scope.last))


def caps_to_move(region_code, day):
    """Each cap that may be moved, once for all pay types: its name and what it is on a day (pounds an hour, the lowest
    and the highest; empty where it has no figure), by the title of its clause and agreement."""
    found = {}
    for bound in cap_clauses(rulebook(), region_code, day):
        figures = caps_on(bound, day)
        of_each = {}
        for named in caps_named(bound):
            of_each.setdefault(named._replace(pay_type=""), []).append(figures.get(named))
        found[f"{bound.clause.title}: {bound.version.title}"] = [
            (named, ", ".join(filter(None, names_of(bound, named.role, named.band))), _range(caps))
            for named, caps in of_each.items()
        ]
    return found


def _range(caps):
    values = {cap.value for cap in caps if cap}
    return tuple(sorted({min(values), max(values)})) if values else ()


def open_versions(region):
    """Versions that are not published yet, of the region's own agreements and the national ones, newest first."""
    settled = (State.PUBLISHED, State.WITHDRAWN)
    own = Q(agreement__region=region) | Q(agreement__region__isnull=True)
    versions = AgreementVersion.objects.exclude(state__in=settled).filter(own)
    return versions.select_related("agreement").order_by("agreement__title", "-in_force_from", "-pk")


def is_clean(version):
    """Whether a version can be judged by: what was checked can, and a draft in which no problem is found."""
    return version.state != State.DRAFT or not every_problem(version.document, str(version))


def quarters_over(region, today):
    """The quarters that are over, the latest first, back to the region's first placement on record."""
    own = Placement.objects.filter(authority__memberships__region=region)
    earliest = own.aggregate(first=Min("started_on"))["first"]
    return list(quarters_past(earliest, today)) if earliest else []


def what_ifs(region):
    """The what-ifs kept for a region, the newest first."""
    return WhatIf.objects.filter(region=region).select_related("by").order_by("-created_at", "pk")


def role_names(region):
    """The region's roles by slug, in the agreement's order, each as it begins a label; none last."""
    named = JobRole.objects.filter(region=region).order_by("pk").values_list("slug", "name")
    return {slug: name[:1].upper() + name[1:] for slug, name in named} | {"": "Role not known"}


def _without(book, agreed):
    name = agreed.agreement, agreed.version
    return Rulebook(version for version in book.versions if (version.agreement, version.version) != name)
