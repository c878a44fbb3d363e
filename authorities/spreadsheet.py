"""Cells that are safe to open: text that a spreadsheet would run as a formula is shown as text."""

TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "|", "%")


def defused(cell):
    """The cell as it may stand in a CSV file: text that begins like a formula gets an apostrophe before it."""
    if isinstance(cell, str) and cell.startswith(TRIGGERS):
        return "'" + cell
    return cell
