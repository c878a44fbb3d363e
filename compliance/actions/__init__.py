"""Writes: agreements are loaded, placements assessed, leave to go outside a clause recorded."""

from .agreements import draft_agreement, load_agreement
from .assessments import assess, assess_changed, assess_share
from .exemptions import exempt
from .publishing import approve_agreement, check_agreement, publish_agreement, withdraw_agreement
from .retention import keep_to_schedule, retire, retire_on_request
from .taking_back import take_back
from .what_if import forget_what_if, keep_what_if

__all__ = [
    "approve_agreement",
    "assess",
    "assess_changed",
    "assess_share",
    "check_agreement",
    "draft_agreement",
    "exempt",
    "forget_what_if",
    "keep_to_schedule",
    "keep_what_if",
    "load_agreement",
    "publish_agreement",
    "retire",
    "retire_on_request",
    "take_back",
    "withdraw_agreement",
]
