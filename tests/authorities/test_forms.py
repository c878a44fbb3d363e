"""Forms say exactly what is wrong, and show again what was typed."""

from datetime import date
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from authorities.forms import (
    ChoiceField,
    DateField,
    FilterForm,
    MoneyField,
    NumberField,
    PortalForm,
    SweNumberField,
    WholeNumberField,
    YesNoField,
)

PAY_TYPES = [("paye", "PAYE"), ("umbrella", "Umbrella company")]


class OrderForm(PortalForm):
    swe_number = SweNumberField(label="Registration number")
    name = forms.CharField(label="Worker’s name", max_length=20)
    supplier = forms.ChoiceField(label="Supplier", choices=PAY_TYPES)
    pay_type = ChoiceField(label="Pay type", choices=PAY_TYPES)
    hourly_pay = MoneyField(label="Hourly pay", max_value=Decimal(500))
    weekly_hours = NumberField(label="Hours a week", decimal_places=2, suffix="hours")
    notice_weeks = WholeNumberField(label="Notice", required=False)
    team = YesNoField(
        label="Is this a project team?", error_messages={"required": "Select yes if this is a project team"}
    )
    start_on = DateField(label="Start date", earliest=date(2015, 1, 1))
    email = forms.EmailField(label="Email address")
    nouns = {"weekly_hours": "weekly hours"}


GOOD = {
    "swe_number": " sw123456 ",
    "name": "Test Worker",
    "supplier": "paye",
    "pay_type": "umbrella",
    "hourly_pay": "£24.50",
    "weekly_hours": "37.5",
    "team": "no",
    "start_on_day": "1",
    "start_on_month": "3",
    "start_on_year": "2026",
    "email": "asha@example.org",
}


def said(**typed):
    """What the form says about each field, when these are typed over a good form."""
    form = OrderForm(GOOD | typed)
    return {name: list(messages) for name, messages in form.errors.items()}


def test_a_good_form_gives_clean_values():
    form = OrderForm(GOOD)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["swe_number"] == "SW123456"
    assert form.cleaned_data["hourly_pay"] == Decimal("24.50")
    assert form.cleaned_data["start_on"] == date(2026, 3, 1)
    assert form.cleaned_data["team"] is False
    assert form.cleaned_data["notice_weeks"] is None


def test_an_empty_form_says_what_to_enter_in_each_field():
    form = OrderForm({})

    assert {name: messages[0] for name, messages in form.errors.items()} == {
        "swe_number": "Enter registration number",
        "name": "Enter worker’s name",
        "supplier": "Select supplier",
        "pay_type": "Select pay type",
        "hourly_pay": "Enter hourly pay",
        "weekly_hours": "Enter weekly hours",
        "team": "Select yes if this is a project team",
        "start_on": "Enter a start date",
        "email": "Enter email address",
    }


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("abc", "Hourly pay must be an amount in pounds, like 35.50"),
        ("24,5", "Hourly pay must be an amount in pounds, like 35.50"),
        ("1e5", "Hourly pay must be an amount in pounds, like 35.50"),
        ("NaN", "Hourly pay must be an amount in pounds, like 35.50"),
        ("٢٤", "Hourly pay must be an amount in pounds, like 35.50"),
        ("😀", "Hourly pay must be an amount in pounds, like 35.50"),
        ("-1", "Hourly pay must be £0 or more"),
        ("−1", "Hourly pay must be £0 or more"),
        ("501", "Hourly pay must be £500 or less"),
        ("24.505", "Hourly pay must be in pounds and pence, like 35.50"),
        ("9" * 40, "Hourly pay must be £500 or less"),
    ],
)
def test_pay_says_what_is_wrong(typed, message):
    assert said(hourly_pay=typed)["hourly_pay"] == [message]


def test_a_number_without_a_highest_is_said_to_be_too_large():
    assert said(weekly_hours="9" * 40)["weekly_hours"] == ["Weekly hours is too large a number"]


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("£24.50", "24.50"),
        (" 24 ", "24"),
        (".5", "0.5"),
        ("£1,024.50", "1024.50"),
        ("24.", "24"),
        ("1 024.50", "1024.50"),
    ],
)
def test_pay_is_read_as_people_write_it(typed, amount):
    assert MoneyField().clean(typed) == Decimal(amount)


@given(st.decimals(0, 99999, places=2))
def test_any_amount_is_read_back_as_it_is_printed(amount):
    assert MoneyField().clean(f"£{amount:,.2f}") == amount


def test_a_whole_number_must_be_whole():
    assert said(notice_weeks="2.5")["notice_weeks"] == ["Notice must be a whole number"]
    assert WholeNumberField().clean("4") == 4


@pytest.mark.parametrize("typed", ["123456", "SW0123", "SW1234567", "SW12A", "SW", "SW12 34", "SW１２", "SW1\n2"])
def test_a_wrong_registration_number_is_explained(typed):
    assert said(swe_number=typed)["swe_number"] == [
        "Registration number must be SW and then up to 6 digits, like SW123456"
    ]


def test_the_most_digits_of_a_registration_number_are_a_setting(settings):
    settings.SWE_NUMBER_DIGITS = 7

    assert SweNumberField().clean("SW1234567") == "SW1234567"


