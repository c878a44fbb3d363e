"""Who meets what: for each word that stands in the records, who may meet it anywhere at all.

The people are the cast of `test_separation`.
"""

from tests.two_roles import meant_for_both
from tests.who_gets_what import ASKERS, DRAFT_READERS, GIVE_ROLES, LOG, OF_DUDLEY, OF_WALSALL, READ_FINDINGS

NAMED_IN_WALSALL = {"asha", "ben", "carl", "dora", "gita", "hugo", "ivy"}
WORDS = {
    "Wanda Walsall": NAMED_IN_WALSALL,
    "SW911111": NAMED_IN_WALSALL,
    "Doris Dudley": {"cara", "hugo"},
    "SW922222": {"cara", "hugo"},
    "SW933333": {"asha"},  # typed in a draft
    "SW944444": {"asha", "ben", "carl", "dora"},  # waited for by Walsall
    "SW966666": {"cara"},  # waited for by Dudley
    "ORDER-WALSALL": OF_WALSALL,
    "ORDER-DUDLEY": OF_DUDLEY,
    "Title of Walsall": OF_WALSALL,
    "Title of Dudley": OF_DUDLEY,
    "Supplier of Dudley": OF_DUDLEY,
    "Team of Walsall": OF_WALSALL - {"ivy"},
    "Team of Dudley": OF_DUDLEY,
    "Post left in Walsall": NAMED_IN_WALSALL - {"ivy"},
    "Post left in Dudley": {"cara", "hugo"},
    "Please correct Walsall": {"asha", "ben", "carl", "dora"},
    "Please correct Dudley": {"cara"},
    "Employer of Walsall": NAMED_IN_WALSALL - {"ivy"},
    "Employer of Dudley": {"cara", "hugo"},
    "Referee of Walsall": NAMED_IN_WALSALL - {"ivy"},
    "Referee of Dudley": {"cara", "hugo"},
    "Conditions of Walsall": NAMED_IN_WALSALL - {"ivy"},
    "Conditions of Dudley": {"cara", "hugo"},
    "ROW-WALSALL": {"asha"},
    "ROW-DUDLEY": {"cara"},
    "FILE-WALSALL": {"asha"},
    "heading-of-walsall": {"asha"},
    "heading-of-dudley": {"cara"},
    "FILE-DUDLEY": {"cara"},
    "FILTER-OF-ASHA": {"asha"},
    "Managers at £41": {"dev", "elin"},
    "DRAFT-OF-2099": DRAFT_READERS,
    # What was found stands in a column of its own; of which authority, in the log and in lists.
    'data-label="Answer"': READ_FINDINGS,
    'data-label="Authority">Walsall': OF_WALSALL | {"jan"},
    "asha@example.org": {"asha", "ben", "dora", "jan"},
    "cara@example.org": {"cara", "jan"},
}
# Words about no record of anybody else's, for those whose work it is; the wall does not ask for whose.
OF_WORK = {
    '"kind":"quarterly"': ASKERS,
    "Review the breaches of the region": {"gita"},
    "Send your leavers of": LOG,
    "Chase the leavers of": {"dev", "nora"},
    "Make the return of": {"asha", "cara", "dora"},
    "Say who still needs access": GIVE_ROLES,
    "Look at work that failed": {"jan"},
    "Check version DRAFT-OF-2099": {"dev"},
    "Look at emails that could not be sent": {"jan"},
    "Read the savings of": {"dev"},
    "Read the quarterly report of": {"elin"},
    "The quarter’s report for the lead director": ASKERS,
}
# Whoever records a placement chooses among all suppliers.
SUPPLIERS_ARE_CHOSEN = {
    "send_file", "amend_placement", "record_placement", "check_placement", "change_placement", "invite", "make_team",
}  # fmt: skip
# The pages that tell somebody of records that they do not read: counts of the region, that something was written.
COUNTED = {"home": {"gita"}, "breaches": {"gita"}, "people": {"jan"}} | {
    name: {"hugo", "jan", "otto"} for name in ("log", "log_reads")
}
meant_for_both(globals())
