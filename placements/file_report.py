"""The report of a file that was sent: what became of each of its rows, to download."""

import csv
import io

import xlsxwriter

from authorities.spreadsheet import defused

from .imports import meaning

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
HEADINGS = ("Row", "What became of it", "Column in the file", "Column", "Value", "Why", "What to do")
FATES = {"added": "Added", "changed": "Changed a record", "unchanged": "Already on record"}
BEFORE = {"added": "To be added", "changed": "Would change a record", "unchanged": "Already on record"}


def named(upload, ending):
    """The name of the report."""
    return f"report-of-{upload.kind}-{upload.at:%Y-%m-%d}.{ending}"


def written(upload, ending):
    """The bytes of the report, as CSV or XLSX, with nothing that a spreadsheet would run."""
    rows = [HEADINGS, *_rows(upload)]
    rows = [[defused(cell) for cell in row] for row in rows]
    return _as_csv(rows) if ending == "csv" else _as_xlsx(rows)


def _rows(upload):
    """A line for each row of the file, in its order."""
    words = FATES if upload.state == upload.State.TAKEN else BEFORE
    rows = [
        (number, words[fate], "", "", "", "", "")
        for fate, stretches in upload.told["fates"].items()
        for first, last in stretches
        for number in range(first, last + 1)
    ]
    rows += [
        (
            one["row"], "Waits to be put right", one["heading"], one["column"] and meaning.in_words(one["column"]),
            one["value"], one["reason"], one["remedy"],
        )
        for one in upload.told["problems"]
    ]  # fmt: skip
    rest = upload.told["parked"] - len({one["row"] for one in upload.told["problems"]})
    return sorted(rows) + [("", f"{rest:,} more rows wait to be put right", "", "", "", "", "")] * (rest > 0)


def _as_csv(rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    # The mark tells a spreadsheet that this is UTF-8.
    return out.getvalue().encode("utf-8-sig")


def _as_xlsx(rows):
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        page = book.add_worksheet("Rows")
        page.set_column(0, 0, 8)
        page.set_column(1, len(HEADINGS) - 1, 24)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        page.freeze_panes(1, 0)
    return out.getvalue()
