"""Money is exact, rounded once, and written in one way."""

from decimal import Decimal

import pytest

from compliance.money import in_pounds, to_the_penny


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [("0.004", "0.00"), ("0.005", "0.01"), ("1.015", "1.02"), ("2.675", "2.68"), ("-0.005", "-0.01"), ("24", "24.00")],
)
def test_half_a_penny_goes_up(amount, rounded):
    assert str(to_the_penny(Decimal(amount))) == rounded


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("24", "£24.00"),
        ("24.5", "£24.50"),
        ("24.0100", "£24.01"),
        ("1234567.5", "£1,234,567.50"),
        ("-3.2", "-£3.20"),
        ("-0.5", "-£0.50"),
        ("0", "£0.00"),
        ("1E+2", "£100.00"),
    ],
)
def test_pounds_have_two_places_and_commas(amount, written):
    assert in_pounds(Decimal(amount)) == written


def test_a_fraction_of_a_penny_is_shown_rather_than_rounded_away():
    assert in_pounds(Decimal("24.004")) == "£24.004"
