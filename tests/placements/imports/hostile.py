"""Hostile and broken files, made from a seed: the same seed makes the same file."""

import csv
import io
import random
import zipfile
from functools import cache
from xml.sax.saxutils import escape

OURS = {
    "placements": ["reference", "supplier", "swe_number", "worker_name", "role", "pay_type", "hourly_pay", "start_on"],
    "hours": ["reference", "supplier", "week_ending", "hours", "amount"],
}
THEIRS = {
    "placements": ["Order No", "MSP", "SWE reg", "Candidate", "Grade", "Pay method", "Pay rate", "Start date"],
    "hours": ["Order No", "MSP", "W/E", "Hours worked", "Total"],
}
DAYS = [
    "2026-03-02", "02/03/2026", "2/3/2026", "02.03.2026", "03/14/2026", "31/02/2026", "2026-02-30", "2 March 2026",
    "46083", "46083.5", "1900-01-00", "0000-00-00", "99999999", "2026-03-02T00:00:00", "2026-03-02 23:59", "today",
    "29/02/2027", "1/1/1", "02/03/26", "٠٢/٠٣/٢٠٢٦", "2026-13-01", "", "-1", "12/31/9999", "9999-12-31", "2026/03/02",
]  # fmt: skip
MONEY = [
    "31.50", "£31.50", "1,024.00", "31,50", "31.505", "-1", "0", "1e400", "NaN", "Infinity", "-Infinity", "9" * 400,
    "٣١", "31.50 per hour", "$31", "=1+1", "+31.50", "", "0x1F", "1_000", "½", "31\u00a050", "--1", "£", "1" * 30,
]  # fmt: skip
NUMBERS = [
    "SW900001", "sw900002", " SW900003 ", "900001", "SW0", "SW1234567", "SＷ900001", "SW٩٠٠٠٠١", "SW900001;SW900002",
    "",
    "SW900001\x00", "'SW900004",
]  # fmt: skip
TEXTS = [
    "Test Worker", "O’Neil", "Zoë", "李小龍", "\u202ekrow", "a\u200db", "😀", "\x00", "\x1b[31m", "x" * 40_000,
    "<b>x</b>",
    "{{ 7*7 }}", "'; DROP TABLE placements_placement; --", "=cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "#REF!", "\ufeff",
    "line\nbreak", 'a "quoted" text', "a,b;c\td|e", "", " ", "\u00a0", "None", "null", "\ud7ff", "\ufffd", "%00",
    "../../x",
]  # fmt: skip
CHOICES = [
    "senior_social_worker",
    "social worker",
    "Umbrella",
    "umbrella",
    "paye",
    "limited company",
    "wizard",
    "",
    "1",
]
KINDS_OF_CELL = {
    "reference": ["A-1", "A-2", "A-3", "a-1", *TEXTS], "supplier": ["Test Supplier", "test  supplier", "Other", *TEXTS],
    "swe_number": NUMBERS, "worker_name": TEXTS, "role": CHOICES, "pay_type": CHOICES, "hourly_pay": MONEY,
    "start_on": DAYS, "week_ending": DAYS, "hours": [*MONEY, "37", "169", "-3"], "amount": MONEY,
}  # fmt: skip
SOUND = {
    "reference": "A-1", "supplier": "Test Supplier", "swe_number": "SW900001", "worker_name": "Test Worker",
    "role": "senior_social_worker", "pay_type": "umbrella", "hourly_pay": "31.50", "start_on": "2026-03-02",
    "week_ending": "2026-03-08", "hours": "37", "amount": "1200",
}  # fmt: skip
ENCODINGS = ["utf-8"] * 24 + ["utf-8-sig"] * 4 + [
    "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "mac_roman", "utf-32", "cp037", "gb18030", "utf-7",
]  # fmt: skip
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OF_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OF_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OF_LINKS}"><sheets>'
    '<sheet name="Rows" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OF_LINKS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
EXTRA_PARTS = [
    "xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/connections.xml", "xl/embeddings/a.bin",
    "xl/activeX/a.xml", "xl/workbook.bin", "xl/macrosheets/sheet1.xml", "xl/worksheets/sheet2.xml", "../../etc/passwd",
    "xl/sharedStrings.xml", "xl/styles.xml", "docProps/app.xml", "mimetype",
]  # fmt: skip


