"""What of this room's records says who somebody is, and what stands in its place; the rest is in placements.erasure."""

from placements.erasure import said

EXEMPTION = {
    "exit_plan": said("exit_plan"),
    "decided_by": said("decided_by", "Name removed"),
    "second_by": said("second_by", "Name removed"),
}
ERASED = {"compliance.Exemption": EXEMPTION}
# Columns with words that say nothing of who somebody is.
KEPT = {
    "compliance.Exemption": {"clause", "kind"},
    "compliance.Finding": {
        "regime", "agreement", "version", "clause", "rule", "known", "verdict", "words", "numbers", "missing", "role",
        "covered_by",
    },
    "compliance.Met": {"clauses"},
    "compliance.DueItem": {"regime", "agreement", "version", "clause", "rule", "words", "numbers"},
}  # fmt: skip
