"""Writes: agreements are loaded, placements assessed, leave to go outside a clause recorded."""

from .agreements import draft_agreement, load_agreement
from .assessments import assess, assess_changed, assess_share
from .exemptions import exempt
from .publishing import approve_agreement, check_agreement, publish_agreement, withdraw_agreement

__all__ = [
    "approve_agreement",
    "assess",
    "assess_changed",
    "assess_share",
    "check_agreement",
    "draft_agreement",
    "exempt",
    "load_agreement",
    "publish_agreement",
    "withdraw_agreement",
]
