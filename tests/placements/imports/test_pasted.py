"""Pasted rows: which column is which, and where each row stood."""

import csv

import pytest

from authorities.refusal import Refused
from placements.imports.pasted import from_paste

ROW = "SW123456,31/10/2026,Social worker"


@pytest.fixture(params=[131_072, 10_000_000])
def limit(request):
    """The limit of Python's own reader is shared by the whole process: whatever it is, the words are the same."""
    before = csv.field_size_limit(request.param)
    yield
    csv.field_size_limit(before)


def lines(text):
    return from_paste(text).content.decode().splitlines()


@pytest.mark.parametrize(
    "text",
    [
        "SW123456\t31/10/2026\tSocial worker",
        "Social worker\tSW123456\t31/10/2026\t\t",
        "31/10/2026;SW123456;Social worker",
        "SWE number\tLeaving date\tJob title\nSW123456\t31/10/2026\tSocial worker",
        "Name\tRole\tSWE no\tDate left\nAnn Example\tSocial worker\tSW123456\t31/10/2026",
        "Ref\tRole\tLast day\nSW123456\tSocial worker\t31/10/2026\n",
        '"Social worker"\t"SW123456"\t"31/10/2026"',
    ],
)
def test_columns_are_told_by_their_names_or_by_what_they_hold(text):
    head, *rows = lines(text)

    assert [dict(zip(head.split(","), row.split(","), strict=True)) for row in rows] == [
        {"swe_number": "SW123456", "left_on": "31/10/2026", "role": "Social worker"}
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [(f"\n\n{ROW}\n\n{ROW}", 5), (f"\nswe_number,left_on,role\n{ROW}", 3), (ROW, 1), (f"role,swe,left\n\n{ROW}", 3)],
)
def test_a_row_keeps_the_number_that_it_had_when_it_was_pasted(text, row):
    pasted = from_paste(text)
    last = len(pasted.content.decode().splitlines())

    assert pasted.row(last) == row


def test_reason_and_contract_come_along_under_their_names():
    head, row = lines("role\tswe_number\tleft_on\tcontract\treason\nSW\tSW1\t2026-10-31\tpermanent\tredundancy")

    assert (head, row) == ("role,swe_number,left_on,contract,reason", "SW,SW1,2026-10-31,permanent,redundancy")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" \n\t\n", "There are no rows."),
        ("Social worker", "No column seems to hold registration numbers."),
        ("SW123456\tSocial worker", "No column seems to hold leaving days."),
        ("SW123456\t31/10/2026", "No column seems to hold roles."),
        ("SW123456\t31/10/2026\t01/10/2020\tSocial worker", "More than one column seems to hold leaving days."),
        ("SW123456\tAnn Example\t31/10/2026\tSocial worker", "More than one column seems to hold roles."),
        ("swe\tnumber\tleft\trole\nSW1\tSW2\t2026-10-31\tSW", "The column swe_number is there twice."),
        ("x" * 140_000, "The rows have a cell that never seems to end."),
        ("😀", "No column seems to hold registration numbers."),
    ],
)
@pytest.mark.usefixtures("limit")
def test_what_cannot_be_told_is_refused_in_words(text, said):
    with pytest.raises(Refused) as refused:
        from_paste(text)

    assert refused.value.message == said
