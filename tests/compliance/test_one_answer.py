"""One draft is answered as the region's run answers it once it is recorded, whatever is on record of the worker."""

from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from authorities.models import JobRole, JobTitleMapping
from compliance.actions import assess
from compliance.gather import Proposal
from compliance.models import Assessment, DueItem, Finding, Met
from compliance.queries import answer, answer_of
from placements.models import LeaverReturn
from tests.factories import (
    JobTitleFactory,
    PlacementFactory,
    PostFactory,
    SpellFactory,
    SubstantiveNoticeFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
NUMBER = "SW900001"
JUDGED_ON = date(2026, 6, 15)
SLOW = {"max_examples": 40, "deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}
# To the penny: whatever is typed or sent is checked into that form.
PAY = st.integers(2900, 5600).map(lambda pence: Decimal(pence).scaleb(-2))
PART = st.none() | st.sampled_from([Decimal("2.00"), Decimal("4.50")])
STARTS = st.sampled_from([
    date(2014, 12, 1), date(2023, 5, 1), date(2024, 10, 30), date(2024, 10, 31), date(2025, 9, 30), date(2026, 3, 2),
    date(2026, 6, 15), date(2026, 6, 16), date(2026, 9, 1),
])  # fmt: skip
DAYS = st.dates(date(2023, 1, 1), date(2026, 6, 14))
PROPOSED = st.fixed_dictionaries(
    {
        "started_on": STARTS,
        "pay_type": st.sampled_from(["paye", "umbrella", "limited_company"]),
        "hourly_pay": PAY,
        "expected_end_on": st.none() | st.just(date(2027, 3, 31)),
        "hours_per_week": st.none() | st.just(Decimal("37.00")),
        "employer_ni": PART,
        "apprenticeship_levy": PART,
        "holiday_pay": PART,
        "agency_fee": PART,
        "project_team": st.sampled_from([None, True, False]),
    }
)
ON_RECORD = st.fixed_dictionaries(
    {
        "posts": st.lists(
            st.tuples(st.booleans(), st.sampled_from(["permanent", "fixed_term"]), DAYS | st.none()),
            max_size=3,
            unique_by=lambda post: post[:2],
        ),
        "spells": st.lists(st.tuples(DAYS, st.booleans()), max_size=2, unique_by=lambda spell: spell[0]),
        "notice": st.none() | st.integers(1, 6),
        "sent": st.booleans(),
        "titled": st.booleans(),
        "mapped_on": st.none() | st.just(date(2026, 4, 20)),
    }
)
OF_RATE = ("pay_type", "hourly_pay", "employer_ni", "apprenticeship_levy", "holiday_pay", "agency_fee")


@contextmanager
def untouched():
    """Whatever is written inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def record(on_record, walsall, dudley, members):
    """What is on record of the worker and the authority; the title or the role of the draft."""
    for elsewhere, contract, left_on in on_record["posts"]:
        worker = WorkerFactory(authority=dudley if elsewhere else walsall, swe_number=NUMBER)
        PostFactory(worker=worker, contract=contract, left_on=left_on)
    for from_on, registered in on_record["spells"]:
        SpellFactory(worker=WorkerFactory(authority=walsall, swe_number=NUMBER), from_on=from_on, registered=registered)
    senior = JobRole.objects.get(slug="senior_social_worker")
    if on_record["notice"]:
        SubstantiveNoticeFactory(authority=walsall, weeks=on_record["notice"])
    if on_record["sent"]:
        months = [date(year, month, 1) for year in range(2022, 2027) for month in range(1, 13)]
        LeaverReturn.objects.bulk_create(
            LeaverReturn(authority=authority, month=month, nil=True) for authority in members for month in months
        )
    if not on_record["titled"]:
        return None, senior
    title = JobTitleFactory(authority=walsall, title="Practitioner", job_role=senior)
    if on_record["mapped_on"]:
        manager = JobRole.objects.get(slug="team_manager")
        JobTitleMapping.objects.create(job_title=title, job_role=manager, since=on_record["mapped_on"])
    return title, None


def stored():
    """What the run stored, in the shape of an answer: outcomes that are findings, the clauses met, the duties due."""
    found = [finding.as_dict() for finding in Finding.objects.all()]
    [met] = Met.objects.all()
    due = [(item.agreement, item.clause, item.sentence_and_remedy()[0]) for item in DueItem.objects.all()]
    return in_order(found), sorted(met.clauses), sorted(due)


def in_order(outcomes):
    return sorted(outcomes, key=lambda each: (each["agreement"], each["clause"], each["from"]))


def as_stored(answered):
    """The same of an answer."""
    said = answered.as_dict()
    met = [[each[key] for key in ("agreement", "version", "clause", "from")] for each in said["outcomes"]
           if each["verdict"] == "met"]  # fmt: skip
    due = [(each["agreement"], each["clause"], each["sentence"]) for each in said["due"]]
    return in_order(each for each in said["outcomes"] if each["verdict"] != "met"), sorted(met), sorted(due)


@settings(**SLOW)
@given(proposed=PROPOSED, on_record=ON_RECORD)
def test_a_draft_is_answered_as_it_is_once_recorded_and_as_the_region_is(
    walsall, dudley, agreements, west_midlands, proposed, on_record
):
    members = [each.authority for each in west_midlands.memberships.select_related("authority")]
    with untouched():
        title, role = record(on_record, walsall, dudley, members)
        named = {"job_title_id": title and title.pk, "job_role_id": role and role.pk}
        named |= {"job_title": title.title} if title else {}
        drafted = answer(
            proposal=Proposal(authority_id=walsall.pk, swe_number=NUMBER, **named, **proposed), judged_on=JUDGED_ON
        )
        details = {name: value for name, value in proposed.items() if name not in OF_RATE}
        placement = PlacementFactory(
            authority=walsall, worker__swe_number=NUMBER, job_title=title, job_role=role, **details,
            **{f"rate__{name}": proposed[name] for name in OF_RATE},
        )  # fmt: skip
        recorded = answer_of(placement, on=JUDGED_ON)
        assess(reason=Assessment.Reason.NIGHTLY, judged_on=JUDGED_ON)

        assert drafted.as_dict() == recorded.as_dict()
        assert stored() == as_stored(drafted)
