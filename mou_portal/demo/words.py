"""What the demonstration says at the terminal: the summary on standard output, everything else on standard error."""

import sys


def say(text):
    """A step that is being taken."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def progress(text, done, total):
    """How far a step has come, on a terminal alone."""
    if not sys.stderr.isatty() or not total:
        return
    sys.stderr.write(f"\r{text}: {done:,} of {total:,}{'' if done < total else chr(10)}")
    sys.stderr.flush()


def tell(text=""):
    """A line of the summary."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def table(rows):
    """Rows of text, in columns."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        tell("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
