"""A clause has what its rule reads, says nothing that nobody reads, and its dates are in order."""

import pytest

from tests.compliance.agreement_checks.files import CAP_CLAUSE, CAPS, GOOD, TOP, UNJUDGED, changed, only, said

WITH_ON_COSTS = 'base = "pay_and_on_costs"\npaye = "statutory"\npaye_less = ["employer_ni"]\non_costs = "rates"'
EXPERIENCE = """
[[clause]]
id = "experience"
rule = "experience"
title = "Experience"
words = "Three years."
source = "a test"
sure = "our decision"
since = 2025-03-01
known = "before_start"
judged = "engagement"
counts = ["local_authority"]
"""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("existing_from = 2025-06-01", "existing_from = 2019-12-31", "“existing_from” is before “since”."),
        ("existing_from = 2025-06-01", "existing_from = 2031-01-01", "“existing_from” is after “until”."),
    ],
)
def test_dates_are_in_order(old, new, says):
    assert only(old, new) == (new, f"{says} Put the dates in order.")


@pytest.mark.parametrize("day", ["2020-01-01", "2030-12-31"])
def test_the_first_and_the_last_day_are_in_order(day):
    assert said(changed("existing_from = 2025-06-01", f"existing_from = {day}")) == []


def test_a_last_day_comes_after_the_first():
    found = said(changed("until = 2030-12-31", "until = 2019-12-31"))

    assert found[0].endswith("“until” is before “since”. Put the dates in order.")


def test_a_clause_that_ended_before_the_version_begins_is_of_no_use():
    ended = changed("existing_from = 2025-06-01\n", "")

    assert said(changed("until = 2030-12-31", "until = 2025-01-01", ended)) == []
    assert only("until = 2030-12-31", "until = 2024-12-31", ended) == (
        "until = 2024-12-31",
        "This clause ends on 31 December 2024, before this version begins. "
        "Take the clause out, or give it a later last day.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "rule", "says"),
    [
        ('base = "pay"\n', "", "pay_cap", "The rule “pay_cap” needs “base”. Add base = … to this clause."),
        (
            'contracts = ["permanent"]', "contracts = []", "cool_off",
            "The rule “cool_off” needs “contracts”. Add contracts = … to this clause.",
        ),
    ],
)  # fmt: skip
def test_a_clause_has_the_keys_that_its_rule_needs(old, new, rule, says):
    assert only(old, new) == (f'rule = "{rule}"', says)


def test_a_clause_has_the_numbers_that_its_rule_needs():
    found = said(GOOD + EXPERIENCE)

    assert [problem.split(": ", 1)[1] for problem in found] == [
        "The rule “experience” needs “needed”. Add a [[parameter]] with name = \"needed\".",
        "The rule “experience” needs “needed_months”. Add a [[parameter]] with name = \"needed_months\".",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('paye = "statutory"', "paye"),
        ('on_costs = "rates"', "on_costs"),
        ('base = "pay"', "base"),
        ('project_teams = "only"', "project_teams"),
        ('counts = ["agency"]', "counts"),
    ],
)
def test_a_key_that_the_rule_does_not_read_is_told(line, key):
    assert only('contracts = ["permanent"]', f'contracts = ["permanent"]\n{line}') == (
        line, f"The rule “cool_off” does not read “{key}”. Take it out.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('base = "pay"', "base"),
        ('convention = "same_day"', "convention"),
        ('cover = ["exemption"]', "cover"),
        ("transitional = true", "transitional"),
        ("existing_from = 2026-01-01", "existing_from"),
    ],
)
def test_a_key_for_a_rule_where_there_is_none_is_told(line, key):
    assert only('id = "monitoring"', f'id = "monitoring"\n{line}') == (
        line, f"No rule judges this clause, so that nobody reads “{key}”. Take it out.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "key"), [("existing_from = 2026-01-01", "existing_from"), ("transitional = true", "transitional")]
)
def test_a_clause_about_the_start_binds_no_earlier_assignment(line, key):
    assert only('contracts = ["permanent"]', f'contracts = ["permanent"]\n{line}') == (
        line,
        f"A clause that is judged at the start binds no earlier one, so that nobody reads “{key}”. "
        'Take it out, or write judged = "continuing".',
    )


def test_on_costs_that_are_worked_out_have_their_rates():
    assert said(changed('base = "pay"', WITH_ON_COSTS)) == []
    assert only('base = "pay"', WITH_ON_COSTS.replace('\non_costs = "rates"', "")) == (
        'paye = "statutory"',
        "On-costs are worked out, but no statutory rates are named. "
        "Name in “on_costs” the agreement that holds them.",
    )  # fmt: skip
    assert only('base = "pay"', WITH_ON_COSTS.replace("statutory", "stated")) == (
        'on_costs = "rates"',
        "Statutory rates are named, but nothing is worked out from them. "
        'Write paye = "statutory", or take it out.',
    )  # fmt: skip


def test_pay_without_on_costs_has_none_to_leave_out():
    [one, two, three] = said(changed('base = "pay"', WITH_ON_COSTS.replace("pay_and_on_costs", "pay")))

    assert one.endswith(
        "Hourly pay is compared without on-costs, so that nobody reads “paye”. Take it out, or change the base."
    )
    assert "“paye_less”" in two
    assert "“on_costs”" in three


def test_a_cap_with_a_base_of_its_own_may_need_the_on_costs():
    other = changed('band = "newer"', 'band = "newer"\nbase = "charge"')

    assert (
        said(changed('base = "pay"\ncounts', WITH_ON_COSTS.replace("pay_and_on_costs", "pay") + "\ncounts", other))
        == []
    )


def test_experience_counts_only_where_caps_are_given_by_it():
    caps = CAPS.replace('band = "newer"\n', "").replace('band = "longer"\n', "").replace("2024-01-01", "2025-01-01")
    roles = '[[role]]\nslug = "team_manager"\nname = "team manager"\ncore_type = "team_manager"\n'
    text = TOP + roles + CAP_CLAUSE + caps[caps.index('[[cap]]\nrole = "team_manager"') :]

    assert said(text.replace('counts = ["local_authority", "agency"]\n', "")) == []
    assert only("x", "x", text + "# x") == (
        'counts = ["local_authority", "agency"]',
        "No cap is given by experience, so that nobody reads “counts”. Take it out, or give caps by [[band]].",
    )


@pytest.mark.parametrize(
    ("clause", "says"),
    [
        ("monitoring", "The clause “monitoring” is judged by no rule."),
        ("cap", "The clause “cap” has a rule that reads no exception."),
    ],
)
def test_an_exception_belongs_to_a_rule_that_reads_one(clause, says):
    assert only('clause = "cool-off"\nreason', f'clause = "{clause}"\nreason') == (
        f'clause = "{clause}"', f"{says} Take this exception out, or correct the name of its clause.",
    )  # fmt: skip


def test_a_promotion_needs_ranks_to_compare():
    promotion = changed('reason = "redundancy"', 'reason = "promotion"')

    assert said(promotion) == []
    assert only("rank = 2", "rank = 1", promotion) == (
        'reason = "promotion"',
        "A promotion is told by the ranks of two roles, and no two roles differ in rank. Give each [[role]] its rank.",
    )


def test_a_clause_that_nobody_judges_may_say_when_it_must_be_known():
    assert said(TOP + UNJUDGED) == []
