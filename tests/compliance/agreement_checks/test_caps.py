"""Caps: one for each role and kind of pay on every day, and none that can never hold."""

import pytest

from tests.compliance.agreement_checks.files import CAPS, GOOD, NAME, ROLES, SCHEDULE, TOP, changed, only, said

ADD = 'Add a [[cap]], with value = "unknown" where the figure is not known.'
EARLIER = 'Let it begin earlier, or add a [[cap]] for those days with value = "unknown".'
LIMITED = 'role = "team_manager"\npay_types = ["limited_company"]\nsince = 2025-01-01'
PRICE_CAP = """
[[clause]]
id = "price-cap"
rule = "price_cap"
title = "Price cap"
words = "A ceiling."
source = "a test"
sure = "our decision"
since = 2025-10-01
known = "to_engage"
judged = "continuing"
base = "pay"
"""


def later(since, value="42.00"):
    """A further cap of team managers through a limited company."""
    return f"""
[[cap]]
role = "team_manager"
pay_types = ["limited_company"]
since = {since}
value = "{value}"
unit = "pounds an hour"
source = "a test"
"""


def test_a_role_without_a_cap_is_told():
    third = ROLES.replace("team_manager", "iro_cp_chair").replace("team manager", "IRO").replace("social_worker", "x")
    third = third[third.index('[[role]]\nslug = "iro') :].replace("rank = 2\n", "")

    assert only("[[band]]", f"{third}\n[[band]]") == (
        'slug = "iro_cp_chair"',
        f"The clause “cap” has no figure for IRO (PAYE, umbrella company, limited company). {ADD}",
    )


def test_a_kind_of_pay_without_a_cap_is_told():
    assert only('pay_types = ["paye", "umbrella"]', 'pay_types = ["umbrella"]') == (
        'slug = "team_manager"', f"The clause “cap” has no figure for team manager (PAYE). {ADD}",
    )  # fmt: skip


def test_an_agreement_that_knows_two_kinds_of_pay_needs_no_third():
    own = changed('sure = "our decision"', 'sure = "our decision"\npay_types = ["paye", "umbrella"]')
    own = own.replace('["paye", "umbrella", "limited_company"]', '["paye", "umbrella"]')

    assert only("x", "x", own + "# x") == (
        'pay_types = ["limited_company"]',
        "“limited_company” is not among the pay_types of this agreement. Take it out here, or add it there.",
    )


@pytest.mark.parametrize(
    ("since", "days"),
    [("2025-01-02", "on 1 January 2025"), ("2025-04-01", "from 1 January 2025 to 31 March 2025")],
)
def test_a_day_without_a_cap_is_told(since, days):
    assert only(LIMITED, LIMITED.replace("2025-01-01", since)) == (
        f"since = {since}", f"There is no figure for team manager (limited company) {days}. {EARLIER}",
    )  # fmt: skip


def test_the_days_without_a_cap_end_with_the_clause():
    [gap, late] = said(changed(LIMITED, LIMITED.replace("2025-01-01", "2031-01-01")))

    assert "There is no figure for team manager (limited company) from 1 January 2025 to 31 December 2030." in gap
    assert "This figure for team manager (limited company) is never used, because its clause ends on" in late


def test_kinds_of_pay_with_the_same_fault_are_told_together():
    assert only(
        'pay_types = ["paye", "umbrella"]\nsince = 2025-01-01', 'pay_types = ["paye", "umbrella"]\nsince = 2025-01-02'
    )[1] == f"There is no figure for team manager (PAYE, umbrella company) on 1 January 2025. {EARLIER}"  # fmt: skip


def test_a_cap_of_a_band_is_told_with_its_band():
    band = 'band = "newer"\npay_types = ["paye", "umbrella", "limited_company"]\nsince = 2024-01-01'

    assert only(band, band.replace("2024-01-01", "2025-01-02"))[1] == (
        "There is no figure for social worker, under two years of experience "
        f"(PAYE, umbrella company, limited company) on 1 January 2025. {EARLIER}"
    )


def test_a_cap_that_the_next_one_replaces_before_the_version_begins_is_told():
    early = changed(LIMITED, LIMITED.replace("2025-01-01", "2024-01-01"))

    assert said(early + later("2025-01-02")) == []
    for since, day in (("2025-01-01", "1 January 2025"), ("2024-06-01", "1 June 2024")):
        [problem] = said(early + later(since))
        assert problem.endswith(
            "[[cap]] 4: This figure for team manager (limited company) is never used in this version, because the "
            f"next one holds from {day}. Take it out."
        )


