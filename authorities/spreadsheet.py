"""Cells that are safe to open: text that a spreadsheet would run as a formula is shown as text."""

# The wide signs are taken for the narrow ones by a spreadsheet of East Asia; spaces before a sign do not disarm it.
TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")


def defused(cell):
    """The cell as it may stand in a CSV file: text that begins like a formula gets an apostrophe before it."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(TRIGGERS):
        return "'" + cell
    return cell
