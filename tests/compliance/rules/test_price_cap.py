"""The price cap, read from the region's schedule: a penny on either side, and each way in which PAYE is known."""

from datetime import date
from decimal import Decimal

import pytest

from compliance.agreement import EXCLUDED, STATED, NotInForce, Role
from compliance.parameters import Parameters
from compliance.rule import Verdict
from compliance.rules.price_cap import price_cap
from tests.compliance.cases import BANDS, Example, answered, cap, price_clause, senior, statutory, version

MANAGER = Role("team_manager", "Team manager", "team_manager")
APPROVAL = (
    "or have the director of children’s services and the chief executive both sign before the first day at this rate."
)


def scheduled(the_clause, *caps, on_costs=None, bands=()):
    """The national clause with a region's figures, which stand in a version of their own."""
    national = {"regime": "national", "bands": bands}
    rules = version(the_clause, agreement="dfe-agency-rules", **{**national, "region": ""})
    figures = version(agreement="price-caps", schedule_of="dfe-agency-rules", caps=caps, roles=(MANAGER,), **national)
    return Parameters(the_clause, rules, figures, on_costs)


def ceiling(value="40.00", **changes):
    return cap(value, **{"role": "team_manager", "clause": "price-cap", **changes})


FORTY = scheduled(price_clause(), ceiling(), ceiling(pay_type="paye"), on_costs=statutory())
STATED_ONLY = scheduled(price_clause(paye=STATED), ceiling(pay_type="paye"), on_costs=statutory())


def worker(pounds, **changes):
    usual = {"role": "senior_social_worker", "core_type": "team_manager", "role_name": "Team leader"}
    return senior(hourly_pay=pounds and Decimal(pounds), **{**usual, **changes})


def through_paye(pounds, hours=None, ni=None, holiday=None, **changes):
    parts = {"employer_ni": ni and Decimal(ni), "holiday_pay": holiday and Decimal(holiday)}
    return worker(pounds, pay_type="paye", hours_per_week=hours and Decimal(hours), **parts, **changes)


