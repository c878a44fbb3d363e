"""What is compared with a cap, under each base and for each way of being paid."""

from datetime import date
from decimal import Decimal

import pytest

from compliance.agreement import STATUTORY
from compliance.amounts import Amount, amount, ceiling, listed
from compliance.on_costs import Range
from tests.compliance.cases import clause, parameters, senior, statutory

DAY = date(2025, 6, 1)
PAYE_PARTS = {"employer_ni": Decimal("2.00"), "apprenticeship_levy": Decimal("0.10"), "holiday_pay": Decimal("1.90")}
FEES = {"agency_fee": Decimal("1.50"), "msp_fee": Decimal("0.50")}
STATED = parameters(clause())
WORKED_OUT = parameters(clause(paye=STATUTORY, paye_less=("employer_ni", "holiday_pay")), on_costs=statutory())
ALL_PARTS = parameters(clause(paye=STATUTORY), on_costs=statutory())


def found(base, the_parameters=STATED, pay_type="paye", **changes):
    return amount(senior(pay_type=pay_type, **changes), the_parameters, base, DAY)


def exactly(pounds):
    return Range(Decimal(pounds), Decimal(pounds))


@pytest.mark.parametrize("pay_type", ["paye", "umbrella", "limited_company"])
def test_hourly_pay_is_compared_alone_where_the_base_is_pay(pay_type):
    assert found("pay", pay_type=pay_type, **PAYE_PARTS, **FEES) == Amount(Decimal("24.00"), Decimal("24.00"))
    assert found("pay", pay_type=pay_type, hourly_pay=None) == Amount(missing="hourly pay to the worker")
    assert found("pay", pay_type=pay_type, **FEES).fees == 0


@pytest.mark.parametrize("pay_type", ["umbrella", "limited_company"])
def test_on_costs_are_inside_every_rate_but_paye(pay_type):
    assert found("pay_and_on_costs", pay_type=pay_type, **PAYE_PARTS) == Amount(Decimal("24.00"), Decimal("24.00"))
    assert found("pay_and_on_costs", WORKED_OUT, pay_type=pay_type, hourly_pay=None).missing == (
        "hourly pay to the worker"
    )


def test_a_paye_rate_with_its_parts_by_hand():
    # £24.00 + £2.00 + £0.10 + £1.90.
    whole = found("pay_and_on_costs", **PAYE_PARTS)

    assert (whole.least, whole.most, whole.missing) == (Decimal("28.00"), Decimal("28.00"), "")
    assert whole.added == {part: exactly(value) for part, value in PAYE_PARTS.items()}
    assert (whole.estimated, whole.rates, whole.fees) == ((), None, Decimal(0))
    assert whole.is_exact


def test_a_part_of_nothing_is_a_part():
    assert found("pay_and_on_costs", **{**PAYE_PARTS, "apprenticeship_levy": Decimal(0)}).least == Decimal("27.90")


def test_only_the_parts_that_the_cap_contains_are_added():
    less = parameters(clause(paye_less=("holiday_pay",)))

    assert found("pay_and_on_costs", less, **PAYE_PARTS).added == {"holiday_pay": exactly("1.90")}
    assert found("pay_and_on_costs", less).missing == "holiday pay"


@pytest.mark.parametrize(
    ("missing", "named"),
    [
        (["hourly_pay"], "hourly pay to the worker"),
        (["employer_ni"], "employer National Insurance"),
        (["employer_ni", "holiday_pay"], "employer National Insurance and holiday pay"),
        (
            ["hourly_pay", "employer_ni", "apprenticeship_levy", "holiday_pay"],
            "hourly pay to the worker, employer National Insurance, apprenticeship levy and holiday pay",
        ),
    ],
)
def test_each_missing_part_is_named_where_it_must_be_stated(missing, named):
    parts = {**PAYE_PARTS, **dict.fromkeys(missing)}

    assert found("pay_and_on_costs", **parts) == Amount(missing=named)


def test_a_charge_on_record_is_the_charge():
    whole = found("charge", hourly_charge=Decimal("31.00"), hourly_pay=None)

    assert whole == Amount(Decimal("31.00"), Decimal("31.00"))


def test_a_charge_is_added_up_by_hand():
    # PAYE: £24.00 + £4.00 of on-costs + £2.00 of fees. A company: £24.00 + £2.00.
    paye, company = found("charge", **PAYE_PARTS, **FEES), found("charge", pay_type="limited_company", **FEES)

    assert (paye.least, paye.fees) == (Decimal("30.00"), Decimal("2.00"))
    assert (company.least, company.fees, company.added) == (Decimal("26.00"), Decimal("2.00"), {})


def test_a_charge_that_cannot_be_added_up_names_itself_and_its_parts():
    assert found("charge", **PAYE_PARTS, agency_fee=Decimal(1)).missing == (
        "total hourly charge, or else managed service fee"
    )
    assert found("charge", pay_type="umbrella", hourly_pay=None).missing == (
        "total hourly charge, or else hourly pay to the worker, agency fee and managed service fee"
    )


