"""Bands of experience are in order, used, and together hold every worker once."""

import pytest

from tests.compliance.agreement_checks.files import BANDS, GOOD, changed, only, said

ADD = 'Add a [[cap]], with value = "unknown" where the figure is not known.'
KINDS_OF_PAY = "(PAYE, umbrella company, limited company)"
UNBANDED = """
[[cap]]
role = "social_worker"
pay_types = ["paye", "umbrella", "limited_company"]
since = 2024-01-01
value = "20.00"
unit = "pounds an hour"
source = "a test"
"""


def hole(years):
    return f"The clause “cap” has no figure for social worker {KINDS_OF_PAY} with {years}. {ADD}"


@pytest.mark.parametrize(
    ("old", "new", "years"),
    [
        ("from_years = 0", "from_years = 1", "0 to 1 years of experience"),
        ("from_years = 2", "from_years = 3", "2 to 3 years of experience"),
        ("from_years = 2", "from_years = 2\nuntil_years = 9", "9 years of experience or more"),
    ],
)
def test_experience_that_no_band_holds_is_told(old, new, years):
    assert only(old, new) == ('slug = "social_worker"', hole(years))


def test_a_cap_without_a_band_holds_for_the_rest():
    text = changed("from_years = 2", "from_years = 3")

    assert said(text + UNBANDED) == []


def test_a_cap_without_a_band_where_nothing_is_left_is_told():
    [problem] = said(GOOD + UNBANDED)

    assert problem.endswith(
        f"[[cap]] 5: This figure for social worker {KINDS_OF_PAY} is never used, because there are caps for every "
        "band of experience. Take it out."
    )


@pytest.mark.parametrize("years", [0, 1])
def test_bands_that_overlap_are_told(years):
    assert only("from_years = 2", f"from_years = {years}") == (
        f"from_years = {years}", "The bands “newer” and “longer” overlap. Let each begin where the one before ends.",
    )  # fmt: skip


def test_bands_may_stand_in_any_order():
    newer, longer = BANDS[: BANDS.index("[[band]]", 5)], "\n" + BANDS[BANDS.index("[[band]]", 5) :]

    assert said(changed(BANDS, longer + newer)) == []
    assert only("from_years = 2", "from_years = 1", changed(BANDS, longer + newer))[1].startswith(
        "The bands “longer” and “newer” overlap."
    )


def test_bands_of_different_roles_may_overlap():
    third = '[[band]]\nslug = "everybody"\nname = "any experience"\nfrom_years = 0\n\n[[clause]]\nid = "cap"'
    text = changed('[[clause]]\nid = "cap"', third)

    assert said(text.replace('role = "team_manager"\n', 'role = "team_manager"\nband = "everybody"\n')) == []


def test_a_band_that_no_cap_names_is_told():
    unused = 'from_years = 2\n\n[[band]]\nslug = "unused"\nname = "any"\nfrom_years = 0\n'

    assert only("from_years = 2\n", unused) == (
        'slug = "unused"', "No cap names the band “unused”. Take it out, or add a [[cap]] for it.",
    )  # fmt: skip


def test_a_role_without_a_cap_for_a_band_is_told():
    less = changed('band = "longer"\npay_types = ["paye", "umbrella", "limited_company"]',
                   'band = "longer"\npay_types = ["paye", "umbrella"]')  # fmt: skip

    assert [problem.split(": ", 1)[1] for problem in said(less)] == [
        "The clause “cap” has no figure for social worker (limited company) with 2 years of experience or more. " + ADD
    ]


@pytest.mark.parametrize("years", [1, 2])
def test_a_band_ends_after_it_begins(years):
    text = changed("from_years = 0", "from_years = 2")

    assert (
        "“until_years” is not after “from_years”. Put them in order."
        in said(changed("until_years = 2", f"until_years = {years}", text))[-1]
    )


def test_a_band_begins_with_no_experience_at_the_least():
    assert only("from_years = 0", "from_years = -1") == (
        "from_years = -1", "“from_years” is less than nothing. Write 0 or more.",
    )  # fmt: skip
