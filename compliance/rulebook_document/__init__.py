"""The rulebook as people read it: one structure, drawn by a page and by a document."""

from compliance.rulebook_document.markdown import document
from compliance.rulebook_document.versions import VersionShown, dated, days_of, described

__all__ = ["VersionShown", "dated", "days_of", "described", "document"]
