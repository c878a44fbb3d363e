"""The same worlds as rows and files, put to the product through its own queries."""

from datetime import date

from authorities.models import Authority, JobRole, JobTitle, JobTitleMapping, Membership, Region
from compliance.actions import load_agreement
from compliance.gather import Proposal
from compliance.models import Exemption
from placements.models import LeaverReturn, Placement, Post, Rate, Spell, SubstantiveNotice
from tests.factories import PersonFactory, SupplierFactory, WorkerFactory

from .as_files import as_file
from .in_the_product import code_of
from .random_agreements import AUTHORITIES
from .random_workers import NEVER_A_MEMBER
from .world import CORE_TYPES, OTHER_REGION, REGION

# What a placement's row takes from a world's placement as it stands.
AS_IT_STANDS = (
    "started_on", "expected_end_on", "ended_on", "contractual_bar", "hours_per_week", "notice_weeks",
    "references_received", "last_reference_on", "reference_given_on", "pqe_months", "quality_record", "on_site_days",
    "project_team", "team_approved_on", "team_cost_apart", "team_control_kept",
)  # fmt: skip


class Saved:
    """The ground of some worlds, saved: a region, its members, what they sent, their notice, and the agreements."""

    def __init__(self, ground):
        self.region = Region.objects.create(code=REGION, name="Region")
        Region.objects.create(code=OTHER_REGION, name="Elsewhere")
        self.authorities = {
            number: Authority.objects.create(ons_code=code_of(number), dfe_code=str(number), name=f"Authority {number}")
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
        self.roles = {
            slug: JobRole.objects.get_or_create(region=self.region, slug=slug, defaults={"core_type": core})[0]
            for slug, core in CORE_TYPES.items()
        }
        for number, role, since, weeks in ground.notices:
            SubstantiveNotice.objects.create(
                authority=self.authorities[number], job_role=self.roles[role], since=since, weeks=weeks
            )

    def save_past(self, world, swe_number):
        """Posts on the records of their employers, spells on the record of the engaging authority."""
        for post in world.posts:
            worker = WorkerFactory(authority=self.authorities[post.employer], swe_number=swe_number)
            held = {key: value for key, value in post._asdict().items() if key not in ("employer", "role")}
            Post.objects.create(worker=worker, job_role=self.roles.get(post.role), **held)
        worker = WorkerFactory(authority=self.authorities[world.placement.authority], swe_number=swe_number)
        for number, spell in enumerate(world.spells):
            Spell.objects.create(worker=worker, employer=str(number), **spell._asdict())

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
            **{name: getattr(placement, name) for name in AS_IT_STANDS},
        )
        # The latest rate first: the order in which rows are written must not matter.
        for rate in reversed(placement.rates):
            Rate.objects.create(placement=row, **rate._asdict())
        for each in world.leave:
            keys = {"exit_plan": "a plan", "decided_by": "A", "second_by": "B" if each.second_on else ""}
            Exemption.objects.create(placement=row, **each._asdict(), **keys)
        return row

    def proposal(self, world, swe_number):
        placement, [rate] = world.placement, world.placement.rates
        title = self.title(placement, swe_number)
        return Proposal(
            authority_id=self.authorities[placement.authority].pk,
            swe_number=f" {swe_number.lower()} ",
            started_on=placement.started_on,
            expected_end_on=placement.expected_end_on,
            hours_per_week=placement.hours_per_week,
            project_team=placement.project_team,
            job_role_id=self.roles[placement.role].pk if placement.role else None,
            job_title_id=title and title.pk,
            job_title=title.title if title else "",
            **{part: value for part, value in rate._asdict().items() if part != "since"},
        )