def test_a_cap_that_begins_after_its_clause_has_ended_is_told():
    assert said(GOOD + later("2030-12-31")) == []
    [problem] = said(GOOD + later("2031-01-01"))
    assert problem.endswith(
        "[[cap]] 5: This figure for team manager (limited company) is never used, because its clause ends on "
        "31 December 2030. Take it out, or give the clause a later last day."
    )


@pytest.mark.parametrize(
    ("clause", "says"),
    [
        ("monitoring", "The clause “monitoring” is judged by no rule."),
        ("cool-off", "The clause “cool-off” has a rule that reads no cap."),
    ],
)
def test_a_cap_belongs_to_a_rule_that_reads_one(clause, says):
    row = later("2025-01-01").replace("role =", f'clause = "{clause}"\nrole =')

    assert [problem.split("]] 5: ")[1] for problem in said(GOOD + row)] == [
        f"{says} Take this cap out, or correct the name of its clause."
    ]


@pytest.mark.parametrize("unit", ["pounds a week", "percent", "months"])
def test_a_cap_is_in_pounds_an_hour(unit):
    assert only('unit = "pounds an hour"', f'unit = "{unit}"') == (
        f'unit = "{unit}"', f'A cap is in pounds an hour, not in {unit}. Write unit = "pounds an hour".',
    )  # fmt: skip


def test_a_cap_that_is_not_known_is_not_an_invented_one():
    assert only('value = "unknown"', 'value = "unknown"\nillustrative = true') == (
        "illustrative = true",
        "A figure that is not known cannot be illustrative. Take “illustrative” out, or give the figure.",
    )


def test_caps_are_for_roles():
    text = GOOD.replace(ROLES, "")
    line = text.splitlines().index('id = "cap"') + 1

    assert (
        f"{NAME}, line {line}, [[clause]] 1: The clause “cap” has caps, and there is no role. Add a [[role]]."
        in said(text)
    )


def test_a_clause_with_a_price_cap_of_a_region_s_own_has_its_figures():
    text = TOP + ROLES + PRICE_CAP
    found = [problem.split(": ", 1)[1] for problem in said(text)]

    assert found == [
        f"The clause “price-cap” has no figure for {role} (PAYE, umbrella company, limited company). {ADD}"
        for role in ("social worker", "team manager")
    ]


def test_a_national_price_cap_leaves_its_figures_to_each_region_s_schedule():
    national = changed('region = "E12000001"\n', "", TOP.replace("regional", "national"))

    assert said(national + PRICE_CAP) == []


def test_national_caps_on_pay_have_their_figures_in_their_own_file():
    national = changed('region = "E12000001"\n', "", TOP.replace("regional", "national"))
    clause = PRICE_CAP.replace('"price_cap"', '"pay_cap"')

    assert len(said(national + ROLES + clause)) == 2


def test_a_national_price_cap_that_names_one_figure_names_them_all():
    national = changed('region = "E12000001"\n', "", TOP.replace("regional", "national"))
    row = later("2025-10-01").replace("role =", 'clause = "price-cap"\nrole =')

    assert len(said(national + ROLES + PRICE_CAP + row)) == 2


def test_a_clause_of_a_single_day_has_its_figures():
    day = changed("until = 2030-12-31\nexisting_from = 2025-06-01", "until = 2025-01-01")

    assert said(day) == []
    assert only('pay_types = ["paye", "umbrella"]', 'pay_types = ["umbrella"]', day)[1].startswith(
        "The clause “cap” has no figure for team manager (PAYE)."
    )


def test_a_schedule_has_a_figure_for_each_role_and_kind_of_pay_on_each_day():
    two = changed('pay_types = ["paye", "umbrella"]\nsince = 2025-01-01', 'pay_types = ["paye"]\nsince = 2025-01-02',
                  SCHEDULE)  # fmt: skip

    assert [problem.split(": ", 1)[1] for problem in said(two)] == [
        f"The clause “price-cap” has no figure for team manager (umbrella company). {ADD}",
        f"There is no figure for team manager (PAYE) on 1 January 2025. {EARLIER}",
    ]


def test_every_role_of_a_file_that_names_none_is_missed_once():
    text = GOOD.replace(CAPS, "")

    assert len([problem for problem in said(text) if "has no figure for" in problem]) == 2
