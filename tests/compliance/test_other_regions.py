"""Agreements of other regions, and an earlier one of the West Midlands, load and answer as they are: data alone."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from authorities import regions
from authorities.models import Authority, JobRole, Membership
from compliance import queries
from compliance.actions import load_agreement
from compliance.gather import Proposal
from compliance.models import AgreementVersion
from tests.factories import PersonFactory, PlacementFactory, PostFactory, SpellFactory, WorkerFactory

pytestmark = pytest.mark.django_db
HERE = Path(__file__).parent.parent / "agreements"
NUMBER = "SW54321"
PENNY = Decimal("0.01")


def load(*agreements, region=None):
    by = PersonFactory(email="loader@example.org")
    if region:
        regions.load(file=HERE / "regions" / f"{region}.toml", by=by)
    for name in agreements:
        text = (HERE / f"{name}.toml").read_text(encoding="utf-8")
        load_agreement(text=text, name=f"{name}.toml", publish=True, by=by)


@pytest.fixture
def lewisham(db):
    load("london-agreement-2016", "london-agreement-2022", region="london")
    return Authority.objects.get(name="Lewisham")


@pytest.fixture
def medway(db):
    load("south-east-agreement-2022", region="south-east")
    return Authority.objects.get(name="Medway")


@pytest.fixture
def bradford(db):
    load("yorkshire-and-the-humber-agreement-2025", region="yorkshire-and-the-humber")
    return Authority.objects.get(name="Bradford")


def ask(authority, role, start, pay="20.00"):
    region = Membership.objects.get(authority=authority).region
    proposal = Proposal(
        authority_id=authority.pk,
        swe_number=NUMBER,
        started_on=start,
        pay_type="limited_company",
        hourly_pay=Decimal(pay),
        job_role_id=JobRole.objects.get(region=region, slug=role).pk,
    )
    return queries.answer(proposal=proposal, judged_on=start)


def outcome(answer, clause):
    return next(judged.outcome for judged, _ in answer.outcomes if judged.clause.id == clause)


def worked(authority, days, before):
    """Experience of this many days that ends on the eve of a start."""
    worker = WorkerFactory(authority=authority, swe_number=NUMBER)
    SpellFactory(worker=worker, from_on=before - timedelta(days=days), until_on=before - timedelta(days=1))


def left(authority_name, on, **more):
    """A permanent post with another authority, left on a day."""
    worker = WorkerFactory(authority=Authority.objects.get(name=authority_name), swe_number=NUMBER)
    PostFactory(worker=worker, from_on=date(2019, 9, 2), left_on=on, **more)


# London, 2016: seven roles, three of them by experience.

MARCH = date(2016, 3, 1)


def test_every_row_of_londons_table_is_a_role(lewisham):
    names = JobRole.objects.filter(region__code="E12000007").values_list("name", flat=True)

    assert list(names) == [
        "newly qualified social worker",
        "social worker",
        "experienced social worker",
        "senior social worker",
        "specialist or advanced social worker",
        "assistant team manager",
        "team manager",
    ]


@pytest.mark.parametrize(
    ("role", "cap"),
    [
        ("senior_social_worker", "35.00"),
        ("specialist_social_worker", "35.00"),
        ("assistant_team_manager", "38.00"),
        ("team_manager", "42.00"),
    ],
)
def test_a_role_without_bands_has_one_ceiling_whatever_the_experience(lewisham, role, cap):
    assert ask(lewisham, role, MARCH, cap).answer == "yes"
    assert ask(lewisham, role, MARCH, Decimal(cap) + PENNY).answer == "no"


@pytest.mark.parametrize("role", ["newly_qualified", "social_worker", "experienced_social_worker"])
@pytest.mark.parametrize(
    ("days", "cap"), [(2 * 365 - 1, "25.00"), (2 * 365, "28.00"), (5 * 365 - 1, "28.00"), (5 * 365, "32.00")]
)
def test_a_day_of_experience_either_side_of_a_band_decides_the_ceiling(lewisham, role, days, cap):
    worked(lewisham, days, before=MARCH)

    within, over = ask(lewisham, role, MARCH, cap), ask(lewisham, role, MARCH, Decimal(cap) + PENNY)

    assert (within.answer, over.answer) == ("yes", "no")
    assert outcome(over, "cap").numbers["cap"] == Decimal(cap)
    assert not outcome(over, "cap").illustrative


def test_with_no_experience_on_record_only_what_every_band_allows_is_told(lewisham):
    assert ask(lewisham, "social_worker", MARCH, "25.00").answer == "yes"
    assert ask(lewisham, "social_worker", MARCH, "25.01").answer == "cannot_tell"
    assert ask(lewisham, "social_worker", MARCH, "32.01").answer == "no"


# London, 2022: six months, free on the corresponding day itself.


@pytest.mark.parametrize(
    ("left_on", "free_on"),
    [
        (date(2023, 1, 15), date(2023, 7, 15)),
        (date(2022, 8, 31), date(2023, 2, 28)),
        (date(2023, 8, 31), date(2024, 2, 29)),
    ],
)
def test_six_months_after_a_permanent_post_the_worker_is_free(lewisham, left_on, free_on):
    left("Bexley", left_on)

    the_day_before = ask(lewisham, "social_worker", free_on - timedelta(days=1))

    assert (the_day_before.answer, the_day_before.not_before) == ("not_before", free_on)
    assert ask(lewisham, "social_worker", free_on).answer == "yes"


def test_what_london_does_not_publish_is_said_not_to_have_been_checked(lewisham):
    left("Bexley", date(2021, 1, 15))

    answer = ask(lewisham, "social_worker", date(2023, 7, 15), "99.00")

    assert {each.clause.id for each in answer.not_checked} == {"rates", "references"}


# South East, 2022: no headhunting, save for a promotion.

LEFT, JULY = date(2023, 1, 10), date(2023, 7, 11)
APRIL = date(2023, 4, 3)


@pytest.mark.parametrize(
    ("before", "now"), [("social_worker", "assistant_team_manager"), ("assistant_team_manager", "team_manager")]
)
def test_a_promotion_may_start_at_once(medway, before, now):
    left("Kent", LEFT, job_role=JobRole.objects.get(slug=before))

    assert ask(medway, now, APRIL).answer == "yes"


@pytest.mark.parametrize(
    ("before", "now"), [("social_worker", "social_worker"), ("team_manager", "assistant_team_manager")]
)
def test_the_same_role_or_a_lesser_one_waits(medway, before, now):
    left("Kent", LEFT, job_role=JobRole.objects.get(slug=before))

    answer = ask(medway, now, APRIL)

    assert (answer.answer, answer.not_before) == ("not_before", JULY)
    assert ask(medway, now, JULY).answer == "yes"


def test_a_role_that_is_not_on_record_is_not_taken_for_a_lesser_one(medway):
    left("Kent", LEFT)

    answer = ask(medway, "team_manager", APRIL)

    assert (answer.answer, answer.not_before) == ("not_before", JULY)


# Yorkshire and the Humber, 2025: days on site.


@pytest.mark.parametrize(
    ("days", "verdict"), [("2.5", "breach"), ("3.0", "met"), ("3.5", "met"), (None, "cannot_tell")]
)
def test_half_a_day_on_site_decides(bradford, days, verdict):
    start = date(2025, 3, 3)
    role = JobRole.objects.get(slug="social_worker")
    placement = PlacementFactory(
        authority=bradford, job_role=role, started_on=start, on_site_days=days and Decimal(days)
    )

    said = outcome(queries.answer_of(placement, on=start), "on-site")

    assert said.verdict == verdict


# West Midlands, 2016-17: the newly qualified are held to the rate of a permanent post.


@pytest.fixture
def walsall_in_2016(walsall):
    load("west-midlands-mou-2016")
    return walsall


@pytest.mark.parametrize(("days", "cap", "illustrative"), [(729, "17.50", True), (730, "22.50", False)])
def test_the_newly_qualified_are_held_to_the_permanent_rate(walsall_in_2016, days, cap, illustrative):
    start = date(2016, 9, 5)
    worked(walsall_in_2016, days, before=start)

    within = ask(walsall_in_2016, "social_worker", start, cap)
    over = ask(walsall_in_2016, "social_worker", start, Decimal(cap) + PENNY)

    assert (within.answer, over.answer) == ("yes", "no")
    assert outcome(over, "cap").numbers["over"] == PENNY
    assert outcome(over, "cap").illustrative is illustrative


# All of them side by side.


def test_an_agreement_binds_its_own_region_alone(lewisham, medway, bradford, walsall_in_2016):
    start = date(2026, 3, 2)
    asked = {
        authority.name: {judged.version.agreement for judged, _ in ask(authority, "team_manager", start).outcomes}
        for authority in (lewisham, medway, bradford, walsall_in_2016)
    }

    assert asked == {
        "Lewisham": {"london-agreement"},
        "Medway": {"south-east-agreement"},
        "Bradford": {"yorkshire-and-the-humber-agreement"},
        "Walsall": {"west-midlands-mou"},
    }


def test_every_figure_that_is_not_a_regions_own_is_marked(lewisham, medway, bradford, walsall_in_2016):
    versions = queries.rulebook().versions
    figures = [figure for version in versions for figure in (*version.caps, *version.numbers)]

    assert AgreementVersion.objects.count() == len(versions) == 5
    assert {figure.illustrative for figure in figures if "Invented" in figure.source} == {True}
    assert [f for f in figures if f.sure == "not established" and f.value is not None and not f.illustrative] == []
