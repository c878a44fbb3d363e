"""The head of a file: its regime and region, a correction, a schedule of figures, and who has signed."""

import pytest

from tests.compliance.agreement_checks.files import (
    BANDS,
    CAPS,
    GOOD,
    MEMBERS,
    ROLES,
    SCHEDULE,
    TOP,
    UNJUDGED,
    WAITING,
    changed,
    only,
    said,
)

CORRECTS = 'version = "2025"\ncorrects = "2024"\nreason = "A cap was wrong."'
NATIONAL = changed('region = "E12000001"\n', "", TOP.replace("regional", "national")) + UNJUDGED


@pytest.mark.parametrize("old", ['region = "E12000001"\n', '"regional"'])
def test_a_regional_agreement_has_a_region_and_the_national_rules_have_none(old):
    text = TOP + UNJUDGED

    assert only(old, "" if "region =" in old else '"national"', text)[1] == (
        "“region” and “regime” do not fit together. "
        "Give the region’s ONS code for a regional agreement, and none for the national rules."
    )


def test_an_agreement_without_a_clause_is_none():
    assert said(TOP) == ["north.toml, line 1: This agreement has no clause. Add a [[clause]]."]


def test_pay_types_are_not_an_empty_list():
    assert only('sure = "our decision"', 'sure = "our decision"\npay_types = []', TOP + UNJUDGED) == (
        "pay_types = []", "“pay_types” is empty. List how workers may be paid, or leave it out for all three ways.",
    )  # fmt: skip


def test_a_correction_names_a_version_and_says_why():
    assert said(changed('version = "2025"', CORRECTS)) == []
    assert only('version = "2025"', CORRECTS.replace('\nreason = "A cap was wrong."', "")) == (
        'corrects = "2024"', "A correction gives no reason. Say in “reason” what was wrong.",
    )  # fmt: skip
    assert only('version = "2025"', CORRECTS.replace('corrects = "2024"\n', "")) == (
        'reason = "A cap was wrong."',
        "A reason is given, but no version is corrected. "
        "Name in “corrects” the version that this one puts right, or take the reason out.",
    )
    assert only('version = "2025"', CORRECTS.replace("2024", "2025")) == (
        'corrects = "2025"', "A version cannot correct itself. Give this version a label of its own.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("clause", UNJUDGED),
        ("parameter", WAITING[WAITING.index("[[parameter]]") : WAITING.index("[[exception]]")]),
        ("exception", WAITING[WAITING.index("[[exception]]") :]),
        ("member", MEMBERS[: MEMBERS.index("[[member]]", 5)]),
    ],
)
def test_a_schedule_holds_figures_alone(table, row):
    [problem] = said(f"{SCHEDULE}\n{row}")

    assert problem.endswith(
        f"[[{table}]] 1: A schedule of figures has no [[{table}]] of its own. Take it out, or leave out schedule_of."
    )


def test_a_schedule_is_one_region_s_figures_for_another_national_agreement():
    assert only('region = "E12000001"\n', "", SCHEDULE) == (
        'schedule_of = "dfe-agency-rules"',
        "A schedule of figures is for one region, and none is named. Give the region’s ONS code in “region”.",
    )
    assert only('"national"', '"regional"', SCHEDULE) == (
        'regime = "regional"',
        "A schedule of figures belongs to the national rules. "
        'Write regime = "national", or leave out schedule_of.',
    )  # fmt: skip
    assert only('"dfe-agency-rules"', '"north-mou"', SCHEDULE) == (
        'schedule_of = "north-mou"',
        "A schedule of figures cannot be of itself. Name the agreement whose clause the figures are for.",
    )


def test_a_schedule_has_figures():
    assert only(CAPS.replace("role =", 'clause = "price-cap"\nrole ='), "", SCHEDULE.replace(BANDS, "")) == (
        'schedule_of = "dfe-agency-rules"', "This schedule of figures has no figure. Add a [[cap]].",
    )  # fmt: skip


def test_the_roles_of_a_schedule_are_core_job_types():
    assert only('core_type = "team_manager"', 'core_type = "iro_cp_chair"', SCHEDULE) == (
        'slug = "team_manager"',
        "The role “team_manager” is not a core job type, and a price cap is set for those alone. "
        'Write slug = "iro_cp_chair".',
    )


def test_the_national_rules_bind_every_authority():
    [first, second] = said(NATIONAL + MEMBERS)

    assert first == (
        "north.toml, line 21, [[member]] 1: The national rules bind every authority, so that nobody reads who has "
        "signed. Take this [[member]] out."
    )
    assert second.startswith("north.toml, line 25, [[member]] 2: The national rules")


def test_an_authority_is_known_to_the_region_where_somebody_looks_it_up():
    members = {"E08000021", "E08000022"}

    assert said(GOOD, known_authorities=members) == []
    assert only("E08000022", "E08000099", known_authorities=members) == (
        'authority = "E08000099"',
        "E08000099 is not an authority of the region. "
        "Correct the code, or load the region with this authority first.",
    )  # fmt: skip
    assert said(changed("E08000022", "E08000099")) == []


def test_a_member_is_bound_once_at_a_time():
    assert only("E08000022", "E08000021")[1] == (
        "The time of E08000021 overlaps with that of [[member]] 1. "
        "Let the one end before the other begins, or keep one."
    )  # fmt: skip
    again = changed("E08000022", "E08000021").replace("since = 2020-01-01\n\n", "since = 2026-04-01\n\n", 1)
    assert said(again) == []
    one_day_too_early = again.replace("2026-04-01", "2026-03-31")
    [problem] = said(one_day_too_early)
    assert "[[member]] 1: The time of E08000021 overlaps with that of [[member]] 2." in problem


def test_a_member_that_left_before_the_version_begins_is_of_no_use():
    assert said(changed("until = 2026-03-31", "until = 2025-01-01")) == []
    assert only("until = 2026-03-31", "until = 2024-12-31") == (
        "until = 2024-12-31",
        "E08000022 left on 31 December 2024, before this version begins. Take this [[member]] out.",
    )


def test_a_member_of_a_single_day_is_a_member():
    day = changed("since = 2020-01-01\nuntil = 2026-03-31", "since = 2025-01-01\nuntil = 2025-01-01")

    assert said(day) == []
    [problem] = said(changed("since = 2025-01-01\nuntil = 2025-01-01", "since = 2024-12-31\nuntil = 2024-12-31", day))
    assert "E08000022 left on 31 December 2024, before this version begins." in problem


def test_a_member_leaves_after_it_has_joined():
    assert only("until = 2026-03-31", "until = 2019-12-31") == (
        "until = 2019-12-31", "“until” is before “since”. Put the dates in order.",
    )  # fmt: skip


def test_roles_without_a_cap_clause_need_no_cap():
    assert said(TOP + ROLES + UNJUDGED) == []
