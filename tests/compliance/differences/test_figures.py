"""Caps and numbers that rise, fall, come, go, and become known: each said once, and of the right day."""

from dataclasses import replace
from datetime import date

import pytest

from compliance.agreement import Band
from compliance.agreement_reads import READS
from compliance.differences.naming import NUMBERS
from tests.compliance.differences.conftest import APRIL, OLD, SINCE, cap, clause, number

OTHERS = cap("30.00", role="social_worker")
NEXT_YEAR = date(2027, 4, 1)
NO_EFFECT = "Nothing changes from 1 April 2026 on: only the order of the file, or what it says of days before, differs."


@pytest.mark.parametrize(
    ("caps", "sentences"),
    [
        (cap("43.50", APRIL), ["The team manager cap rises by £1.50 to £43.50 from 1 April 2026."]),
        (cap("41.995", APRIL), ["The team manager cap falls by £0.005 to £41.995 from 1 April 2026."]),
        (cap(None, APRIL), ["The team manager cap is not known from 1 April 2026. It was £42.00."]),
        ((), ["The team manager cap ends: there is none from 1 April 2026. It was £42.00."]),
        (cap("42.00", APRIL), [NO_EFFECT]),
        (cap("42.00") + cap("44.00", NEXT_YEAR), ["The team manager cap rises by £2.00 to £44.00 from 1 April 2027."]),
    ],
)  # fmt: skip
def test_what_becomes_of_a_cap(told, caps, sentences):
    assert told(caps=(*caps, *OTHERS)) == sentences


def test_a_second_change_says_what_the_version_before_says_of_that_day(told):
    assert told(caps=(*cap("43.00", APRIL), *cap("44.00", NEXT_YEAR), *OTHERS)) == [
        "The team manager cap rises by £1.00 to £43.00 from 1 April 2026.",
        "The team manager cap is £44.00 from 1 April 2027, where version 2025 says £42.00.",
    ]


def test_a_difference_that_ends_is_said_to_end(told):
    assert told(caps=(*cap("43.00", APRIL), *cap("42.00", NEXT_YEAR), *OTHERS)) == [
        "The team manager cap rises by £1.00 to £43.00 from 1 April 2026.",
        "The team manager cap is the same again, £42.00, from 1 April 2027.",
    ]


def test_a_cap_becomes_known(told):
    before = replace(OLD, caps=(*cap(None), *OTHERS))

    assert told(before, caps=(*cap("43.50", APRIL), *cap("44.00", NEXT_YEAR), *OTHERS)) == [
        "The team manager cap becomes known: £43.50 from 1 April 2026.",
        "The team manager cap is £44.00 from 1 April 2027.",
    ]


def test_a_cap_becomes_known_for_a_time(told):
    before = replace(OLD, caps=(*cap(None), *OTHERS))

    assert told(before, caps=(*cap("43.50", APRIL), *cap(None, NEXT_YEAR), *OTHERS)) == [
        "The team manager cap becomes known: £43.50 from 1 April 2026.",
        "The team manager cap is the same again, not known, from 1 April 2027.",
    ]


def test_kinds_of_pay_are_named_where_they_differ(told):
    paye, others = (
        cap("43.00", APRIL, pay_types=["paye"]),
        cap("42.50", APRIL, pay_types=["umbrella", "limited_company"]),
    )

    assert told(caps=(*paye, *others, *OTHERS)) == [
        "The team manager cap for PAYE pay rises by £1.00 to £43.00 from 1 April 2026.",
        "The team manager cap for umbrella company and limited company pay rises by £0.50 to £42.50 from 1 April 2026.",
    ]


def test_a_new_cap_says_whether_it_is_illustrative(told):
    new = cap("20.00", APRIL, role="head_of_service", illustrative=True)

    assert told(caps=(*OLD.caps, *new)) == [
        "The head of service cap is new: £20.00 from 1 April 2026, an illustrative figure."
    ]
    assert told(caps=(*OLD.caps, *cap(None, APRIL, role="head_of_service"))) == [
        "The head of service cap is new from 1 April 2026, but not known."
    ]


def test_a_cap_of_a_band_names_the_band(told):
    banded = cap("44.00", APRIL, band="expert")

    assert told(caps=(*OLD.caps, *banded), bands=(Band("expert", "five years or more", 5),)) == [
        "The team manager cap (five years or more) is new: £44.00 from 1 April 2026.",
        "The band of experience “five years or more” is added: 5 years or more.",
    ]


