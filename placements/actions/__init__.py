"""Everything that may be written about placements, one verb each; every refusal is in words."""

from .amending_leavers import amend_leaver, remove_leaver
from .converting import record_stage
from .experience import record_spell, remove_spell
from .leaving import receive_leavers, receive_months, record_leaver, record_post
from .notices import record_substantive_notice, remove_substantive_notice
from .placing import amend, change_rate, end, extend, record, reopen
from .pseudonymising import pseudonymise
from .references import amend_reference, record_reference, remove_reference
from .registering import answer_register, ask_register, drop_batch
from .rekeying import left_to_rekey, rotate_match_key
from .rights import (
    answer_correction,
    ask_for_correction,
    close_visit,
    end_hold,
    hold_record,
    make_record_link,
    open_record_link,
)
from .taking_back import take_back
from .teaming import add_to_team, amend_team, close_team, extend_team, make_team, take_from_team
from .titling import map_title, remove_mapping
from .working import record_hours

__all__ = [
    "add_to_team",
    "amend",
    "amend_leaver",
    "amend_reference",
    "amend_team",
    "answer_correction",
    "answer_register",
    "ask_for_correction",
    "ask_register",
    "change_rate",
    "close_team",
    "close_visit",
    "drop_batch",
    "end",
    "end_hold",
    "extend",
    "extend_team",
    "hold_record",
    "left_to_rekey",
    "make_record_link",
    "make_team",
    "map_title",
    "open_record_link",
    "pseudonymise",
    "receive_leavers",
    "receive_months",
    "record",
    "record_hours",
    "record_leaver",
    "record_post",
    "record_reference",
    "record_spell",
    "record_stage",
    "record_substantive_notice",
    "remove_leaver",
    "remove_mapping",
    "remove_reference",
    "remove_spell",
    "remove_substantive_notice",
    "reopen",
    "rotate_match_key",
    "take_back",
    "take_from_team",
]
