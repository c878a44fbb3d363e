"""The documents of docs/privacy: templates for the controllers, with the parts that are made from the code."""

import re
from pathlib import Path

from .tables import TABLES

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "privacy"
PART = re.compile(
    r"(?<=<!-- Made by manage\.py write_privacy: )([a-z-]+)\. -->\n.*?(?=<!-- Made until here\. -->)", re.DOTALL
)


def made():
    """The text of each document as it should be; what is written by hand stays."""
    return {path: _with_parts(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.md"))}


def out_of_step():
    """The documents that say something else than the code."""
    return [path.name for path, text in made().items() if path.read_text(encoding="utf-8") != text]


def write():
    """Write the parts anew and return the names of the documents."""
    for path, text in made().items():
        path.write_text(text, encoding="utf-8")
    return [path.name for path in made()]


def _with_parts(text):
    return PART.sub(lambda found: f"{found[1]}. -->\n\n{TABLES[found[1]]()}\n\n", text)
