"""What is not the shape of an agreement is refused at its line, and never gets as far as the other checks."""

import re

import pytest

from compliance.agreement_checks.sheet import HEAD
from compliance.agreement_file import problems
from compliance.agreement_shape import KINDS, SHAPES
from tests.compliance.agreement_checks.files import GOOD, NAME, ROLES, SCHEDULE, changed, only, said

REQUIRED = [(table, key) for table, keys in SHAPES.items() for key in keys if keys[key].required]


def without(table, key):
    """The sound file with the first line of this key in the first of these tables taken out."""
    lines, within = GOOD.splitlines(), ""
    for number, line in enumerate(lines):
        within = found[1] if (found := HEAD.match(line)) else within
        if within == table and re.match(rf"{key}\s*=", line):
            return "\n".join([*lines[:number], *lines[number + 1 :]])
    raise AssertionError(f"{table} has no {key}")


def test_the_files_to_be_broken_are_sound():
    assert said(GOOD) == []
    assert said(SCHEDULE) == []


@pytest.mark.parametrize(("table", "key"), REQUIRED)
def test_what_is_required_is_missed(table, key):
    kind = KINDS[SHAPES[table][key].kind]

    [problem] = problems(without(table, key), NAME)

    assert (problem.message, problem.remedy) == (f"“{key}” is missing.", f"Add {key} = … ({kind}).")
    assert problem.line == (GOOD.splitlines().index(f"[[{table}]]") + 1 if table else 1)


def test_a_problem_says_the_file_the_line_the_table_and_what_to_do():
    line = GOOD.splitlines().index('value = "41.00"') + 1

    [problem] = said(changed('value = "41.00"', 'value = "41"'))

    assert problem == (
        f"{NAME}, line {line}, [[cap]] 3: “41” is not an amount of money. "
        'Write pounds and pence in quotes, like "24.00", or "unknown".'
    )


def test_a_source_of_blanks_is_no_source():
    assert only('source = "a test"', 'source = "  "') == (
        'source = "  "', "“source” is missing. Add source = … (text in quotes).",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            'version = "2025"', 'version = "2025"\ncolour = "red"',
            "“colour” is not a known key. Correct its spelling or take it out.",
        ),
        (
            'contracts = ["permanent"]', 'contracts = ["permanent"]\nmonths = 3',
            "“months” is not a known key. "
            "Give this number as a [[parameter]] of the clause, with its first day, unit and source.",
        ),
        (
            'contracts = ["permanent"]', 'contracts = ["permanent"]\nmoons = 3',
            "“moons” is not a known key. Correct its spelling or take it out.",
        ),
        (
            'band = "newer"', 'band = "newer"\nmonths = 3',
            "“months” is not a known key. Correct its spelling or take it out.",
        ),
        (
            'rule = "cool_off"', 'rule = "cool_down"',
            "“cool_down” is not a known rule. Use one of: pay_cap, price_cap, twelve_month, cool_off, experience, "
            "references, standard_references, reference_given, notice, project_team, on_site.",
        ),
        ('base = "pay"', 'base = "gold"', "“gold” is not a known base. Use one of: pay, pay_and_on_costs, charge."),
        (
            'convention = "same_day"', 'convention = "lunar"',
            "“lunar” is not a known convention. Use one of: corresponding_date, same_day.",
        ),
        ('"regional"', '"local"', "“local” is not a known regime. Use one of: national, regional."),
        (
            '["paye", "umbrella"]', '["paye", "cash"]',
            "“cash” is not a known pay_types. Use one of: paye, umbrella, limited_company.",
        ),
        ('["paye", "umbrella"]', '["paye", "paye"]', "“paye” stands twice in “pay_types”. Keep one of the two."),
        (
            '"redundancy"', '"bored"',
            "“bored” is not a known reason. Use one of: resignation, redundancy, end_of_fixed_term, probation, "
            "retirement, dismissal, other, promotion.",
        ),
        (
            '"press or summary"', '"very"',
            "“very” is not a known sure. "
            "Use one of: primary source, press or summary, our decision, not established.",
        ),
        (
            'unit = "months"', 'unit = "moons"',
            "“moons” is not a known unit. Use one of: pounds an hour, pounds a week, percent, months, days, weeks, "
            "days a week, references, years.",
        ),
        ('rule = "cool_off"', 'rule = " "', "“rule” is empty. Fill it in or take it out."),
        ("rank = 1", 'rank = "first"', "“rank” is not a whole number. Write a whole number."),
        ("rank = 1", "rank = true", "“rank” is not a whole number. Write a whole number."),
        ("illustrative = true", 'illustrative = "yes"', "“illustrative” is not true or false. Write true or false."),
        ('value = "41.00"', "value = 41.00", "“value” is not text in quotes. Write text in quotes."),
        (
            'value = "3"', 'value = "three"',
            '“three” is not a number. Write a number in quotes, like "12" or "13.8", or "unknown".',
        ),
        (
            "in_force_from = 2025-01-01", "in_force_from = 2025-01-01T09:00:00",
            "“in_force_from” is not a date like 2025-01-01. Leave out the time.",
        ),
        (
            "in_force_from = 2025-01-01", 'in_force_from = "2025-01-01"',
            "“in_force_from” is not a date like 2025-01-01. Write a date like 2025-01-01.",
        ),
    ],
)  # fmt: skip
def test_each_fault_is_named(old, new, says):
    assert only(old, new)[1] == says


def test_a_table_that_is_written_as_one_is_told_apart_from_a_list_of_them():
    one_role = GOOD[: GOOD.index("[[role]]")] + '[role]\nslug = "team_manager"\n'

    assert said(one_role) == [f"{NAME}, line 20, [[role]] 1: “role” is not a table. Head each one with [[role]]."]


def test_a_list_of_anything_else_is_no_table():
    text = changed('version = "2025"', 'version = "2025"\nrole = ["team_manager"]', GOOD.replace(ROLES, ""))

    assert said(text) == [f"{NAME}, line 1, [[role]] 1: “role” is not a table. Head each one with [[role]]."]


def test_a_file_that_is_not_toml_says_the_line():
    [problem] = problems(changed('slug = "social_worker"', "slug = "), NAME)

    assert GOOD.splitlines()[problem.line - 1] == 'slug = "social_worker"'
    assert problem.message.startswith("This is not TOML: Invalid value")
    assert problem.remedy == "Correct this line."


def test_a_file_that_ends_too_early_says_its_last_line():
    [problem] = problems('agreement = "north"\nmember = [1,\n', NAME)

    assert problem.line == 3
    assert problem.where == "north.toml, line 3"


def test_what_is_not_of_its_shape_is_all_that_is_said():
    text = changed('region = "E12000001"\n', "", changed('title = "Cool-off"\n', ""))

    assert [problem.message for problem in problems(text, NAME)] == ["“title” is missing."]
