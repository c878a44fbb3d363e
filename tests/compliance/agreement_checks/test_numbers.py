"""Parameters: read, in the unit of their rule, and there on every day of the version."""

import pytest

from tests.compliance.agreement_checks.files import changed, only, said

MONTHS = """
[[parameter]]
clause = "cool-off"
name = "months"
since = {since}
value = "6"
unit = "months"
source = "a test"
sure = "our decision"
"""
EXCEPTIONS = "\n[[exception]]"
ON_SITE = """
[[clause]]
id = "on-site"
rule = "on_site"
title = "On site"
words = "Some days."
source = "a test"
sure = "our decision"
since = 2025-01-01
known = "before_start"
judged = "continuing"

[[parameter]]
clause = "on-site"
name = "minimum"
since = 2025-01-01
value = "2.5"
unit = "days a week"
source = "a test"
sure = "our decision"
"""


def months(since, until=""):
    """The sound file with six months from a day on; the clause binds from 1 March 2025, to `until`."""
    text = changed(EXCEPTIONS, MONTHS.format(since=since) + EXCEPTIONS)
    return changed("since = 2025-03-01", f"since = 2025-03-01\nuntil = {until}", text) if until else text


def test_a_number_that_its_rule_does_not_read_is_told():
    found = said(changed('name = "minimum"', 'name = "most"', changed(EXCEPTIONS, ON_SITE + EXCEPTIONS)))

    assert [problem.split(": ", 1)[1] for problem in found] == [
        "The rule “on_site” needs “minimum”. Add a [[parameter]] with name = \"minimum\".",
        "The rule “on_site” does not read “most”. Use one of: minimum.",
    ]  # fmt: skip


def test_a_number_of_a_rule_that_reads_none_is_told():
    assert only(EXCEPTIONS, MONTHS.format(since="2025-01-01").replace("cool-off", "cap") + EXCEPTIONS) == (
        'name = "months"', "The rule “pay_cap” does not read “months”. Take it out: the rule reads no number.",
    )  # fmt: skip


def test_a_number_of_a_clause_that_nobody_judges_is_told():
    assert only(EXCEPTIONS, MONTHS.format(since="2025-01-01").replace("cool-off", "monitoring") + EXCEPTIONS) == (
        'name = "months"',
        "No rule judges the clause “monitoring”, so that nobody reads “months”. "
        "Take it out, and say it in the words of the clause.",
    )  # fmt: skip


def test_a_clause_that_nobody_judges_may_hold_the_statutory_rates():
    rate = MONTHS.format(since="2025-01-01").replace("cool-off", "monitoring").replace('"6"', '"13.8"')
    rate = rate.replace('name = "months"', 'name = "employer_ni_rate"').replace('unit = "months"', 'unit = "percent"')

    assert said(changed(EXCEPTIONS, rate + EXCEPTIONS)) == []
    assert only('unit = "percent"', 'unit = "months"', changed(EXCEPTIONS, rate + EXCEPTIONS)) == (
        'unit = "months"',
        "“employer_ni_rate” is counted in percent, not in months. "
        'Write unit = "percent", or correct the name.',
    )  # fmt: skip


@pytest.mark.parametrize("unit", ["days", "weeks", "years", "percent", "references", "days a week", "pounds a week"])
def test_a_number_is_in_the_unit_that_its_rule_counts_in(unit):
    assert only('unit = "months"', f'unit = "{unit}"') == (
        f'unit = "{unit}"',
        f"“months” is counted in months, not in {unit}. "
        'Write unit = "months", or correct the name.',
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("3.5", "“3.5” is not a whole number. Write a whole number of months."),
        ("0", "0 months cannot be right for “months”. Write a number from 1 to 1200."),
        ("1201", "1201 months cannot be right for “months”. Write a number from 1 to 1200."),
    ],
)
def test_a_number_is_one_that_can_be(value, says):
    assert only('value = "3"', f'value = "{value}"') == (f'value = "{value}"', says)


@pytest.mark.parametrize("value", ["1", "1200", "unknown"])
def test_the_ends_of_what_can_be_are_inside(value):
    assert said(changed('value = "3"', f'value = "{value}"')) == []


def test_days_a_week_may_be_halves_and_are_at_most_seven():
    text = changed(EXCEPTIONS, ON_SITE + EXCEPTIONS)

    assert said(text) == []
    assert only('value = "2.5"', 'value = "7.5"', text)[1] == (
        "7.5 days a week cannot be right for “minimum”. Write a number from 0 to 7."
    )


def test_a_number_that_is_not_known_is_not_an_invented_one():
    assert only('value = "3"', 'value = "unknown"\nillustrative = true') == (
        "illustrative = true",
        "A figure that is not known cannot be illustrative. Take “illustrative” out, or give the figure.",
    )


REMEDY = 'Let it begin earlier, or add a [[parameter]] for those days with value = "unknown".'


def test_a_day_without_a_number_is_told():
    late = changed('name = "months"\nsince = 2020-01-01', 'name = "months"\nsince = 2025-03-02')

    assert said(changed("2025-03-02", "2025-03-01", late)) == []
    assert only("x", "x", late + "# x") == (
        "since = 2025-03-02", f"There is no figure for “months” on 1 March 2025. {REMEDY}",
    )  # fmt: skip
    assert only("since = 2025-03-02", "since = 2025-05-01", late) == (
        "since = 2025-05-01", f"There is no figure for “months” from 1 March 2025 to 30 April 2025. {REMEDY}",
    )  # fmt: skip


def test_a_clause_of_a_single_day_needs_its_number_on_that_day():
    one_day = changed("since = 2025-03-01", "since = 2025-03-01\nuntil = 2025-03-01")
    late = changed('name = "months"\nsince = 2020-01-01', 'name = "months"\nsince = 2025-03-02', one_day)

    assert said(one_day) == []
    [gap, dead] = [problem.split("]] 1: ")[1] for problem in said(late)]
    assert gap == f"There is no figure for “months” on 1 March 2025. {REMEDY}"
    assert dead.startswith("This figure for “months” is never used, because its clause ends on 1 March 2025.")


def test_days_before_the_version_begins_need_no_number():
    text = changed("since = 2025-03-01", "since = 2019-01-01")
    text = changed('name = "months"\nsince = 2020-01-01', 'name = "months"\nsince = 2025-01-01', text)

    assert said(text) == []


def test_a_number_that_the_next_one_replaces_before_it_is_ever_used_is_told():
    assert said(months("2025-03-02")) == []
    [problem] = said(months("2025-03-01"))
    assert problem.endswith(
        "[[parameter]] 1: This figure for “months” is never used in this version, because the next one holds from "
        "1 March 2025. Take it out."
    )


def test_a_number_later_than_its_clause_is_told():
    assert said(months("2026-12-31", until="2026-12-31")) == []
    [problem] = said(months("2027-01-01", until="2026-12-31"))
    assert problem.endswith(
        "[[parameter]] 2: This figure for “months” is never used, because its clause ends on 31 December 2026. "
        "Take it out, or give the clause a later last day."
    )
