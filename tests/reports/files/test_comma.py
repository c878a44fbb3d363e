"""CSV that a spreadsheet opens safely."""

import csv
from decimal import Decimal
from io import StringIO

import pytest

from reports.files.comma import comma_separated


def cells(body):
    return list(csv.reader(StringIO(body.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", ["=1+1", "+44", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "|cmd", '=HYPERLINK("x")'])
def test_text_that_looks_like_a_formula_is_kept_as_text(text):
    assert cells(comma_separated(["a"], [[text]]))[1] == [f"'{text}"]


def test_numbers_below_zero_stay_numbers_and_nothing_stays_empty():
    assert cells(comma_separated(["a", "b", "c"], [[Decimal("-163.86"), None, 0]]))[1] == ["-163.86", "", "0"]


def test_pounds_commas_and_quotation_marks_survive():
    body = comma_separated(["£"], [['Herefordshire, County of "the"']])

    assert body.startswith(b"\xef\xbb\xbf")
    assert cells(body) == [["£"], ['Herefordshire, County of "the"']]