@pytest.mark.parametrize(
    ("day", "month", "year", "message", "parts"),
    [
        ("", "3", "2026", "Start date must include a day", ("day",)),
        ("", "", "2026", "Start date must include a day and month", ("day", "month")),
        ("31", "2", "2026", "Start date must be a real date", ("day",)),
        ("29", "2", "2025", "Start date must be a real date", ("day",)),
        ("1", "13", "2026", "Start date must be a real date", ("month",)),
        ("x", "y", "2026", "Start date must be a real date", ("day", "month")),
        ("1", "3", "26", "Year must include 4 numbers", ("year",)),
        ("1", "3", "0000", "Start date must be a real date", ("year",)),
        ("1", "3", "99999", "Start date must be a real date", ("year",)),
        ("1", "3", "1926", "Start date must be on or after 1 January 2015", ("day", "month", "year")),
        ("٣", "3", "2026", "Start date must be a real date", ("day",)),
    ],
)
def test_a_wrong_date_says_what_is_wrong_and_where(day, month, year, message, parts):
    form = OrderForm(GOOD | {"start_on_day": day, "start_on_month": month, "start_on_year": year})

    assert form.errors["start_on"] == [message]
    assert form.fields["start_on"].widget.wrong_parts == parts


def test_a_month_may_be_a_name_and_a_date_may_come_whole():
    assert DateField().clean(["1", "March", "2026"]) == date(2026, 3, 1)
    assert DateField().clean(["1", "sep", "2026"]) == date(2026, 9, 1)

    typed = {key: value for key, value in GOOD.items() if not key.startswith("start_on")}
    for whole in ("2026-03-01", "01/03/2026"):
        form = OrderForm(typed | {"start_on": whole})
        assert form.is_valid()
        assert form.cleaned_data["start_on"] == date(2026, 3, 1)


@given(st.dates(min_value=date(1900, 1, 1)))
def test_every_date_goes_round(day):
    field = DateField()

    assert field.clean(field.widget.decompress(day)) == day


@pytest.mark.parametrize(
    ("initial", "typed", "changed"),
    [
        (None, ["", "", ""], False),
        (None, ["1", "", ""], True),
        (date(2026, 4, 1), ["1", "4", "2026"], False),
        (date(2026, 4, 1), ["2", "4", "2026"], True),
        (date(2026, 4, 1), ["", "", ""], True),
    ],
)
def test_a_date_left_as_it_came_has_not_changed(initial, typed, changed):
    assert DateField().has_changed(initial, typed) is changed


def test_a_name_may_be_too_long_and_an_address_too_odd():
    assert said(name="x" * 10_000)["name"] == ["Worker’s name must be 20 characters or fewer"]
    assert said(email="asha")["email"] == ["Enter an email address in the correct format, like name@example.org"]
    assert said(supplier="other")["supplier"] == ["Select supplier from the list"]


@given(st.text(max_size=40))
def test_what_was_typed_is_shown_again(text):
    form = OrderForm(GOOD | {"hourly_pay": text, "start_on_day": text, "name": text})
    page = BeautifulSoup(str(form), "html.parser")

    shown = {name: page.find(id=f"id_{name}").get("value", "") for name in ("hourly_pay", "start_on_day", "name")}
    # A browser reads a carriage return in an attribute as a line feed; nothing else may change.
    assert set(shown.values()) == {text} or "\r" in text or "\0" in text


def test_a_field_names_its_hint_and_its_error():
    page = BeautifulSoup(str(OrderForm(GOOD | {"swe_number": "1", "start_on_day": "40"})), "html.parser")

    described = page.find(id="id_swe_number")["aria-describedby"].split()
    assert [page.find(id=one).get_text(" ", strip=True) for one in described] == [
        "For example, SW123456",
        "Error: Registration number must be SW and then up to 6 digits, like SW123456",
    ]
    assert page.find(id="id_start_on_day")["aria-invalid"] == "true"
    assert "aria-invalid" not in page.find(id="id_start_on_year").attrs
    assert page.find(id="group_id_start_on").fieldset["aria-describedby"] == "id_start_on_error"


def test_no_input_is_a_number_input_and_nothing_is_left_to_the_browser():
    page = BeautifulSoup(str(OrderForm()), "html.parser")

    assert not page.find_all("input", type="number")
    assert not page.find_all(required=True)
    assert page.find(id="id_hourly_pay")["inputmode"] == "decimal"
    assert page.find(id="id_notice_weeks")["inputmode"] == "numeric"


def test_an_optional_field_says_so_but_a_filter_does_not():
    class Filter(FilterForm):
        supplier = forms.ChoiceField(label="Supplier", choices=PAY_TYPES, required=False)
        since = DateField(label="Since", required=False)

    assert "Notice (optional)" in str(OrderForm())
    assert "optional" not in str(Filter())
    filled = Filter(QueryDict("supplier=paye&since_day=1&since_month=3&since_year=2026"))
    assert filled.chosen() == [("supplier", "Supplier", "PAYE"), ("since", "Since", "1 March 2026")]


def test_a_message_given_by_a_form_is_kept():
    class Form(PortalForm):
        reason = forms.CharField(error_messages={"required": "Enter why this worker is needed"})

    assert Form({}).errors["reason"] == ["Enter why this worker is needed"]
