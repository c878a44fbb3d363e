"""Everything held on a worker as files: JSON, one CSV, and a ZIP of both with a CSV for each kind of record."""

import csv
import io
import json
import zipfile

from authorities.spreadsheet import defused

READ_ME = """Everything that {authority} holds on you in the MOU portal, made on {made_on}.

Why it is held: {why_it_is_held}.
How long: {how_long}.
Who may read it: {readers}.

everything.json has all of it; everything.csv the same in one table; the folder has a table for each kind of record.
The names of staff are left out: you see their role. Other authorities give what they hold themselves.
You may ask for what is wrong to be corrected, and you may complain to the Information Commissioner’s Office.
"""
# A file that holds the same says the same: a ZIP would otherwise carry the hour.
THE_SAME_HOUR = (1980, 1, 1, 0, 0, 0)


def as_json(held):
    """The whole record as JSON."""
    return json.dumps(held, ensure_ascii=False, indent=1).encode()


def as_csv(held):
    """The whole record as one table: what kind, which row, which column, what it says."""
    rows = (
        (section["title"], number, name, _cell(value))
        for section in held["sections"]
        for number, row in enumerate(section["rows"], 1)
        for name, value in row.items()
    )
    return _table(("about", "row", "column", "value"), rows)


def as_zip(held):
    """All of it in one file."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in _parts(held):
            packed.writestr(zipfile.ZipInfo(name, THE_SAME_HOUR), content, zipfile.ZIP_DEFLATED)
    return body.getvalue()


KINDS = {
    "everything.json": ("application/json", as_json),
    "everything.csv": ("text/csv; charset=utf-8", as_csv),
    "everything.zip": ("application/zip", as_zip),
}


def _parts(held):
    said = READ_ME.format(
        **{**held, "authority": held["authority"]["name"], "readers": "; ".join(held["who_reads_it"])}
    )
    yield "read-me.txt", said.encode()
    yield "everything.json", as_json(held)
    yield "everything.csv", as_csv(held)
    for section in held["sections"]:
        if rows := section["rows"]:
            # Lines of an earlier edition may lack a column of a later one.
            names = list(dict.fromkeys(name for row in rows for name in row))
            table = _table(names, ([_cell(row.get(name, "")) for name in names] for row in rows))
            yield f"tables/{section['kind'].replace('.', '-').lower()}.csv", table


def _cell(value):
    return defused(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _table(heading, rows):
    written = io.StringIO(newline="")
    table = csv.writer(written)
    table.writerow(heading)
    table.writerows(rows)
    # With a byte-order mark, so that a spreadsheet reads names as they are.
    return written.getvalue().encode("utf-8-sig")
