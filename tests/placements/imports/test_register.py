"""The register's file, whatever stands in it: rows, problems in words, or a refusal; never anything else."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authorities.refusal import Refused
from placements.imports.register import NAMES, read

TODAY = date(2026, 11, 20)
CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["SW911111", "sw 911112", "911113", "Registered", "30/11/2026", "2026-11-30", "=1+1", "\x00", "£"]),
)
HEADINGS = st.one_of(
    st.sampled_from([name for names in NAMES.values() for name in names]).map(lambda name: name.replace("_", " ")),
    st.text(max_size=12),
)


def test_likely_names_of_columns_are_understood_in_any_case():
    found = read(b"STATUS;Registration Number;Expiry-Date\nRegistered;SW911111;2026-11-30\n", today=TODAY)

    assert found.rows["SW911111"].model_dump() == {
        "swe_number": "SW911111",
        "status": "Registered",
        "conditions": "",
        "renews_on": date(2026, 11, 30),
    }


def test_of_two_columns_that_could_be_meant_the_first_counts():
    found = read(b"number,status,registration status\nSW911111,Registered,Active\n", today=TODAY)

    assert found.rows["SW911111"].status == "Registered"


def test_a_name_that_is_said_takes_the_place_of_the_guesses():
    found = read(b"number,status,standing\nSW911111,A,B\n", today=TODAY, named={"status": "Standing"})

    assert found.rows["SW911111"].status == "B"


def test_without_numbers_the_file_is_refused():
    with pytest.raises(Refused, match="We cannot find the column with the registration numbers"):
        read(b"status\nRegistered\n", today=TODAY)


def taken_or_refused(content):
    try:
        found = read(content, today=TODAY)
    except Refused as refused:
        return bool(refused.message and refused.remedy)
    rows_hold = all(
        number == row.swe_number and number.startswith("SW") and "\x00" not in row.status + row.conditions
        for number, row in found.rows.items()
    )
    return rows_hold and all(each.reason and each.remedy for each in found.problems)


@given(st.lists(HEADINGS, min_size=1, max_size=6), st.lists(st.lists(CELLS, max_size=7), max_size=6))
def test_any_table_is_taken_told_or_refused(headings, rows):
    written = io.StringIO(newline="")
    csv.writer(written).writerows([headings, *rows])

    assert taken_or_refused(written.getvalue().encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=200))
def test_any_bytes_are_taken_told_or_refused(content):
    assert taken_or_refused(content)
    assert taken_or_refused(b"registration number,status\n" + content)