def hostile(seed):
    """A file made from this seed (text): its kind, its name and its bytes."""
    draw = random.Random(seed)
    kind = draw.choice(list(OURS))
    make = draw.choices([_csv, _workbook, _other], [62, 32, 6])[0]
    name, content = make(draw, kind)
    if draw.random() < 0.08:
        content = _damaged(draw, content)
    if draw.random() < 0.04:
        name = draw.choice(
            ["a.csv", "a.xlsx", "a.xls", "a.xlsm", "a", "..", "a.csv.exe", "é" * 90 + ".csv", "\x00.csv"]
        )
    return kind, name, content


def _rows(draw, kind):
    """A row of headings and rows below it, sound ones among them."""
    columns = list(OURS[kind])
    headings = dict(zip(columns, draw.choice([OURS, OURS, THEIRS])[kind], strict=True))
    if draw.random() < 0.3:
        draw.shuffle(columns)
    worst = draw.choice([0, 0, 0.02, 0.05, 0.1, 0.5])
    rows = [[headings[column] for column in columns]]
    for number in range(draw.choice([0, 1, 2, 2, 3, 3, 5, 8, 30])):
        row = [
            draw.choice(KINDS_OF_CELL[column]) if draw.random() < worst else SOUND[column].replace("A-1", f"A-{number}")
            for column in columns
        ]
        rows.append(row)
    return _bent(draw, rows)


def _bent(draw, rows):
    """The same rows, often with something wrong in their shape."""
    bend = draw.random()
    if bend < 0.05:
        rows[0][0] = rows[0][-1]
    elif bend < 0.10:
        rows = [[cell for at, cell in enumerate(row) if at != 1] for row in rows]
    elif bend < 0.14:
        rows[0] += [draw.choice(TEXTS)[:300] for _ in range(draw.choice([1, 3, 120]))]
    elif bend < 0.18:
        rows = [["Report of March"], [], *rows]
    elif bend < 0.22:
        rows = [row[: draw.randrange(len(row) + 1)] for row in rows]
    elif bend < 0.26:
        rows = [rows[0], *([*row, "more", "cells"] for row in rows[1:])]
    elif bend < 0.28:
        rows = rows[1:]
    elif bend < 0.30:
        rows = [list(column) for column in zip(*rows, strict=True)]
    elif bend < 0.32:
        rows += [[]] * 500 + [["total", "", "1"]]
    return rows


def _csv(draw, kind):
    out = io.StringIO()
    delimiter = draw.choice(",,,,,,;;;\t\t| ")
    ending = draw.choice(["\n", "\r\n", "\r"])
    csv.writer(out, delimiter=delimiter, lineterminator=ending).writerows(_rows(draw, kind))
    text = out.getvalue()
    if draw.random() < 0.08:
        text = f"sep={draw.choice(',;|x')}{ending}{text}"
    if draw.random() < 0.06:
        at = draw.randrange(len(text) + 1)
        text = text[:at] + draw.choice(['"', "\x00" * 30, "\x1a", "\u2028", '"' * 3]) + text[at:]
    return "march.csv", text.encode(draw.choice(ENCODINGS), "replace")


def _workbook(draw, kind):
    rows = _rows(draw, kind)
    parts = dict(PARTS) | {"xl/worksheets/sheet1.xml": _sheet(draw, rows)}
    bend = draw.random()
    if bend < 0.12:
        parts[draw.choice(EXTRA_PARTS)] = draw.choice(
            ["<x/>", "", "\x00\x01", "<a><b>", parts["xl/worksheets/sheet1.xml"]]
        )
    elif bend < 0.20:
        del parts[draw.choice(list(parts))]
    elif bend < 0.26:
        name = draw.choice(list(parts))
        parts[name] = parts[name][: draw.randrange(len(parts[name]))]
    elif bend < 0.28:
        return "march.xlsx", _bomb()
    elif bend < 0.31:
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("<sheet ", '<sheet state="hidden" ')
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", draw.choice([zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    content = out.getvalue()
    if draw.random() < 0.05:
        content = _claims_a_gigabyte(content)
    return "march.xlsx", content


