"""Writes: agreements are loaded, placements assessed, leave to go outside a clause recorded."""

from .agreements import load_agreement
from .assessments import assess, assess_changed
from .exemptions import exempt

__all__ = ["assess", "assess_changed", "exempt", "load_agreement"]
