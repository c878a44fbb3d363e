"""The quarter's files: a tagged PDF, a workbook, a picture with words beside it."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from reports.files.chart import workers_summary
from reports.files.quarterly import in_words
from reports.tables import tables_of
from tests.factories import PlacementFactory


@pytest.fixture
def edition(placed, timesheets, rates, build_summer):
    return build_summer()


def body(edition, ending):
    return bytes(edition.files.get(name__endswith=ending).body)


def test_the_pdf_is_tagged_titled_and_in_english(edition):
    pdf = PdfReader(BytesIO(body(edition, ".pdf")))
    root = pdf.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert pdf.metadata.title == "Agency social workers, July to September 2026"
    assert "<pdfuaid:part>1</pdfuaid:part>" in pdf.xmp_metadata.stream.get_data().decode()


def test_the_pdf_says_what_it_counts_and_never_the_quarters_number(edition):
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(body(edition, ".pdf"))).pages)

    assert "People paid above the regional cap (illustrative)" in text
    assert "The price caps used are illustrative" in text
    assert "not collected" in text
    assert "Nothing is recorded for" in text
    assert "1,000" not in text
    assert "Q3" not in text


def test_the_picture_has_words_that_say_the_same(edition):
    assert b"<svg" in body(edition, ".svg")
    assert workers_summary(edition.content) == (
        "On 30 September 2026 the region had 1 agency worker in use. "
        "All of them are Walsall’s, the only authority with placements on record."
    )


def test_the_workbook_tells_the_same_as_the_tables(edition):
    book = load_workbook(BytesIO(body(edition, ".xlsx")))

    assert book.sheetnames == [
        "At a glance", "Breaches by clause", "Average hourly pay", "Savings", "Each authority", "Savings by authority",
        "Method",
    ]  # fmt: skip
    told = {row[0].value: [cell.value for cell in row] for row in book["At a glance"].iter_rows()}
    assert told["Agency workers in use on the last day"][1:3] == [1, "not collected"]
    assert told["Moves to permanent posts"][1:3] == ["not collected", "not collected"]


def test_clauses_judged_by_illustrative_figures_are_marked_in_their_table(edition):
    [table] = [each for each in tables_of(edition.content) if each.key == "breaches"]
    titles = [row[0] for row in table.rows]

    assert [title for title in titles if title.endswith("(illustrative)")] == [
        "Pay caps (illustrative)", "Price cap (illustrative)",
    ]  # fmt: skip
    assert "illustrative" in table.note
    assert len(titles) > 5


def test_every_row_has_a_cell_for_every_column(edition):
    for table in tables_of(edition.content):
        assert {len(row) for row in table.rows} <= {len(table.columns)}


def test_a_report_without_any_record_is_still_a_report(rates, build_summer):
    edition = build_summer()

    assert edition.provisional
    assert not edition.files.filter(name__endswith=".svg").exists()
    assert PdfReader(BytesIO(body(edition, ".pdf"))).pages
    assert workers_summary(edition.content) == "No placements are on record, so there is nothing to draw."


def test_cells_in_words():
    assert in_words(None, "money") == "not collected"
    assert in_words("-1234.50", "money") == "−£1,234.50"
    assert (in_words(1234, "count"), in_words("1.5", "share")) == ("1,234", "1.5")


def test_the_picture_names_the_authorities_with_the_most_and_the_fewest(edition, dudley, social_worker, build_summer):
    for _ in range(2):
        PlacementFactory(authority=dudley, job_role=social_worker)

    assert workers_summary(build_summer().content) == (
        "On 30 September 2026 the region had 3 agency workers in use. "
        "Dudley had the most, 2, and Walsall the fewest, 1."
    )