EXAMPLES = (
    Example(
        worker("40.00"),
        FORTY,
        Verdict.MET,
        "The hourly pay with on-costs of £40.00 is within the £40.00 price cap for a team manager from 1 March 2015.",
    ),
    Example(
        worker("40.01"),
        FORTY,
        Verdict.BREACH,
        "The hourly pay with on-costs of £40.01 is £0.01 over the £40.00 price cap for a team manager from "
        "1 March 2015.",
        f"Agree £40.00 or less, {APPROVAL}",
    ),
    Example(
        worker("40.01"),
        scheduled(price_clause(), ceiling(illustrative=True)),
        Verdict.BREACH,
        "The hourly pay with on-costs of £40.01 is £0.01 over the £40.00 price cap for a team manager from "
        "1 March 2015. This cap is illustrative: the signed schedule has not been loaded.",
        f"Agree £40.00 or less, {APPROVAL}",
    ),
    Example(
        through_paye("32.00", ni="4.50", holiday="3.51"),
        FORTY,
        Verdict.BREACH,
        "The hourly pay with on-costs of £40.01 is £0.01 over the £40.00 price cap for a team manager from "
        "1 March 2015. For PAYE, employer National Insurance of £4.50 and holiday pay of £3.51 are added to the hourly "
        "pay of £32.00.",
        f"Agree hourly pay of £31.99 or less before on-costs, {APPROVAL}",
    ),
    # Holiday pay: 12% of £30 is £3.60. National Insurance: 15% of (£33.60 x 40 - £96) is £187.20 a week, £4.68 an hour.
    Example(
        through_paye("30.00", hours="40"),
        FORTY,
        Verdict.MET,
        "The hourly pay with on-costs of £38.28 is within the £40.00 price cap for a team manager from 1 March 2015. "
        "For PAYE, employer National Insurance of £4.68 and holiday pay of £3.60 are added to the hourly pay of "
        "£30.00. What is not on record was worked out from statutory rates: employer National Insurance and holiday "
        "pay.",
    ),
    # Without hours National Insurance is at most 15% of £33.60, £5.04.
    Example(
        through_paye("30.00"),
        FORTY,
        Verdict.MET,
        "The hourly pay with on-costs of £38.64 is within the £40.00 price cap for a team manager from 1 March 2015. "
        "For PAYE, employer National Insurance of £5.04 and holiday pay of £3.60 are added to the hourly pay of "
        "£30.00. What is not on record was worked out from statutory rates: employer National Insurance and holiday "
        "pay. Weekly hours are not on record, so employer National Insurance was taken at its highest.",
    ),
    Example(
        through_paye("32.00"),
        FORTY,
        Verdict.CANNOT_TELL,
        "We cannot tell whether the hourly pay with on-costs is within the £40.00 price cap for a team manager from "
        "1 March 2015, because this is not known: hours a week.",
        "Ask the supplier for what is missing and add it to the placement.",
    ),
    Example(
        worker("40.00", employer_ni=Decimal("3.00")),
        FORTY,
        Verdict.MET,
        "The hourly pay with on-costs of £40.00 is within the £40.00 price cap for a team manager from 1 March 2015. "
        "The rate paid to a limited company already contains on-costs, so the £3.00 of on-costs entered beside it was "
        "not added.",
    ),
    Example(
        worker("40.00", pqe_months=24),
        scheduled(price_clause(), ceiling("38.00", band="newer"), ceiling(band="longer"), bands=BANDS),
        Verdict.MET,
        "The hourly pay with on-costs of £40.00 is within the £40.00 price cap for a team manager from 1 March 2015. "
        "This is the cap for 2 years of experience or more.",
    ),
    Example(
        worker("40.00"),
        scheduled(price_clause(), ceiling("38.00", band="newer"), ceiling(band="longer"), bands=BANDS),
        Verdict.CANNOT_TELL,
        "We cannot tell which cap applies, because the worker’s experience is not known well enough. The caps for a "
        "team manager run from £38.00 to £40.00 from 1 March 2015.",
        "Record where the worker has worked, or the months of experience that the agency states.",
    ),
    Example(
        worker("40.00", core_type="", role="", job_title="Lead"),
        FORTY,
        Verdict.CANNOT_TELL,
        "We cannot tell which price cap applies, because the job title “Lead” is not mapped to a role.",
        "Ask the portal’s administrator to map this job title to a role.",
    ),
    Example(
        worker("40.00"),
        scheduled(price_clause(project_teams=EXCLUDED), ceiling()),
        Verdict.CANNOT_TELL,
        "We cannot tell whether this cap applies, because it is not on record whether the worker is part of a "
        "project team.",
        "Say on the placement whether the worker is part of a project team.",
    ),
)


@pytest.mark.parametrize("example", EXAMPLES)
def test_it_says_exactly_this(example):
    assert answered("price_cap", example) == example.answer


def test_the_core_job_type_decides_and_not_the_role():
    schedule = scheduled(price_clause(), ceiling(), ceiling("30.00", role="senior_social_worker"))

    assert price_cap(worker("40.00"), schedule).verdict is Verdict.MET


def test_a_core_job_type_that_the_schedule_does_not_name_is_named_by_its_slug():
    schedule = scheduled(price_clause(), ceiling(role="advanced_practitioner"))
    outcome = price_cap(worker("40.00", core_type="advanced_practitioner"), schedule)

    assert outcome.numbers["role"] == "advanced practitioner"


def test_without_a_schedule_for_the_region_there_is_no_cap():
    alone = version(price_clause(), regime="national", region="", agreement="dfe-agency-rules")

    with pytest.raises(NotInForce, match="a price cap for a team manager paid through a limited company on 1 March"):
        price_cap(worker("40.00"), Parameters(price_clause(), alone))


