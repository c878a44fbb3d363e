"""The same worlds as rows and files, put to the product through its own queries."""

from datetime import date

from authorities.models import Authority, JobRole, JobTitle, JobTitleMapping, Membership, Region
from compliance.actions import load_agreement
from compliance.gather import Proposal
from compliance.models import Exemption
from placements.models import LeaverReturn, Placement, Post, Rate
from tests.factories import PersonFactory, SupplierFactory, WorkerFactory

from .random_worlds import AUTHORITIES, NEVER_A_MEMBER, ROLES
from .world import OTHER_REGION, REGION

SOURCED = 'source = "a test"\nsure = "our decision"\n'


def as_file(version):
    """A version as an agreement file."""
    top = {
        "agreement": version.agreement,
        "title": version.agreement,
        "regime": version.regime,
        "region": version.region,
        "version": version.label,
        "in_force_from": version.in_force_from,
        "convention": version.convention,
    }
    tables = [written("", top), *(written("role", {"slug": slug, "name": slug, "core_type": slug}) for slug in ROLES)]
    for clause in version.clauses:
        tables.append(written("clause", clause_in_file(clause)))
        for reason in clause.exceptions:
            tables.append(written("exception", {"clause": clause.id, "reason": reason}))
        if clause.rule == "pay_cap":
            tables += [written("cap", {**cap._asdict(), "value": str(cap.value or "unknown")}) for cap in version.caps]
    return "\n".join(tables)


def clause_in_file(clause):
    cap = clause.rule == "pay_cap"
    judged = {"judged": "continuing", "base": "pay"} if cap else {"judged": "engagement"}
    named = {key: value for key, value in clause._asdict().items() if key != "exceptions"}
    return {**named, **judged, "title": clause.id, "words": clause.id, "known": "to_engage"}


def written(table, values):
    lines = [f"{key} = {literal(value)}" for key, value in values.items() if value not in (None, "", ())]
    return "\n".join([f"[[{table}]]" if table else "", *lines, "" if table == "role" else SOURCED])


def literal(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(literal, value))}]"
    return value.isoformat() if isinstance(value, date) else f'"{value}"' if isinstance(value, str) else str(value)


class Saved:
    """The ground of some worlds, saved: a region, its members, what they sent, and the agreements."""

    def __init__(self, ground):
        self.region = Region.objects.create(code=REGION, name="Region")
        Region.objects.create(code=OTHER_REGION, name="Elsewhere")
        self.authorities = {
            number: Authority.objects.create(ons_code=f"E0{number}", dfe_code=str(number), name=f"Authority {number}")
            for number in (*AUTHORITIES, NEVER_A_MEMBER)
        }
        for number, from_on, until_on in ground.members:
            authority = self.authorities[number]
            Membership.objects.create(region=self.region, authority=authority, from_on=from_on, until_on=until_on)
        LeaverReturn.objects.bulk_create(
            LeaverReturn(authority=self.authorities[number], month=date(year, month, 1), nil=True)
            for number, year, month in sorted(ground.sent)
        )
        by = PersonFactory(email="loader@example.org")
        for version in ground.versions:
            load_agreement(text=as_file(version), name=version.label, publish=True, by=by)
        self.supplier = SupplierFactory()
        self.roles = {role.slug: role for role in JobRole.objects.filter(region=self.region)}

    def save_posts(self, world, swe_number):
        for post in world.posts:
            worker = WorkerFactory(authority=self.authorities[post.employer], swe_number=swe_number)
            Post.objects.create(worker=worker, **{k: v for k, v in post._asdict().items() if k != "employer"})

    def title(self, placement, name):
        """A local title with its mappings; none where the order names a role."""
        if placement.role:
            return None
        title, new = JobTitle.objects.get_or_create(authority=self.authorities[placement.authority], title=name)
        for since, role in placement.mapped if new else ():
            JobTitleMapping.objects.create(job_title=title, job_role=self.roles[role], since=since)
        return title

    def save_placement(self, world, swe_number, reference):
        placement, authority = world.placement, self.authorities[world.placement.authority]
        row = Placement.objects.create(
            authority=authority,
            worker=WorkerFactory(authority=authority, swe_number=swe_number),
            supplier=self.supplier,
            reference=reference,
            job_title=self.title(placement, swe_number),
            job_role=self.roles.get(placement.role),
            started_on=placement.started_on,
            ended_on=placement.ended_on,
            contractual_bar=placement.contractual_bar,
        )
        # The latest rate first: the order in which rows are written must not matter.
        for rate in reversed(placement.rates):
            Rate.objects.create(placement=row, **rate._asdict())
        for each in world.leave:
            keys = {"exit_plan": "a plan", "decided_by": "A", "decided_on": each.from_on}
            second = {"second_by": "B", "second_on": each.from_on}
            Exemption.objects.create(placement=row, **each._asdict(), **keys, **second)
        return row

    def proposal(self, world, swe_number):
        placement, [rate] = world.placement, world.placement.rates
        title = self.title(placement, swe_number)
        return Proposal(
            authority_id=self.authorities[placement.authority].pk,
            swe_number=f" {swe_number.lower()} ",
            started_on=placement.started_on,
            pay_type=rate.pay_type,
            hourly_pay=rate.hourly_pay,
            job_role_id=self.roles[placement.role].pk if placement.role else None,
            job_title_id=title and title.pk,
            job_title=title.title if title else "",
        )
