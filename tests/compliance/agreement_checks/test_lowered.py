"""A cap that falls is told, within the file and from the version before, unless somebody says why."""

import pytest

from compliance.agreement_file import read
from tests.compliance.agreement_checks.files import GOOD, NAME, SCHEDULE, changed, only, said
from tests.compliance.agreement_checks.test_caps import later

WHY = 'Correct it, or say why with lowered = "…".'
KNOWN = changed('value = "unknown"', 'value = "41.00"')
MANAGERS = 'role = "team_manager"\npay_types = ["paye", "umbrella"]\nsince = 2025-01-01\nvalue = "41.00"'


def version(text, label="2024", begins="2024-01-01"):
    """A file as the version before."""
    text = changed('version = "2025"', f'version = "{label}"', text)
    return read(changed("in_force_from = 2025-01-01", f"in_force_from = {begins}", text), NAME)


BEFORE = version(KNOWN.replace("since = 2025-01-01", "since = 2023-01-01"))


def test_a_cap_lower_than_the_one_before_is_told():
    assert said(KNOWN + later("2026-04-01", "41.00")) == []
    [problem] = said(KNOWN + later("2026-04-01", "40.99"))
    assert problem.endswith(
        "[[cap]] 5: The cap for team manager (limited company) falls from £41.00 to £40.99 on 1 April 2026. " + WHY
    )


def test_a_cap_is_compared_with_the_one_before_in_time_wherever_it_stands():
    [problem] = said(KNOWN + later("2027-04-01", "42.00") + later("2026-04-01", "43.00"))

    assert problem.endswith(
        "[[cap]] 5: The cap for team manager (limited company) falls from £43.00 to £42.00 on 1 April 2027. " + WHY
    )


def test_a_cap_may_be_lower_where_somebody_says_why():
    row = later("2026-04-01", "40.00").replace("source =", 'lowered = "The region agreed so."\nsource =')

    assert said(KNOWN + row) == []
    assert said(KNOWN + row, previous=BEFORE) == []


@pytest.mark.parametrize(("before", "after"), [("unknown", "40.00"), ("41.00", "unknown")])
def test_a_cap_that_is_not_known_is_neither_lower_nor_higher(before, after):
    text = changed('value = "unknown"', f'value = "{before}"')

    assert said(text + later("2026-04-01", after)) == []


def test_caps_on_different_bases_are_not_compared():
    row = later("2026-04-01", "40.00").replace("source =", 'base = "charge"\nsource =')

    assert said(KNOWN + row) == []


def test_a_cap_lower_than_in_the_version_before_is_told():
    assert said(KNOWN, previous=BEFORE) == []
    assert only(MANAGERS, MANAGERS.replace("41.00", "40.50"), KNOWN, previous=BEFORE) == (
        "since = 2025-01-01",
        "The cap for team manager (PAYE, umbrella company) falls from £41.00 in version 2024 to £40.50 on "
        f"1 January 2025. {WHY}",
    )


def test_what_the_version_before_gave_on_its_last_day_is_what_counts():
    raised = KNOWN + later("2024-12-31", "50.00")
    raised_too_late = KNOWN + later("2025-01-01", "50.00")

    [problem] = said(KNOWN, previous=version(raised.replace("since = 2025-01-01", "since = 2023-01-01")))
    assert "falls from £50.00 in version 2024 to £41.00 on 1 January 2025" in problem
    early = raised_too_late.replace("since = 2025-01-01", "since = 2023-01-01", 2)
    assert said(KNOWN, previous=version(early)) == []


def test_the_cap_that_holds_on_the_first_day_is_the_one_that_is_compared():
    dear = version(
        changed(MANAGERS, MANAGERS.replace("41.00", "43.00"), KNOWN).replace("since = 2025-01-01", "since = 2023-01-01")
    )
    early = changed(MANAGERS, MANAGERS.replace("2025-01-01", "2024-06-01"), KNOWN)
    raised = MANAGERS.replace("2025-01-01", "2026-04-01").replace("41.00", "50.00")
    rest = 'unit = "pounds an hour"\nsource = "a test"\n'

    [problem] = said(f"{early}\n[[cap]]\n{raised}\n{rest}", previous=dear)

    assert "falls from £43.00 in version 2024 to £41.00 on 1 January 2025." in problem
    late = changed("since = 2024-06-01", "since = 2025-03-01", early)
    [_, problem] = said(f"{late}\n[[cap]]\n{raised}\n{rest}", previous=dear)
    assert "falls from £43.00 in version 2024 to £41.00 on 1 March 2025." in problem


def test_a_cap_that_another_replaced_before_the_first_day_is_not_compared():
    dear = version(
        changed(MANAGERS, MANAGERS.replace("41.00", "43.00"), KNOWN).replace("since = 2025-01-01", "since = 2023-01-01")
    )
    first = MANAGERS.replace("2025-01-01", "2024-01-01").replace("41.00", "40.00")
    then = MANAGERS.replace("41.00", "44.00")
    both = changed(MANAGERS, f'{first}\nunit = "pounds an hour"\nsource = "a test"\n\n[[cap]]\n{then}', KNOWN)

    assert [problem for problem in said(both, previous=dear) if "falls" in problem] == []


def test_the_base_of_the_cap_that_held_last_is_the_one_that_counts():
    charged = later("2024-06-01", "99.00").replace("source =", 'base = "charge"\nsource =')
    before = version(KNOWN.replace("since = 2025-01-01", "since = 2023-01-01") + charged)

    assert said(KNOWN, previous=before) == []


def test_a_correction_is_compared_with_the_same_day_of_what_it_corrects():
    wrong = version(changed(MANAGERS, MANAGERS.replace("41.00", "42.00"), KNOWN), "2025-wrong", "2025-01-01")

    [problem] = said(KNOWN, previous=wrong)

    assert "falls from £42.00 in version 2025-wrong to £41.00 on 1 January 2025." in problem


def test_another_agreement_is_not_the_version_before():
    other = version(changed('"north-mou"', '"south-mou"', GOOD.replace('"41.00"', '"99.00"')))

    assert said(GOOD, previous=other) == []


def test_a_role_or_band_that_the_version_before_had_not_is_new():
    text = KNOWN.replace('= "team_manager"', '= "manager"').replace('type = "manager"', 'type = "team_manager"')
    roles = version(text.replace("since = 2025-01-01", "since = 2023-01-01"))

    assert said(changed(MANAGERS, MANAGERS.replace("41.00", "1.00"), KNOWN), previous=roles) == []


def test_a_schedule_is_compared_with_the_schedule_before():
    before = version(SCHEDULE.replace("since = 2025-01-01", "since = 2023-01-01"))

    [problem] = said(changed('value = "41.00"', 'value = "40.00"', SCHEDULE), previous=before)

    assert "falls from £41.00 in version 2024 to £40.00 on 1 January 2025." in problem