@pytest.mark.parametrize(("ni", "holiday"), [("4.50", "3.50"), ("8.00", "0.00")])
@pytest.mark.parametrize(
    ("pay", "verdict"), [("31.99", Verdict.MET), ("32.00", Verdict.MET), ("32.01", Verdict.BREACH)]
)
def test_for_paye_what_the_cap_contains_is_added_from_the_record(pay, verdict, ni, holiday):
    outcome = price_cap(through_paye(pay, ni=ni, holiday=holiday, apprenticeship_levy=Decimal(9)), FORTY)

    assert outcome.verdict is verdict
    assert outcome.numbers["pay"] == Decimal(pay) + 8


@pytest.mark.parametrize(
    ("hours", "verdict"), [("37", Verdict.MET), (None, Verdict.CANNOT_TELL), ("80", Verdict.BREACH)]
)
def test_hours_decide_where_both_are_possible(hours, verdict):
    # £31.34 with 12% is £35.10. National Insurance: £4.88 for 37 hours a week, £5.09 for 80, between £0 and £5.27 else.
    outcome = price_cap(through_paye("31.34", hours=hours), scheduled(
        price_clause(), ceiling("40.05", pay_type="paye"), on_costs=statutory()))  # fmt: skip

    assert outcome.verdict is verdict
    assert outcome.missing == ("hours a week" if hours is None else "")


def test_a_breach_even_without_national_insurance_is_a_breach():
    # £36 with 12% is £40.32.
    outcome = price_cap(through_paye("36.00"), FORTY)

    assert outcome.verdict is Verdict.BREACH
    assert outcome.numbers["pay"] == Decimal("40.32")
    assert outcome.numbers["taken_at"] == "lowest"


def test_the_rate_that_is_asked_for_is_within_and_a_penny_more_is_not():
    asked = price_cap(through_paye("36.00", hours="37"), FORTY).numbers["ceiling"]

    assert price_cap(through_paye(asked, hours="37"), FORTY).verdict is Verdict.MET
    assert price_cap(through_paye(asked + Decimal("0.01"), hours="37"), FORTY).verdict is Verdict.BREACH


def test_only_what_is_not_on_record_is_worked_out():
    # National Insurance of 15% of (£30 + £2.00) x 40 - £96 a week is £4.44 an hour.
    outcome = price_cap(through_paye("30.00", hours="40", holiday="2.00"), FORTY)

    assert outcome.numbers["pay"] == Decimal("36.44")
    assert outcome.numbers["estimated"] == "employer National Insurance"


def test_stated_on_costs_are_never_worked_out():
    outcome = price_cap(through_paye("30.00", hours="40"), STATED_ONLY)

    assert outcome.verdict is Verdict.CANNOT_TELL
    assert outcome.missing == "employer National Insurance and holiday pay"


def test_an_unknown_rate_is_the_only_thing_to_ask_for_where_the_rest_can_be_worked_out():
    assert price_cap(worker(None), FORTY).missing == "hourly pay to the worker"
    assert price_cap(through_paye(None), FORTY).missing == "hourly pay to the worker"


def test_a_rate_that_is_not_in_force_is_not_guessed():
    later = scheduled(price_clause(), ceiling(pay_type="paye"), on_costs=statutory(since=date(2015, 3, 2)))

    with pytest.raises(NotInForce, match="the number “employer ni rate” of the clause “on-costs” on 1 March 2015"):
        price_cap(through_paye("30.00"), later)
    assert price_cap(through_paye("30.00", stretch_from=date(2015, 3, 2)), later).verdict is Verdict.MET


@pytest.mark.parametrize(("day", "verdict"), [(date(2026, 3, 31), Verdict.BREACH), (date(2026, 4, 1), Verdict.MET)])
def test_each_stretch_is_judged_by_the_cap_of_its_own_days(day, verdict):
    schedule = scheduled(price_clause(), ceiling(), ceiling("41.00", since=date(2026, 4, 1)))

    assert price_cap(worker("41.00", stretch_from=day), schedule).verdict is verdict
