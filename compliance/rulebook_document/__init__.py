"""The rulebook as people read it: one structure, drawn by a page and by a document."""

from compliance.rulebook_document.markdown import document
from compliance.rulebook_document.versions import VersionShown, dated, described

__all__ = ["VersionShown", "dated", "described", "document"]