def test_a_cap_of_a_clause_with_another_name_is_called_by_it(told):
    price = cap("50.00", APRIL, clause="price-cap")
    night = cap("60.00", APRIL, clause="night-work")
    clauses = (*OLD.clauses, clause("night-work", title="Work at night"))

    sentences = told(caps=(*OLD.caps, *price, *night), clauses=clauses)

    assert "The team manager price cap is new: £50.00 from 1 April 2026." in sentences
    assert "The team manager cap under “Work at night” is new: £60.00 from 1 April 2026." in sentences


def test_signed_figures_that_take_the_place_of_illustrative_ones_are_told_together(told):
    before = replace(OLD, caps=tuple(each._replace(illustrative=True) for each in OLD.caps))
    signed = tuple(each._replace(source="The signed schedule.", sure="primary source") for each in OLD.caps)

    assert told(before, caps=signed) == [
        "From 1 April 2026 every cap is no longer illustrative.",
        "From 1 April 2026 the source of every cap is “The signed schedule.”",
        "From 1 April 2026 how sure we are of every cap is “primary source”.",
    ]


def test_some_caps_become_illustrative_and_are_listed(told):
    roles = cap("30.00", role="social_worker", illustrative=True), cap("42.00", illustrative=True)
    other = cap("35.00", role="senior_social_worker")
    before = replace(OLD, caps=(*OLD.caps, *other))

    assert told(before, caps=(*roles[0], *roles[1], *other)) == [
        "From 1 April 2026 the social worker cap and the team manager cap are illustrative."
    ]


def test_what_else_is_said_of_a_cap(told):
    first = cap("42.00", base="charge", lowered="The {market} fell")

    assert told(caps=(*first, *OTHERS)) == [
        "From 1 April 2026 what is compared with the team manager cap is “charge”.",
        "From 1 April 2026 the reason for lowering the team manager cap is “The {market} fell”.",
    ]


def test_a_source_that_differs_for_a_time_is_the_same_again(told):
    later = cap("42.00", NEXT_YEAR)
    for_now = tuple(each._replace(source="hearsay", since=APRIL) for each in later)

    assert told(caps=(*for_now, *later, *OTHERS)) == [
        "From 1 April 2026 the source of the team manager cap is “hearsay”.",
        "From 1 April 2027 the source of the team manager cap is “a test” again.",
    ]


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ((number("6", APRIL),), "The cool-off rises from 3 to 6 months from 1 April 2026."),
        ((number("1", APRIL),), "The cool-off falls from 3 to 1 month from 1 April 2026."),
        ((number("12", APRIL, unit="weeks"),), "The cool-off changes from 3 months to 12 weeks from 1 April 2026."),
        ((number(None, APRIL),), "The cool-off is not known from 1 April 2026. It was 3 months."),
        ((), "The cool-off ends: there is none from 1 April 2026. It was 3 months."),
    ],
)
def test_what_becomes_of_a_number(told, numbers, sentence):
    assert told(numbers=numbers) == [sentence]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"unit": "percent"}, ("13.8", "15", "rises from 13.8% to 15% from 1 April 2026.")),
        ({"unit": "pounds a week"}, ("175", "96", "falls from £175.00 to £96.00 a week from 1 April 2026.")),
        ({"unit": "pounds an hour"}, ("10", "12.5", "rises by £2.50 to £12.50 from 1 April 2026.")),
        ({"unit": "days a week"}, ("2", "1", "falls from 2 to 1 day a week from 1 April 2026.")),
        ({"unit": "references"}, ("2", "3", "rises from 2 to 3 from 1 April 2026.")),
        ({"unit": "days"}, ("730", "1095", "rises from 730 to 1,095 days from 1 April 2026.")),
    ],
)
def test_a_number_is_written_in_its_unit(told, given, sentence):
    was, becomes, end = sentence
    before = replace(OLD, numbers=(number(was, name="threshold", **given),))

    assert told(before, numbers=(number(becomes, APRIL, name="threshold", **given),)) == [
        f"The threshold of “Cool off” {end}"
    ]


def test_two_clauses_with_one_rule_are_told_apart(told):
    clauses = (*OLD.clauses, clause("gap", "cool_off", title="Gap"))
    before = replace(OLD, clauses=clauses, numbers=(number("3"), number("3", clause="gap")))

    assert told(before, numbers=(number("3"), number("4", clause="gap"))) == [
        "The cool-off of “Gap” rises from 3 to 4 months from 1 April 2026."
    ]


def test_every_number_that_our_rules_read_has_a_name_of_its_own():
    assert set(NUMBERS) == {(rule, name) for rule, read in READS.items() for name in read.numbers}


def test_what_holds_before_the_version_does_is_not_compared(told):
    earlier = cap("10.00", date(2024, 1, 1))

    assert told(caps=(*earlier, *cap("42.00", SINCE), *OTHERS)) == [NO_EFFECT]
