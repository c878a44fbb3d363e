"""What people do with accounts: their own, and those of others where it is theirs to do."""

from .accounts import (
    choose_daily_email,
    close_account,
    end_appointment,
    end_sessions,
    open_account,
    reset_second_factor,
)
from .councils import set_up_council
from .invitations import accept_invitation, confirm_access, invitation_of, invite, withdraw_invitation
from .keys import MOST_KEYS, make_key, revoke_key, revoke_keys
from .saved_filters import amend_filter, delete_filter, save_filter

__all__ = [
    "MOST_KEYS",
    "accept_invitation",
    "amend_filter",
    "choose_daily_email",
    "close_account",
    "confirm_access",
    "delete_filter",
    "end_appointment",
    "end_sessions",
    "invitation_of",
    "invite",
    "make_key",
    "open_account",
    "reset_second_factor",
    "revoke_key",
    "revoke_keys",
    "save_filter",
    "set_up_council",
    "withdraw_invitation",
]
