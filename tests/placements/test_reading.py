"""Days as people and spreadsheets write them."""

import re
from datetime import date

import pytest

from placements.reading import day_from


@pytest.mark.parametrize(
    "text",
    [
        "31/10/2026",
        "31.10.2026",
        "2026-10-31",
        "2026-10-31 00:00:00",
        "31-Oct-26",
        "31 October 2026",
        "31 oct 26",
        "31-OCT-2026",
    ],
)
def test_a_day_is_read_in_each_of_its_forms(text):
    assert day_from(text) == date(2026, 10, 31)


def test_september_has_three_short_names_and_a_year_of_the_century_four_figures():
    assert {day_from(f"1 {month} 2000") for month in ("Sep", "Sept", "September")} == {date(2000, 9, 1)}


@pytest.mark.parametrize(
    "text", ["31/10/26", "31 Okt 2026", "31-Feb-26", "October 2026", "31 Oct 126", "Oct 31 2026", "10 31 2026"]
)
def test_what_is_no_day_or_leaves_a_doubt_is_not_read(text):
    with pytest.raises(ValueError, match=f"out of range|{re.escape(text)}"):
        day_from(text)
