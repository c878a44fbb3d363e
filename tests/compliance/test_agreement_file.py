"""A good agreement file is read; a bad one is refused, saying where."""

from datetime import date
from decimal import Decimal

import pytest

from compliance.agreement_file import Refused, problems, read
from tests.compliance.cases import AGREEMENTS, published

GOOD = """\
agreement = "north-mou"
title = "The northern memorandum"
regime = "regional"
region = "E12000001"
version = "2025"
in_force_from = 2025-01-01
source = "a test"
sure = "our decision"

[[role]]
slug = "team_manager"
name = "team manager"
core_type = "team_manager"

[[clause]]
id = "cap"
rule = "pay_cap"
title = "Pay caps"
words = "A ceiling."
source = "a test"
sure = "our decision"
since = 2015-01-01
known = "to_engage"
judged = "continuing"
base = "pay"
weeks = 4

[[cap]]
role = "team_manager"
pay_types = ["paye", "umbrella"]
since = 2024-01-01
value = "41.00"
source = "a test"
illustrative = true

[[cap]]
role = "team_manager"
pay_types = ["limited_company"]
since = 2025-01-01
value = "unknown"
source = "a test"
"""
WAITING = """
[[clause]]
id = "cool-off"
rule = "cool_off"
title = "Cool-off"
words = "Wait."
source = "a test"
sure = "our decision"
since = 2015-01-01
until = 2030-12-31
known = "to_engage"
judged = "engagement"
months = 3
convention = "same_day"
contracts = ["permanent"]

[[exception]]
clause = "cool-off"
reason = "redundancy"
source = "a test"
sure = "press or summary"
"""


def refused(old, new, text=GOOD + WAITING):
    assert old in text
    return [str(problem) for problem in problems(text.replace(old, new, 1), "north.toml")]


def only(old, new):
    (problem,) = refused(old, new)
    return problem


def test_a_good_file_is_read_into_a_version():
    version = read(GOOD + WAITING, "north.toml")
    pay, waiting = version.clauses

    assert (version.agreement, version.region, version.in_force_from) == ("north-mou", "E12000001", date(2025, 1, 1))
    assert (pay.base, pay.extra) == ("pay", {"weeks": 4})
    assert (waiting.months, waiting.convention, waiting.contracts) == (3, "same_day", ("permanent",))
    assert [allowed.reason for allowed in waiting.exceptions] == ["redundancy"]
    assert [(c.pay_type, c.value, c.illustrative) for c in version.caps] == [
        ("paye", Decimal("41.00"), True),
        ("umbrella", Decimal("41.00"), True),
        ("limited_company", None, False),
    ]


def test_clauses_take_the_convention_of_their_agreement():
    text = GOOD.replace('version = "2025"', 'version = "2025"\nconvention = "same_day"')

    assert read(text, "north.toml").clauses[0].convention == "same_day"


def test_a_bad_file_is_refused_with_every_problem():
    with pytest.raises(Refused, match="“sure” is missing") as refusal:
        read(GOOD.replace('sure = "our decision"\n', ""), "north.toml")

    assert len(refusal.value.problems) == 2


def test_a_problem_says_the_file_the_line_the_table_and_what_to_do():
    assert only('value = "41.00"', 'value = "41"') == (
        "north.toml, line 32, [[cap]] 1: “41” is not an amount of money. "
        'Write pounds and pence in quotes, like "24.00", or "unknown".'
    )


def test_a_file_that_is_not_toml_says_the_line():
    assert refused('slug = "team_manager"', "slug = ")[0].startswith("north.toml, line 11: This is not TOML")
    assert refused("[[role]]", "x = [1,\n", GOOD[: GOOD.index("slug")])[0].startswith("north.toml, line ")


@pytest.mark.parametrize("key", ["source", "since", "value", "role"])
def test_a_cap_without_a_part_is_refused(key):
    head, tail = GOOD.split("[[cap]]", 1)
    line = next(line for line in tail.splitlines() if line.startswith(f"{key} ="))
    found = problems(f"{head}[[cap]]{tail.replace(line, '', 1)}", "north.toml")

    assert found[0].line == 28
    assert found[0].message == f"“{key}” is missing."


def test_a_source_of_blanks_is_no_source():
    head, cap, tail = GOOD.partition("[[cap]]")
    found = problems(head + cap + tail.replace('"a test"', '"  "', 1), "north.toml")

    assert [(problem.line, problem.message) for problem in found] == [(33, "“source” is missing.")]