def test_what_is_not_on_record_is_worked_out_by_hand():
    # Holiday pay 12% of £24.00 is £2.88; National Insurance 15% of £26.88 x 40 - £96 is £146.88, £3.672 an hour.
    whole = found("pay_and_on_costs", WORKED_OUT, hours_per_week=Decimal(40))

    assert whole.added == {"employer_ni": exactly("3.67"), "holiday_pay": exactly("2.88")}
    assert (whole.least, whole.most, whole.is_exact) == (Decimal("30.55"), Decimal("30.55"), True)
    assert whole.estimated == ("employer_ni", "holiday_pay")


def test_without_hours_there_is_a_range():
    # National Insurance between nothing and 15% of £26.88, £4.032.
    whole = found("pay_and_on_costs", WORKED_OUT)

    assert (whole.least, whole.most, whole.is_exact) == (Decimal("26.88"), Decimal("30.91"), False)


def test_what_is_on_record_is_kept_in_its_place():
    whole = found("pay_and_on_costs", ALL_PARTS, hours_per_week=Decimal(40), apprenticeship_levy=Decimal("0.30"))

    assert list(whole.added) == ["employer_ni", "apprenticeship_levy", "holiday_pay"]
    assert whole.added["apprenticeship_levy"] == exactly("0.30")
    assert whole.estimated == ("employer_ni", "holiday_pay")


def test_nothing_is_worked_out_without_a_rate_to_work_it_out_from():
    assert found("pay_and_on_costs", WORKED_OUT, hourly_pay=None) == Amount(missing="hourly pay to the worker")


def test_nothing_is_worked_out_where_no_rates_are_at_hand():
    alone = parameters(clause(paye=STATUTORY))

    assert found("pay_and_on_costs", alone, holiday_pay=Decimal(0), apprenticeship_levy=Decimal(0)).missing == (
        "employer National Insurance"
    )


def test_where_all_is_on_record_no_rate_is_asked_for():
    unknown = parameters(clause(paye=STATUTORY), on_costs=statutory(since=date(2026, 1, 1)))

    assert found("pay_and_on_costs", unknown, **PAYE_PARTS).rates is None


def test_the_rates_of_the_day_are_used():
    both = statutory()
    changed = tuple(
        each._replace(since=DAY, value=Decimal(20)) for each in both.version.numbers if "holiday" in each.name
    )
    on_costs = parameters(both.clause, numbers=(*both.version.numbers, *changed))
    less = parameters(clause(paye=STATUTORY, paye_less=("holiday_pay",)), on_costs=on_costs)
    facts = senior(pay_type="paye")

    assert amount(facts, less, "pay_and_on_costs", DAY).least == Decimal("28.80")
    assert amount(facts, less, "pay_and_on_costs", date(2025, 5, 31)).least == Decimal("26.88")


def test_the_ceiling_is_the_cap_less_what_is_on_record():
    # £30.00 - £4.00 of on-costs - £2.00 of fees.
    facts = senior(pay_type="paye", **PAYE_PARTS, **FEES)

    assert ceiling(facts, Decimal("30.00"), amount(facts, STATED, "charge", DAY)) == Decimal("24.00")


def test_the_ceiling_keeps_what_is_on_record_and_works_out_the_rest():
    # £33.20 less £1.00 of levy is £32.20; without hours £25.00 is the most that stays within (see test_on_costs).
    facts = senior(pay_type="paye", apprenticeship_levy=Decimal("1.00"))
    found = amount(facts, ALL_PARTS, "pay_and_on_costs", DAY)

    assert ceiling(facts, Decimal("33.20"), found) == Decimal("25.00")


def test_the_ceiling_of_a_charge_leaves_room_for_the_fees_and_the_hours():
    # £34.20 less £2.00 of fees is £32.20. With 40 hours: £25.23 + £3.03 + 15% of (£28.2576 x 40 - £96) / 40, £3.88,
    # are £32.14; £25.27 + £3.03 + £3.89 are £32.19, £25.28 + £3.03 + £3.89 are £32.20, £25.29 + £3.03 + £3.89 £32.21.
    less = parameters(clause(paye=STATUTORY, paye_less=("employer_ni", "holiday_pay")), on_costs=statutory())
    facts = senior(pay_type="paye", hours_per_week=Decimal(40), **FEES)
    found = amount(facts, less, "charge", DAY)

    assert ceiling(facts, Decimal("34.20"), found) == Decimal("25.28")


def test_the_ceiling_bears_the_holiday_pay_on_record():
    # £32.20 less £2.00 is £30.20; National Insurance without hours is 15% of pay and £2.00: £26.00 + £4.20.
    facts = senior(pay_type="paye", holiday_pay=Decimal("2.00"))
    found = amount(facts, WORKED_OUT, "pay_and_on_costs", DAY)

    assert ceiling(facts, Decimal("32.20"), found) == Decimal("26.00")


@pytest.mark.parametrize(
    ("names", "sentence"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_names_are_listed_as_a_sentence_lists_them(names, sentence):
    assert listed(iter(names)) == sentence
