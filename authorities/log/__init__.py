"""The log: every write, look-up, export, refusal and sign-in, chained so that nobody can change it unseen."""

from .noting import coming_by, note

__all__ = ["coming_by", "note"]
