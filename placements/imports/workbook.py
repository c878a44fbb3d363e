"""Reading the first sheet of an XLSX workbook as text, once it has been found safe to open."""

from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO

import python_calamine

from authorities.refusal import Refused

from .workbook_parts import NOT_A_WORKBOOK, inspected


def rows(content, *, most_rows, most_columns):
    """The rows of the first sheet that is not hidden, each a list of texts. Raises Refused."""
    sheet = inspected(content, most_rows, most_columns)
    try:
        book = python_calamine.load_workbook(BytesIO(content))
        cells = book.get_sheet_by_index(sheet).to_python(skip_empty_area=False)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        # A broken file can make the reader panic, which is no Exception.
        raise Refused(*NOT_A_WORKBOOK) from error
    return ([_text(cell) for cell in row] for row in cells)


def _text(cell):
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        # The shortest text of a float is what the person typed: 31.1, not 31.100000000000001.
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else format(Decimal(repr(cell)), "f")
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time.min else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)