@pytest.mark.parametrize("key", ["source", "sure", "words", "since", "known", "judged"])
def test_a_clause_without_a_part_is_refused(key):
    head, tail = GOOD.split("[[clause]]", 1)
    line = next(line for line in tail.splitlines() if line.startswith(f"{key} ="))
    found = problems(f"{head}[[clause]]{tail.replace(line, '', 1)}", "north.toml")

    assert (found[0].line, found[0].message) == (15, f"“{key}” is missing.")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('version = "2025"', 'version = "2025"\ncolour = "red"', "line 6: “colour” is not a known key."),
        ('rule = "pay_cap"', 'rule = "pay_gap"', "line 17, [[clause]] 1: “pay_gap” is not a known rule."),
        ('base = "pay"', 'base = "gold"', "“gold” is not a known base. Use one of: pay, pay_and_on_costs, charge."),
        ('convention = "same_day"', 'convention = "lunar"', "“lunar” is not a known convention."),
        ('regime = "regional"', 'regime = "local"', "“local” is not a known regime."),
        ('["paye", "umbrella"]', '["paye", "cash"]', "“cash” is not a known pay_types."),
        ('reason = "redundancy"', 'reason = "bored"', "“bored” is not a known reason."),
        ('contracts = ["permanent"]', 'contracts = ["zero"]', "“zero” is not a known contracts."),
        ('sure = "press or summary"', 'sure = "very"', "“very” is not a known sure."),
        ("months = 3", 'months = "3"', "“months” is not a whole number. Write a whole number."),
        ("months = 3", "months = true", "“months” is not a whole number."),
        ("months = 3", "months = 0", "“months” is less than 1."),
        ("months = 3\n", "", "The rule “cool_off” needs “months”."),
        ('contracts = ["permanent"]', "contracts = []", "The rule “cool_off” needs “contracts”."),
        ('base = "pay"\n', "", "The rule “pay_cap” needs “base”."),
        ("until = 2030-12-31", "until = 2014-12-31", "“until” is before “since”. Put the dates in order."),
        ("until = 2030-12-31", "existing_from = 2014-12-31", "“existing_from” is before “since”."),
        ("in_force_from = 2025-01-01", "in_force_from = 2025-01-01T09:00:00", "Leave out the time."),
        ('value = "41.00"', "value = 41.00", "“value” is not text in quotes."),
        ("[[role]]", "[role]", "“role” is not a table. Head each one with [[role]]."),
        ('role = "team_manager"', 'role = "tea_manager"', "There is no role “tea_manager”."),
        ('clause = "cool-off"', 'clause = "cold"', "There is no clause “cold”. Use one of: cap, cool-off."),
        ('region = "E12000001"\n', "", "“region” and “regime” do not fit together."),
        ('regime = "regional"', 'regime = "national"', "“region” and “regime” do not fit together."),
        ('id = "cool-off"', 'id = "cap"', "“cap” is given twice: see [[clause]] 1."),
        ("since = 2024-01-01", "since = 2025-01-02", "There is no cap for team manager (paye) on 1 January 2025."),
        ('["limited_company"]', '["paye"]', "There is no cap for team manager (limited_company) on 1 January 2025."),
    ],
)
def test_each_fault_is_named(old, new, says):
    assert any(says in problem for problem in refused(old, new))


def test_a_cap_for_an_unknown_clause_is_refused():
    found = refused('value = "unknown"', 'clause = "price"\nvalue = "unknown"')

    assert any("line 40, [[cap]] 2: There is no clause “price”. Use one of: cap, cool-off." in each for each in found)


def test_an_overlap_of_caps_is_refused():
    overlap = refused('pay_types = ["limited_company"]\nsince = 2025-01-01', 'pay_types = ["paye"]\nsince = 2024-01-01')

    assert any("“cap, team_manager, paye, 2024-01-01” is given twice: see [[cap]] 1." in each for each in overlap)
    assert any(each.startswith("north.toml, line 39, [[cap]] 2") for each in overlap)


def test_a_part_missing_from_the_last_table_points_at_its_head():
    found = problems(GOOD.removesuffix('source = "a test"\n'), "north.toml")

    assert [(problem.line, problem.message) for problem in found] == [(36, "“source” is missing.")]


def test_a_further_key_of_a_clause_is_kept_whatever_its_name():
    assert read(GOOD.replace("weeks = 4", 'value = "four"'), "north.toml").clauses[0].extra == {"value": "four"}


@pytest.mark.parametrize("path", sorted(AGREEMENTS.glob("*.toml")), ids=lambda path: path.stem)
def test_each_agreement_that_ships_is_sound(path):
    assert problems(path.read_text(), path.name) == []


def test_the_only_caps_shipped_as_fact_are_those_in_the_public_record():
    shipped = [published(path.stem) for path in AGREEMENTS.glob("*.toml")]
    as_fact = {
        (version.version, cap.role, str(cap.value))
        for version in shipped
        for cap in version.caps
        if cap.value is not None and not cap.illustrative
    }

    assert as_fact == {
        ("2015", "social_worker", "22.50"),
        ("2015", "senior_social_worker", "24.00"),
        ("2015", "team_manager", "35.75"),
    }


def test_every_exception_shipped_says_that_it_comes_from_a_summary():
    allowed = published("dfe-agency-rules-2024").clause("cool-off").exceptions

    assert {each.reason for each in allowed} == {"redundancy", "end_of_fixed_term", "probation"}
    assert {each.sure for each in allowed} == {"press or summary"}
