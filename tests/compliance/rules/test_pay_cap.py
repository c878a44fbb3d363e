"""The pay cap, a penny and a day on either side."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.agreement import EXCLUDED, STATUTORY, NotInForce
from compliance.rule import Verdict, as_stored
from compliance.rules import render
from compliance.rules.pay_cap import pay_cap
from tests.compliance.cases import BANDS, Example, answered, cap, clause, parameters, senior, statutory

CAPS = parameters(clause(), cap(), cap("25.00", date(2016, 1, 1)))
ILLUSTRATIVE = parameters(clause(), cap(illustrative=True))
ON_COSTS = {"employer_ni": Decimal("2.00"), "apprenticeship_levy": Decimal("0.10"), "holiday_pay": Decimal("1.90")}
FEES = {"agency_fee": Decimal("1.50"), "msp_fee": Decimal("0.50")}
WITH_ON_COSTS = parameters(clause(base="pay_and_on_costs"), cap(), cap(pay_type="paye"), cap(pay_type="umbrella"))
CHARGE = parameters(clause(base="charge"), cap(), cap(pay_type="paye"))
WORKED_OUT = parameters(
    clause(base="pay_and_on_costs", paye=STATUTORY), cap("22.00", pay_type="paye"), on_costs=statutory()
)
NOT_IN_TEAMS = parameters(clause(project_teams=EXCLUDED), cap())
BY_BAND = parameters(clause(), cap(band="newer"), cap("26.00", band="longer", illustrative=True), bands=BANDS)


def paid(pounds, **changes):
    return senior(hourly_pay=pounds and Decimal(pounds), **changes)


def through_paye(pounds, **changes):
    return paid(pounds, pay_type="paye", **changes)


EXAMPLES = (
    Example(
        paid("24.00"),
        CAPS,
        Verdict.MET,
        "The hourly pay of £24.00 is within the £24.00 cap for a senior social worker from 1 March 2015.",
    ),
    Example(
        paid("24.01"),
        CAPS,
        Verdict.BREACH,
        "The hourly pay of £24.01 is £0.01 over the £24.00 cap for a senior social worker from 1 March 2015.",
        "Agree £24.00 or less, or ask for an exemption.",
    ),
    Example(
        paid("24.01"),
        ILLUSTRATIVE,
        Verdict.BREACH,
        "The hourly pay of £24.01 is £0.01 over the £24.00 cap for a senior social worker from 1 March 2015. "
        "This cap is illustrative: the signed schedule has not been loaded.",
        "Agree £24.00 or less, or ask for an exemption.",
    ),
    Example(
        through_paye("20.01", **ON_COSTS),
        WITH_ON_COSTS,
        Verdict.BREACH,
        "The hourly pay with on-costs of £24.01 is £0.01 over the £24.00 cap for a senior social worker from "
        "1 March 2015. For PAYE, employer National Insurance of £2.00, apprenticeship levy of £0.10 and holiday pay of "
        "£1.90 are added to the hourly pay of £20.01.",
        "Agree hourly pay of £20.00 or less before on-costs, or ask for an exemption.",
    ),
    # Holiday pay 12% of £20; levy 0.5% of £22.40; National Insurance between nothing and 15% of £22.40.
    Example(
        through_paye("20.00"),
        WORKED_OUT,
        Verdict.BREACH,
        "The hourly pay with on-costs of £22.51 is £0.51 over the £22.00 cap for a senior social worker from "
        "1 March 2015. For PAYE, employer National Insurance of £0.00, apprenticeship levy of £0.11 and holiday pay of "
        "£2.40 are added to the hourly pay of £20.00. What is not on record was worked out from statutory rates: "
        "employer National Insurance, apprenticeship levy and holiday pay. Weekly hours are not on record, so employer "
        "National Insurance was taken at its lowest.",
        "Agree hourly pay of £17.00 or less before on-costs, or ask for an exemption.",
    ),
    Example(
        paid("24.00", pay_type="umbrella", **ON_COSTS),
        WITH_ON_COSTS,
        Verdict.MET,
        "The hourly pay with on-costs of £24.00 is within the £24.00 cap for a senior social worker from 1 March 2015. "
        "The rate paid to an umbrella company already contains on-costs, so the £4.00 of on-costs entered beside it "
        "was not added.",
    ),
    Example(
        paid("24.00", pqe_months=23),
        BY_BAND,
        Verdict.MET,
        "The hourly pay of £24.00 is within the £24.00 cap for a senior social worker from 1 March 2015. "
        "This is the cap for less than 2 years of experience.",
    ),
    Example(
        paid("25.00"),
        BY_BAND,
        Verdict.CANNOT_TELL,
        "We cannot tell which cap applies, because the worker’s experience is not known well enough. The caps for a "
        "senior social worker run from £24.00 to £26.00 from 1 March 2015. "
        "This cap is illustrative: the signed schedule has not been loaded.",
        "Record where the worker has worked, or the months of experience that the agency states.",
    ),
    Example(
        paid(None),
        CAPS,
        Verdict.CANNOT_TELL,
        "We cannot tell whether the hourly pay is within the £24.00 cap for a senior social worker from 1 March 2015, "
        "because this is not known: hourly pay to the worker.",
        "Ask the supplier for what is missing and add it to the placement.",
    ),
    Example(
        paid("24.00", role="", job_title="Senior Prac"),
        CAPS,
        Verdict.CANNOT_TELL,
        "We cannot tell which cap applies, because the job title “Senior Prac” is not mapped to a role.",
        "Ask the portal’s administrator to map this job title to a role.",
    ),
    Example(
        paid("24.00"),
        NOT_IN_TEAMS,
        Verdict.CANNOT_TELL,
        "We cannot tell whether this cap applies, because it is not on record whether the worker is part of a "
        "project team.",
        "Say on the placement whether the worker is part of a project team.",
    ),
)


@pytest.mark.parametrize("example", EXAMPLES)
def test_it_says_exactly_this(example):
    assert answered("pay_cap", example) == example.answer


def test_a_breach_carries_the_numbers_it_used_and_waiting_does_not_cure_it():
    outcome = pay_cap(paid("24.01"), CAPS)

    assert outcome.numbers == {
        "base": "pay",
        "pay": Decimal("24.01"),
        "cap": Decimal("24.00"),
        "over": Decimal("0.01"),
        "role": "Senior social worker",
        "day": date(2015, 3, 1),
    }
    assert outcome.free_on is None
    assert not outcome.illustrative


def test_a_fraction_of_a_penny_over_is_over_and_is_shown():
    outcome = pay_cap(paid("24.004"), CAPS)

    assert outcome.verdict is Verdict.BREACH
    assert outcome.sentence().startswith("The hourly pay of £24.004 is £0.004 over the £24.00 cap")


@pytest.mark.parametrize(("day", "verdict"), [(date(2015, 12, 31), Verdict.BREACH), (date(2016, 1, 1), Verdict.MET)])
def test_each_stretch_is_judged_by_the_cap_of_its_own_days(day, verdict):
    assert pay_cap(paid("25.00", stretch_from=day), CAPS).verdict is verdict


def test_a_role_without_a_recorded_name_is_named_by_its_slug():
    assert "for a senior social worker from" in pay_cap(senior(role_name=""), CAPS).sentence()


def test_a_missing_job_title_is_said_to_be_missing():
    outcome = pay_cap(senior(role="", job_title=""), CAPS)

    assert "“not given”" in outcome.sentence()
    assert outcome.missing == "a role for the job title “not given”"


def test_a_day_without_a_cap_is_not_guessed():
    with pytest.raises(NotInForce, match="a pay cap for a senior social worker paid through a limited company on 31"):
        pay_cap(senior(stretch_from=date(2014, 12, 31)), CAPS)


@pytest.mark.parametrize("pay", ["23.99", "24.01", None])
def test_an_illustrative_cap_is_marked_in_every_answer(pay):
    outcome = pay_cap(paid(pay), ILLUSTRATIVE)

    assert outcome.illustrative
    assert outcome.words[-1] == "illustrative"


@pytest.mark.parametrize("pay", ["19.99", "20.00", "20.01"])
def test_on_costs_are_added_to_a_paye_rate(pay):
    outcome = pay_cap(through_paye(pay, **ON_COSTS), WITH_ON_COSTS)

    assert outcome.verdict is (Verdict.BREACH if pay == "20.01" else Verdict.MET)
    assert outcome.numbers["pay"] == Decimal(pay) + 4


def test_a_paye_rate_without_its_on_costs_names_each_missing_part():
    outcome = pay_cap(through_paye("24.00", apprenticeship_levy=Decimal("0.10")), WITH_ON_COSTS)

    assert outcome.verdict is Verdict.CANNOT_TELL
    assert outcome.missing == outcome.numbers["parts"] == "employer National Insurance and holiday pay"


@pytest.mark.parametrize("pay_type", ["umbrella", "limited_company"])
def test_on_costs_are_never_added_to_a_rate_that_contains_them(pay_type):
    outcome = pay_cap(senior(pay_type=pay_type), WITH_ON_COSTS)

    assert (outcome.verdict, outcome.words) == (Verdict.MET, ("within",))
    assert outcome.numbers["pay"] == Decimal("24.00")


@pytest.mark.parametrize("base", ["pay", "pay_and_on_costs", "charge"])
def test_an_umbrella_row_that_carries_on_costs_says_so_under_any_base(base):
    caps = parameters(clause(base=base), cap(pay_type="umbrella"))
    fees = {"agency_fee": Decimal(0), "msp_fee": Decimal(0)}
    outcome = pay_cap(senior(pay_type="umbrella", **ON_COSTS, **fees), caps)

    assert (outcome.verdict, outcome.words) == (Verdict.MET, ("within", "already_inside"))
    assert (outcome.numbers["pay"], outcome.numbers["on_costs"]) == (Decimal("24.00"), Decimal("4.00"))


@pytest.mark.parametrize(("charge", "verdict"), [("24.00", Verdict.MET), ("24.01", Verdict.BREACH)])
def test_a_cap_on_the_charge_reads_the_charge(charge, verdict):
    outcome = pay_cap(senior(hourly_charge=Decimal(charge), hourly_pay=None), CHARGE)

    assert outcome.verdict is verdict
    assert outcome.sentence().startswith(f"The hourly charge of £{charge} is ")


def test_without_a_charge_its_parts_are_added_up():
    through_company, paye = paid("22.00", **FEES), through_paye("18.00", **ON_COSTS, **FEES)

    assert pay_cap(through_company, CHARGE).numbers["pay"] == Decimal("24.00")
    assert pay_cap(paye, CHARGE).numbers["pay"] == Decimal("24.00")


PENCE = st.integers(0, 6000).map(lambda pence: Decimal(pence) / 100)
PART = st.none() | PENCE


@given(
    st.sampled_from(("paye", "umbrella", "limited_company")),
    st.sampled_from(("pay", "pay_and_on_costs", "charge")),
    st.fixed_dictionaries(dict.fromkeys(("hourly_pay", *ON_COSTS, *FEES, "hourly_charge"), PART)),
    st.booleans(),
)
def test_a_stored_finding_reads_as_the_fresh_answer(pay_type, base, parts, illustrative):
    caps = parameters(clause(base=base), cap(pay_type=pay_type, illustrative=illustrative))
    outcome = pay_cap(senior(pay_type=pay_type, **parts), caps)

    stored = render("pay_cap", outcome.words, as_stored(outcome.numbers))
    assert stored == (outcome.sentence(), outcome.remedy())
