"""The documents that are made from the agreements and their format, and whether they are in step."""

import re
from pathlib import Path

from compliance.agreement_file import read
from compliance.agreement_schema import keys
from compliance.rulebook_document import document

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ROOT / "compliance" / "agreements"
RULEBOOK = ROOT / "docs" / "rulebook.md"
GUIDE = ROOT / "docs" / "agreements.md"
BEGINS, ENDS = "<!-- Made by manage.py write_rulebook: what follows. -->\n", "<!-- Made until here. -->"


def made() -> dict[Path, str]:
    """The text of each document as it should be."""
    files = sorted(SHIPPED.glob("*.toml"))
    versions = [read(file.read_text(encoding="utf-8"), file.name) for file in files]
    return {RULEBOOK: document(versions), GUIDE: _with_keys(GUIDE.read_text(encoding="utf-8"))}


def out_of_step() -> list[str]:
    """The documents whose text is another."""
    return [path.name for path, text in made().items() if not path.exists() or path.read_text(encoding="utf-8") != text]


def write() -> list[str]:
    """Write every document; the rest of the guide is written by hand."""
    for path, text in made().items():
        path.write_text(text, encoding="utf-8")
    return sorted(path.name for path in made())


def _with_keys(guide: str) -> str:
    between = re.compile(f"(?<={re.escape(BEGINS)}).*(?={re.escape(ENDS)})", re.DOTALL)
    return between.sub(lambda _: f"\n{keys()}\n", guide)
