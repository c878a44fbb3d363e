"""Names are well written, stand once, and are of something that is there."""

import pytest

from tests.compliance.agreement_checks.files import GOOD, SCHEDULE, changed, only, said

SLUG = "Write small letters and digits with hyphens, like twelve-month."
ROLE = "Write small letters and digits with underscores, like team_manager."
EXCEPTION = """
[[exception]]
clause = "cool-off"
reason = "redundancy"
source = "another test"
sure = "our decision"
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('"north-mou"', '"North MOU"', "agreement", f"“North MOU” is not a good “agreement”. {SLUG}"),
        ('"north-mou"', f'"{"n" * 61}"', "agreement", f"“{'n' * 61}” is not a good “agreement”. {SLUG}"),
        ('"2025"', f'"{"5" * 21}"', "version", f"“{'5' * 21}” is not a good “version”. Write at most 20 characters."),
        (
            '"The northern memorandum"', f'"{"t" * 201}"', "title",
            f"“{'t' * 201}” is not a good “title”. Write at most 200 characters.",
        ),
        (
            '"E12000001"', '"E11000001"', "region",
            "“E11000001” is not a good “region”. Write a region’s ONS code, like E12000005.",
        ),
        (
            '"E08000022"', '"W06000001"', "authority",
            "“W06000001” is not a good “authority”. Write an authority’s ONS code, like E08000030.",
        ),
        ('id = "monitoring"', 'id = "Monitor it"', "id", f"“Monitor it” is not a good “id”. {SLUG}"),
    ],
)  # fmt: skip
def test_a_name_is_written_as_names_are(old, new, line, says):
    at, message = only(old, new)

    assert (at.split(" =")[0], message) == (line, says)


def test_a_name_may_be_as_long_as_its_place():
    assert said(changed('"2025"', f'"{"5" * 20}"')) == []
    assert said(changed('"north-mou"', f'"{"n" * 60}"')) == []


def test_on_costs_name_an_agreement_in_its_form():
    worked_out = 'base = "pay_and_on_costs"\npaye = "statutory"\non_costs = "Statutory rates"'

    assert only('base = "pay"', worked_out) == (
        'on_costs = "Statutory rates"', f"“Statutory rates” is not a good “on_costs”. {SLUG}",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            'id = "monitoring"', 'id = "cap"',
            "[[clause]] 3: “cap” is given twice: see [[clause]] 1. Keep one of the two.",
        ),
        (
            'slug = "longer"', 'slug = "newer"',
            "[[band]] 2: “newer” is given twice: see [[band]] 1. Keep one of the two.",
        ),
        (
            'slug = "team_manager"', 'slug = "social_worker"',
            "[[role]] 2: “social_worker” is given twice: see [[role]] 1. Keep one of the two.",
        ),
    ],
)  # fmt: skip
def test_a_name_stands_once(old, new, says):
    assert any(problem.endswith(says) for problem in said(changed(old, new)))


def test_an_exception_stands_once():
    again = changed('sure = "press or summary"\n', 'sure = "press or summary"\n' + EXCEPTION)

    [problem] = said(again)

    assert problem.endswith(
        "[[exception]] 2: “cool-off, redundancy” is given twice: see [[exception]] 1. Keep one of the two."
    )


def test_a_number_is_given_once_from_a_day():
    again = """
[[parameter]]
clause = "cool-off"
name = "months"
since = 2020-01-01
value = "4"
unit = "months"
source = "a test"
sure = "our decision"
"""

    assert only("\n[[exception]]", f"{again}\n[[exception]]") == (
        "since = 2020-01-01",
        "“cool-off, months, 2020-01-01” is given twice: see [[parameter]] 1. Keep one of the two.",
    )


def test_a_cap_is_given_once_from_a_day_for_a_kind_of_pay():
    again = """
[[cap]]
role = "team_manager"
pay_types = ["umbrella", "limited_company"]
since = 2025-01-01
value = "41.00"
unit = "pounds an hour"
source = "a test"
"""

    found = [problem.split(": ", 1)[1] for problem in said(GOOD + again)]

    assert found == [
        "“cap, team_manager, umbrella, 2025-01-01” is given twice: see [[cap]] 3. Keep one of the two.",
        "“cap, team_manager, limited_company, 2025-01-01” is given twice: see [[cap]] 4. Keep one of the two.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        (
            'role = "team_manager"\npay_types = ["limited_company"]',
            'role = "tea_manager"\npay_types = ["limited_company"]', 'role = "tea_manager"',
            "There is no role “tea_manager”. Use one of: social_worker, team_manager.",
        ),
        ('band = "longer"', 'band = "long"', 'band = "long"', "There is no band “long”. Use one of: newer, longer."),
        (
            'clause = "cool-off"\nreason', 'clause = "cold"\nreason', 'clause = "cold"',
            "There is no clause “cold”. Use one of: cap, cool-off, monitoring.",
        ),
        (
            'clause = "cool-off"\nname', 'clause = "cold"\nname', 'clause = "cold"',
            "There is no clause “cold”. Use one of: cap, cool-off, monitoring.",
        ),
        (
            'role = "team_manager"\npay_types = ["limited_company"]',
            'clause = "price"\nrole = "team_manager"\npay_types = ["limited_company"]', 'clause = "price"',
            "There is no clause “price”. Use one of: cap, cool-off, monitoring.",
        ),
    ],
)  # fmt: skip
def test_what_is_named_is_there(old, new, at, says):
    lines = changed(old, new).splitlines()

    assert any(
        problem.endswith(f": {says}") and lines[int(problem.split("line ")[1].split(",")[0]) - 1] == at
        for problem in said("\n".join(lines))
    )


def test_a_schedule_names_the_clause_of_another_file():
    assert said(SCHEDULE) == []


def test_roles_are_named_in_their_own_form():
    assert any(
        problem.endswith(f"[[role]] 2: “team manager” is not a good “slug”. {ROLE}")
        for problem in said(changed('slug = "team_manager"', 'slug = "team manager"'))
    )