def _sheet(draw, rows):
    cells = "".join(
        f'<row r="{number}">' + "".join(_cell(draw, number, at, text) for at, text in enumerate(row)) + "</row>"
        for number, row in enumerate(rows, 1)
    )
    bend, tail = draw.random(), ""
    if bend < 0.06:
        corner = draw.choice(["XFD1048576", "A1048576", "XFD1", "xfd1048576", "CV200001", "ZZZ9999999", "A0", "$A$1"])
        cells += f'<row><c r="{corner}"><v>1</v></c></row>'
    elif bend < 0.09:
        tail = f'<mergeCells><mergeCell ref="A{draw.randrange(1, 9)}:C3"/></mergeCells>'
    elif bend < 0.11:
        cells = "<row>" * draw.choice([10, 100, 5_000]) + cells
    elif bend < 0.13:
        cells = "&x;" + cells
    doctype = draw.choice(["", "", "", '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>']) if bend > 0.9 else ""
    claim = '<dimension ref="A1:XFD1048576"/>' if draw.random() < 0.05 else ""
    return f'{doctype}<worksheet xmlns="{MAIN}">{claim}<sheetData>{cells}</sheetData>{tail}</worksheet>'


def _cell(draw, number, at, text):
    where = f'r="{chr(65 + at)}{number}"' if at < 26 else ""
    printable = escape("".join(each for each in text if each.isprintable() or each in "\n\t"))
    odd = draw.random()
    if odd < 0.004:
        return f"<c {where}><f>SUM(1,2)</f><v>3</v></c>"
    if odd < 0.008:
        return f'<c {where} t="e"><v>#REF!</v></c>'
    if odd < 0.012:
        return f'<c {where} t="s"><v>{draw.choice(["0", "-1", "99999999999", "x", ""])}</v></c>'
    if odd < 0.02:
        return f'<c {where} t="{draw.choice(["b", "d", "n", "str", "zz"])}"><v>{printable}</v></c>'
    if odd < 0.03:
        return f"<c {where}><v>{draw.choice(['46083', '1e308', '-0', '0.1', '1e-320', 'NaN'])}</v></c>"
    return f'<c {where} t="inlineStr"><is><t>{printable}</t></is></c>'


def _claims_a_gigabyte(content):
    """The same archive, whose list says that each part is a gigabyte long."""
    changed, at = bytearray(content), content.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 24 : at + 28] = (1 << 30).to_bytes(4, "little")
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


@cache
def _bomb():
    """A third of a megabyte that unpacks to more than 300."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in PARTS.items():
            archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(310):
                sheet.write(b" " * 1024 * 1024)
    return out.getvalue()


def _other(draw, kind):
    return draw.choice(
        [
            ("march.csv", b""),
            ("march.csv", b"\r\n" * 50),
            ("march.csv", draw.randbytes(draw.choice([1, 40, 3_000]))),
            ("march.xlsx", b"PK\x03\x04" + draw.randbytes(400)),
            ("march.xls", b"\xd0\xcf\x11\xe0" + draw.randbytes(400)),
            ("march.xlsx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")),
            ("march.csv", b"%PDF-1.7\n" + draw.randbytes(100)),
            ("march.csv", b"<html><table><tr><td>reference</td></tr></table></html>"),
            ("march.csv", b'{"reference": "A-1"}'),
            ("march.csv", b"\x1f\x8b\x08" + draw.randbytes(100)),
            ("march.csv", ",".join(OURS[kind]).encode() + b"\n" + b"," * 1_000_000),
            ("march.csv", ",".join(OURS[kind]).encode() + b"\n" + b'"' + b"a" * 300_000),
            ("march.csv", (",".join(OURS[kind]) + "\n").encode() * 2_000),
            ("march.csv", b"a" * 2_000_000),
        ]
    )


def _damaged(draw, content):
    changed = bytearray(content or b"x")
    for _ in range(draw.randint(1, 6)):
        changed[draw.randrange(len(changed))] = draw.randrange(256)
    return bytes(changed[: draw.randrange(1, len(changed) + 1)] if draw.random() < 0.3 else changed)
