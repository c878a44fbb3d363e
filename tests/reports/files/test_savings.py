"""The files of a month's savings say what the content says, with method and completeness beside every figure."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook


@pytest.fixture
def files(placed, timesheets, rates, build_october):
    return {file.name: bytes(file.body) for file in build_october().files.all()}


def rows(body):
    return list(csv.DictReader(StringIO(body.decode("utf-8-sig"), newline="")))


def test_the_figures_carry_their_method_and_completeness(files):
    found = rows(files["savings-2026-10-edition-1.csv"])
    [total] = [row for row in found if row["authority"] == "Whole region" and row["role"] == "All roles"
               and row["figure"] == "Negotiated down"]  # fmt: skip

    assert (total["amount"], total["low"], total["high"], total["hours"]) == ("193.75", "193.75", "193.75", "155.00")
    assert (total["method"], total["status"], total["edition"]) == ("savings-1", "complete", "1")
    assert total["completeness"] == "1 of 1 placements have a timesheet for every day"
    assert "14 member authorities" in total["population"]
    assert total["baseline"].startswith("The rate first offered")
    assert total["timesheet_share"] == "100.0"


def test_a_figure_that_is_not_known_is_an_empty_cell(files):
    found = rows(files["savings-2026-10-edition-1.csv"])
    dudley = [row for row in found if row["authority"].startswith("Dudley")]

    assert {row["authority"] for row in dudley} == {"Dudley (nothing recorded)"}
    assert {row["amount"] for row in dudley} == {""}


def test_every_line_is_there_with_the_numbers_it_used(files):
    [line] = rows(files["savings-2026-10-edition-1-lines.csv"])

    assert (line["hours"], line["hourly_pay"], line["first_offered"], line["reference_rate"], line["cap"]) == (
        "155.00", "31.75", "33.00", "35.00", "30.75",
    )  # fmt: skip
    assert (line["negotiated_down"], line["against_reference"], line["over_the_cap"]) == ("193.75", "503.75", "155.00")
    assert line["cover"] == "not covered"
    assert line["illustrative"] == (
        "Against reference rates; Going over the regional cap; Going over the national price cap"
    )


def test_the_workbook_has_a_sheet_for_each_way_of_looking(files):
    book = load_workbook(BytesIO(files["savings-2026-10-edition-1.xlsx"]))

    assert book.sheetnames == ["Summary", "By authority", "By role", "By authority and role", "Lines", "Method"]
    summary = [[cell.value for cell in row] for row in book["Summary"].iter_rows()]
    assert summary[0][0] == "Savings in October 2026: West Midlands"
    told = " ".join(str(row[0]) for row in summary[1:8])
    for figures in ("pay caps", "price caps", "reference rates"):
        assert f"The {figures} used are illustrative" in told
    [negotiated] = [row for row in summary if row[2] == "Negotiated down"]
    assert negotiated[3:6] == [193.75, 193.75, 193.75]
    assert not any(cell.data_type == "f" for page in book for row in page.iter_rows() for cell in row)
