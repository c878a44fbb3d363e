"""The pay cap, a penny and a day on either side."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.agreement import NotInForce
from compliance.rule import Verdict, as_stored
from compliance.rules import render
from compliance.rules.pay_cap import pay_cap
from tests.compliance.cases import cap, clause, parameters, senior

CAPS = parameters(clause(), cap(), cap("25.00", date(2016, 1, 1)))
WITH_ON_COSTS = parameters(clause(base="pay_and_on_costs"), cap(), cap(pay_type="paye"), cap(pay_type="umbrella"))
CHARGE = parameters(clause(base="charge"), cap(), cap(pay_type="paye"))
ON_COSTS = {"employer_ni": Decimal("2.00"), "apprenticeship_levy": Decimal("0.10"), "holiday_pay": Decimal("1.90")}
FEES = {"agency_fee": Decimal("1.50"), "msp_fee": Decimal("0.50")}


def test_a_penny_over_the_cap_is_a_breach_and_says_so():
    outcome = pay_cap(senior(hourly_pay=Decimal("24.01")), CAPS)

    assert outcome.verdict is Verdict.BREACH
    assert outcome.sentence() == (
        "The hourly pay of £24.01 is £0.01 over the £24.00 cap for a senior social worker from 1 March 2015."
    )
    assert outcome.remedy() == "Agree £24.00 or less, or ask for an exemption."


def test_a_breach_carries_the_numbers_it_used_and_waiting_does_not_cure_it():
    outcome = pay_cap(senior(hourly_pay=Decimal("24.01")), CAPS)

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


def test_a_rate_at_the_cap_keeps_it():
    outcome = pay_cap(senior(), CAPS)

    assert outcome.verdict is Verdict.MET
    assert outcome.remedy() == ""
    assert outcome.sentence() == (
        "The hourly pay of £24.00 is within the £24.00 cap for a senior social worker from 1 March 2015."
    )


def test_a_fraction_of_a_penny_over_is_over_and_is_shown():
    outcome = pay_cap(senior(hourly_pay=Decimal("24.004")), CAPS)

    assert outcome.verdict is Verdict.BREACH
    assert outcome.sentence().startswith("The hourly pay of £24.004 is £0.004 over the £24.00 cap")


@pytest.mark.parametrize(("day", "verdict"), [(date(2015, 12, 31), Verdict.BREACH), (date(2016, 1, 1), Verdict.MET)])
def test_each_stretch_is_judged_by_the_cap_of_its_own_days(day, verdict):
    assert pay_cap(senior(hourly_pay=Decimal("25.00"), stretch_from=day), CAPS).verdict is verdict


def test_a_role_without_a_recorded_name_is_named_by_its_slug():
    assert "for a senior social worker from" in pay_cap(senior(role_name=""), CAPS).sentence()


def test_an_unknown_rate_cannot_be_told():
    outcome = pay_cap(senior(hourly_pay=None), CAPS)

    assert outcome.verdict is Verdict.CANNOT_TELL
    assert outcome.missing == "hourly pay to the worker"
    assert outcome.sentence() == (
        "We cannot tell whether the hourly pay is within the £24.00 cap for a senior social worker "
        "from 1 March 2015, because this is not known: hourly pay to the worker."
    )
    assert outcome.remedy() == "Ask the supplier for what is missing and add it to the placement."


def test_an_unmapped_job_title_is_named():
    outcome = pay_cap(senior(role="", job_title="Senior Prac"), CAPS)

    assert outcome.verdict is Verdict.CANNOT_TELL
    assert outcome.missing == "a role for the job title “Senior Prac”"
    assert outcome.sentence() == (
        "We cannot tell which cap applies, because the job title “Senior Prac” is not mapped to a role."
    )
    assert outcome.remedy() == "Ask the portal’s administrator to map this job title to a role."


def test_a_missing_job_title_is_said_to_be_missing():
    assert "“not given”" in pay_cap(senior(role="", job_title=""), CAPS).sentence()


def test_a_day_without_a_cap_is_not_guessed():
    with pytest.raises(NotInForce, match="a pay cap for a senior social worker paid through a limited company on 31"):
        pay_cap(senior(stretch_from=date(2014, 12, 31)), CAPS)


def test_an_illustrative_cap_says_so():
    illustrative = parameters(clause(), cap(illustrative=True))
    outcome = pay_cap(senior(hourly_pay=Decimal("24.01")), illustrative)

    assert outcome.illustrative
    assert outcome.words == ("over", "illustrative")
    assert outcome.sentence().endswith(
        "from 1 March 2015. This cap is illustrative: the signed schedule has not been loaded."
    )
    assert pay_cap(senior(), illustrative).illustrative
    assert pay_cap(senior(hourly_pay=None), illustrative).illustrative


@pytest.mark.parametrize("pay", ["19.99", "20.00", "20.01"])
def test_on_costs_are_added_to_a_paye_rate(pay):
    facts = senior(pay_type="paye", hourly_pay=Decimal(pay), **ON_COSTS)
    outcome = pay_cap(facts, WITH_ON_COSTS)

    assert outcome.verdict is (Verdict.BREACH if pay == "20.01" else Verdict.MET)
    assert outcome.numbers["pay"] == Decimal(pay) + 4
    assert outcome.sentence().startswith(f"The hourly pay with on-costs of £{Decimal(pay) + 4} is ")


def test_a_paye_rate_without_its_on_costs_names_each_missing_part():
    facts = senior(pay_type="paye", **{**ON_COSTS, "employer_ni": None, "holiday_pay": None})
    outcome = pay_cap(facts, WITH_ON_COSTS)

    assert outcome.verdict is Verdict.CANNOT_TELL
    assert outcome.missing == "employer National Insurance and holiday pay"
    assert outcome.sentence().endswith("because this is not known: employer National Insurance and holiday pay.")


def test_four_missing_parts_read_as_a_list():
    missing = pay_cap(senior(pay_type="paye", hourly_pay=None), WITH_ON_COSTS).missing

    assert missing == ("hourly pay to the worker, employer National Insurance, apprenticeship levy and holiday pay")


@pytest.mark.parametrize("pay_type", ["umbrella", "limited_company"])
def test_on_costs_are_never_added_to_a_rate_that_contains_them(pay_type):
    outcome = pay_cap(senior(pay_type=pay_type), WITH_ON_COSTS)

    assert outcome.verdict is Verdict.MET
    assert outcome.numbers["pay"] == Decimal("24.00")
    assert outcome.words == ("within",)


@pytest.mark.parametrize("base", ["pay", "pay_and_on_costs", "charge"])
def test_an_umbrella_row_that_carries_on_costs_says_so_under_any_base(base):
    caps = parameters(clause(base=base), cap(pay_type="umbrella"))
    fees = {"agency_fee": Decimal(0), "msp_fee": Decimal(0)}
    outcome = pay_cap(senior(pay_type="umbrella", **ON_COSTS, **fees), caps)

    assert outcome.verdict is Verdict.MET
    assert outcome.numbers["pay"] == Decimal("24.00")
    assert outcome.sentence().endswith(
        "The rate paid to an umbrella company already contains on-costs, "
        "so the £4.00 of on-costs entered beside it was not added."
    )


def test_one_part_is_enough_for_the_note():
    outcome = pay_cap(senior(holiday_pay=Decimal("1.90")), CAPS)

    assert outcome.words == ("within", "already_inside")
    assert outcome.numbers["on_costs"] == Decimal("1.90")


def test_parts_of_nothing_need_no_note():
    facts = senior(employer_ni=Decimal("0.00"), holiday_pay=Decimal(0))

    assert pay_cap(facts, CAPS).words == ("within",)


@pytest.mark.parametrize(("charge", "verdict"), [("24.00", Verdict.MET), ("24.01", Verdict.BREACH)])
def test_a_cap_on_the_charge_reads_the_charge(charge, verdict):
    outcome = pay_cap(senior(hourly_charge=Decimal(charge), hourly_pay=None), CHARGE)

    assert outcome.verdict is verdict
    assert outcome.sentence().startswith(f"The hourly charge of £{charge} is ")


def test_without_a_charge_its_parts_are_added_up():
    through_company = senior(hourly_pay=Decimal("22.00"), **FEES)
    through_paye = senior(pay_type="paye", hourly_pay=Decimal("18.00"), **ON_COSTS, **FEES)

    assert pay_cap(through_company, CHARGE).numbers["pay"] == Decimal("24.00")
    assert pay_cap(through_paye, CHARGE).numbers["pay"] == Decimal("24.00")


def test_without_a_charge_or_a_part_of_it_the_missing_are_named():
    outcome = pay_cap(senior(agency_fee=Decimal("1.50")), CHARGE)

    assert outcome.verdict is Verdict.CANNOT_TELL
    assert outcome.missing == "total hourly charge, or else managed service fee"


PENCE = st.integers(0, 6000).map(lambda pence: Decimal(pence) / 100)


@given(PENCE, PENCE)
def test_a_lower_rate_never_turns_met_into_breach(one, other):
    lower, higher = sorted((one, other))
    order = {Verdict.MET: 0, Verdict.BREACH: 1}

    verdicts = [pay_cap(senior(hourly_pay=pay), CAPS).verdict for pay in (lower, higher)]
    assert order[verdicts[0]] <= order[verdicts[1]]


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
