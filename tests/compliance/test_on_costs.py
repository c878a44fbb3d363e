"""On-costs of a PAYE rate, worked out by hand beside each test."""

from datetime import date
from decimal import Decimal

import pytest

from compliance.agreement import NotInForce
from compliance.on_costs import HOLIDAY, LEVY, NI, PARTS, Range, Rates, paye_ceiling, rates_on, worked_out
from tests.compliance.cases import statutory

DAY = date(2025, 6, 1)
# National Insurance of 15% above £96 a week, a levy of 0.5%, holiday pay of 12%.
RATES = Rates(Decimal(15), Decimal(96), Decimal("0.5"), Decimal(12))
PAY = Decimal("30.00")
HOURS = Decimal(40)


def exactly(pounds):
    return Range(Decimal(pounds), Decimal(pounds))


def test_an_example_by_hand():
    # Holiday pay: 12% of £30.00 is £3.60; with it £33.60 an hour is earned, £1,344 in a week of 40 hours.
    # Levy: 0.5% of £33.60 is £0.168. National Insurance: 15% of £1,344 - £96 is £187.20 a week, £4.68 an hour.
    assert worked_out(HOLIDAY, PAY, RATES, HOURS) == exactly("3.60")
    assert worked_out(LEVY, PAY, RATES, HOURS) == exactly("0.17")
    assert worked_out(NI, PAY, RATES, HOURS) == exactly("4.68")


def test_holiday_pay_on_record_goes_before_the_rate():
    # £30.00 + £2.00: levy 0.5% is £0.16; National Insurance 15% of £1,280 - £96 is £177.60 a week, £4.44 an hour.
    on_record = Decimal("2.00")

    assert worked_out(LEVY, PAY, RATES, HOURS, on_record) == exactly("0.16")
    assert worked_out(NI, PAY, RATES, HOURS, on_record) == exactly("4.44")
    assert worked_out(NI, PAY, RATES, HOURS, Decimal(0)) == worked_out(
        NI, PAY, RATES._replace(holiday=None), HOURS, Decimal(0)
    )


def test_without_hours_national_insurance_lies_between_nothing_and_the_whole_rate():
    # 15% of £33.60.
    assert worked_out(NI, PAY, RATES, None) == Range(Decimal(0), Decimal("5.04"))
    assert worked_out(NI, PAY, RATES, None, Decimal("2.00")) == Range(Decimal(0), Decimal("4.80"))


@pytest.mark.parametrize(("hours", "ni"), [("2", "0.00"), ("2.85", "0.00"), ("2.86", "0.01"), ("3", "0.24")])
def test_pay_under_the_weekly_threshold_bears_no_national_insurance(hours, ni):
    # £33.60 an hour reaches £96 in 2.857… hours; 3 hours earn £100.80, and 15% of £4.80 is £0.72, £0.24 an hour.
    assert worked_out(NI, PAY, RATES, Decimal(hours)) == exactly(ni)


def test_nothing_is_rounded_before_the_end():
    # Holiday pay is 12% of £10.04, £1.2048, so that £11.2448 is earned: 14.9% of it is £1.6754752, of £11.24 £1.67476.
    rates = RATES._replace(threshold=Decimal(0), ni=Decimal("14.9"))

    assert worked_out(HOLIDAY, Decimal("10.04"), rates, HOURS) == exactly("1.20")
    assert worked_out(NI, Decimal("10.04"), rates, HOURS) == exactly("1.68")
    assert worked_out(NI, Decimal("10.04"), rates, HOURS, Decimal("1.20")) == exactly("1.67")


def test_half_a_penny_goes_up_though_a_third_has_no_end():
    # 3 hours of £32.70 earn £98.10; 15% of the £0.10 above £98 is £0.015 a week, £0.005 an hour.
    rates = RATES._replace(threshold=Decimal(98))

    assert worked_out(NI, Decimal("32.70"), rates, Decimal(3), Decimal(0)) == exactly("0.01")


def test_the_ceiling_of_an_example_by_hand():
    # £31.38: holiday pay £3.7656, earned £35.1456; National Insurance 15% of £1,405.824 - £96 over 40 hours £4.911…:
    # £31.38 + £3.77 + £4.91 = £40.06. £31.33: £3.7596 and £4.9035…: £31.33 + £3.76 + £4.90 = £39.99.
    # £31.34: £3.7608 and £4.9051…: £31.34 + £3.76 + £4.91 = £40.01.
    assert paye_ceiling(Decimal("40.00"), (NI, HOLIDAY), RATES, HOURS) == Decimal("31.33")
    assert paye_ceiling(Decimal("40.01"), (NI, HOLIDAY), RATES, HOURS) == Decimal("31.34")


def test_the_ceiling_without_hours_bears_the_whole_rate():
    # 1.12 + 15% of 1.12 are 1.288 times the pay: £25.00 makes £25.00 + £3.00 + £4.20 = £32.20.
    assert paye_ceiling(Decimal("32.20"), (NI, HOLIDAY), RATES, None) == Decimal("25.00")
    assert paye_ceiling(Decimal("32.19"), (NI, HOLIDAY), RATES, None) == Decimal("24.99")


def test_the_ceiling_with_nothing_to_add_is_the_cap():
    assert paye_ceiling(Decimal("32.20"), (), RATES, HOURS) == Decimal("32.20")
    assert paye_ceiling(Decimal("32.209"), (), RATES, HOURS) == Decimal("32.20")


@pytest.mark.parametrize("cap", ["0", "0.001", "-5"])
def test_a_cap_of_nothing_leaves_nothing(cap):
    assert paye_ceiling(Decimal(cap), (NI, HOLIDAY), RATES, HOURS) == 0


def test_only_the_rates_that_are_needed_are_asked_for():
    numbers = statutory()

    assert rates_on(numbers, DAY, PARTS) == RATES
    assert rates_on(numbers, DAY, [HOLIDAY]) == Rates(holiday=Decimal(12))
    assert rates_on(numbers, DAY, [LEVY]) == Rates(levy=Decimal("0.5"), holiday=Decimal(12))
    assert rates_on(numbers, DAY, [NI], Decimal(0)) == Rates(ni=Decimal(15), threshold=Decimal(96))


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("employer_ni_rate", [NI]),
        ("employer_ni_threshold", [NI]),
        ("apprenticeship_levy_rate", [LEVY]),
        ("holiday_pay_rate", [NI]),
    ],
)
def test_a_rate_that_is_needed_and_not_known_is_named(name, parts):
    unknown = statutory(**{name: None})

    with pytest.raises(NotInForce, match=name.replace("_", " ")):
        rates_on(unknown, DAY, parts)


def test_a_rate_that_was_not_asked_for_is_never_taken_for_nothing():
    for part in (NI, LEVY, HOLIDAY):
        with pytest.raises(ValueError, match="this rate was not asked for"):
            worked_out(part, PAY, Rates(), HOURS)
    with pytest.raises(ValueError, match="this rate was not asked for"):
        worked_out(NI, PAY, RATES._replace(threshold=None), HOURS)
