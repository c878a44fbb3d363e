"""Who gets what: for each address, who may ask it about whose things, and for each word, who may meet it.

The people are the cast of `test_separation`.
"""

from typing import NamedTuple

from tests.two_roles import meant_for_both

MONTH, QUARTER = "2026-10", "2026Q3"

LOG, STAFF = {"asha", "cara"}, {"asha", "ben", "carl", "cara", "dora"}
REGION = {"dev", "elin", "hugo"}
ELSEWHERE = {"nora", "otto"}  # an analyst and an auditor of another region
NO_ROLE = {"former", "root"}
SIGNED_IN = STAFF | REGION | ELSEWHERE | NO_ROLE | {"gita", "ivy", "jan"}
READ_FINDINGS = STAFF | REGION | ELSEWHERE | {"gita"}
SIGNED_OUT = {"nobody", "closed"}
OF_WALSALL = {"asha", "ben", "carl", "dora", "gita", "ivy"} | REGION
OF_DUDLEY = {"cara"} | REGION


class Route(NamedTuple):
    """Who may GET and POST an address: a set, or one for each thing that it may be about; None: it is not offered.

    `about` gives the rest of the address, by whose thing it is. An `open` address is for everybody.
    """

    get: object = None
    post: object = None
    about: object = None
    open: bool = False


def period(*codes):
    return lambda world, whose: codes


def of(*kinds):
    return lambda world, whose: [world[whose][kind] for kind in kinds]


def version(world, whose):
    return [world["versions"][whose]]


def what_if(world, whose):
    return [world["what_ifs"][whose]]


PLACEMENT = {"walsall": OF_WALSALL, "dudley": OF_DUDLEY, "never": set()}
WORKER = {
    "walsall": {"asha", "ben", "carl", "dora", "gita", "hugo"},
    "dudley": {"cara", "hugo"},
    "never": set(),
}
ASHAS = {"walsall": {"asha"}, "never": set()}
LOGGERS = {"walsall": {"asha"}, "dudley": {"cara"}, "never": set()}
OPEN = Route(open=True)
ANSWERERS = {"walsall": {"asha", "ben", "carl", "dora"}, "dudley": {"cara"}, "never": set()}
HOLDERS = {"walsall": {"ben", "dora"}, "dudley": set(), "never": set()}
LOADERS, DRAFT_READERS = {"dev", "nora"}, {"dev", "elin", "hugo"}
READ_VERSION = {"published": SIGNED_IN, "unpublished": DRAFT_READERS, "never": set()}
OF_LOADERS = {"published": {"dev"}, "unpublished": {"dev"}, "never": set()}
OF_APPROVERS = {"published": {"dev", "elin"}, "unpublished": {"dev", "elin"}, "never": set()}
ASKERS = {"dev", "elin", "nora"}
OF_WHAT_IF = {"dev": {"dev", "elin"}, "never": set()}
OWN_WHAT_IF = {"dev": {"dev"}, "never": set()}
GIVE_ROLES = {"ben", "dora", "jan"}
OWN_PASSKEY = {"walsall": {"asha"}, "never": set()}
ROUTES = {
    "home": Route(get=SIGNED_IN),
    "health": OPEN,
    "browser_reports": OPEN,
    "jobs": Route(get={"jan"}),
    "people": Route(get={"jan"}),
    "outbox": Route(get={"jan"}),
    "daily_email": Route(get=SIGNED_IN, post=SIGNED_IN),
    # Opened by a signed token alone: tests/authorities/pages/test_stop_daily_email.py.
    "stop_daily_email": Route(open=True, about=period("a-token-that-never-was")),
    **dict.fromkeys(("log", "log_reads"), Route(get={"hugo", "jan", "otto"})),
    "person": Route(
        get={"walsall": {"jan"}, "never": set()}, post={"walsall": {"jan"}, "never": set()}, about=of("person")
    ),
    "account": Route(get=SIGNED_IN, post=SIGNED_IN),
    "access_review": Route(get=GIVE_ROLES, post=set()),
    "invite": Route(get=GIVE_ROLES, post=GIVE_ROLES),
    "invitation": OPEN,
    "councils": OPEN,
    **dict.fromkeys(("council_start", "council_back"), Route(open=True, about=period("e08000099"))),
    "invitation_link": Route(open=True, about=period("k" * 43)),
    "sessions": Route(get=SIGNED_IN, post=SIGNED_IN),
    # One's own second factor; that of another is not to be had, whatever number is asked for.
    "mfa_index": Route(get=SIGNED_IN),
    "mfa_activate_totp": Route(get=SIGNED_IN, post=SIGNED_IN),
    "mfa_add_webauthn": Route(get=SIGNED_IN, post=SIGNED_IN),
    "mfa_remove_webauthn": Route(get=OWN_PASSKEY, post=OWN_PASSKEY, about=of("passkey")),
    "mfa_view_recovery_codes": Route(get=SIGNED_IN),
    "mfa_generate_recovery_codes": Route(get=SIGNED_IN, post=SIGNED_IN),
    "revoke_key": Route(post=ASHAS, about=of("key")),
    # Signing in and out: allauth's own, and nobody's records are behind them.
    **dict.fromkeys(
        (
            "account_login", "account_logout", "account_inactive", "account_signup", "account_reauthenticate",
            "account_change_password", "account_reset_password", "account_reset_password_done",
            "account_reset_password_from_key_done", "account_email", "account_set_password",
            "mfa_authenticate", "mfa_login_webauthn", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
        ),
        OPEN,
    ),
    "account_reset_password_from_key": Route(open=True, about=period("1", "set-password")),
    "parked_rows": Route(get=LOG),
    "remembered_columns": Route(get=LOG),
    "change_columns": Route(get=LOGGERS, post=LOGGERS, about=of("columns")),
    "forget_columns": Route(post=LOGGERS, about=of("columns")),
    "try_parked_rows": Route(post=LOG),
    "parked_row": Route(get=LOGGERS, post=LOGGERS, about=of("row")),
    "discard_row": Route(post=LOGGERS, about=of("row")),
    "send_file": Route(get=LOG, post=LOG),
    "sent_file": Route(get=LOGGERS, post=LOGGERS, about=of("upload")),
    "file_columns": Route(get=LOGGERS, post=LOGGERS, about=of("upload")),
    "delete_file": Route(post=LOGGERS, about=of("upload")),
    "file_report": Route(get=LOGGERS, about=lambda world, whose: [world[whose]["upload"], "csv"]),
    "job_titles": Route(get=LOG, post=LOG),
    "job_title": Route(get=LOGGERS, post=LOGGERS, about=of("title")),
    "remove_mapping": Route(get=LOGGERS, post=LOGGERS, about=of("title", "mapping")),
    "notice_periods": Route(get=LOG, post=LOG),
    "remove_notice": Route(get=LOGGERS, post=LOGGERS, about=of("notice")),
    "experience": Route(get=LOGGERS, post=LOGGERS, about=of("worker")),
    "remove_spell": Route(get=LOGGERS, post=LOGGERS, about=of("worker", "spell")),
    "worker": Route(get=WORKER, about=of("worker")),
    "references": Route(get=LOGGERS, post=LOGGERS, about=of("placement")),
    "reference": Route(get=LOGGERS, post=LOGGERS, about=of("placement", "reference")),
    "references_waited_for": Route(get=LOG),
    "register": Route(get=LOG, post=LOG),
    "register_batch": Route(get=LOGGERS, post=LOGGERS, about=of("batch")),
    "placement_checks": Route(get=LOGGERS, post=LOGGERS, about=of("placement")),
    "look_ups": Route(get={"ben", "dora", "hugo", "otto"}),
    "retention": Route(get=STAFF | {"hugo", "otto", "jan"}),
    "certificate": Route(
        get={
            "walsall": {"asha", "ben", "carl", "dora", "hugo"}, "dudley": {"cara", "hugo"}, "portal": {"jan"},
            "never": set(),
        },
        about=of("certificate"),
    ),
    "corrections": Route(get=STAFF),
    "correction": Route(get=ANSWERERS, post=ANSWERERS, about=of("correction")),
    "hold_record": Route(get=HOLDERS, post=HOLDERS, about=of("worker")),
    "saved_filters": Route(get=SIGNED_IN - NO_ROLE, post=set()),
    "saved_filter": Route(get=ASHAS, post=ASHAS, about=of("saved_filter")),
    "search": Route(get=STAFF | {"gita", "hugo", "otto", "ivy"}, post=STAFF | {"gita", "hugo", "otto", "ivy"}),
    "find_worker": Route(get=STAFF, post=STAFF),
    "worker_record": Route(get=ANSWERERS, about=of("worker")),
    "worker_record_file": Route(
        get=ANSWERERS, about=lambda world, whose: [world[whose]["worker"], "everything.json"]
    ),
    "record_link": Route(post=ANSWERERS, about=of("worker")),
    # A worker’s own page is behind a secret of its own: tests/reports/pages/test_own_record.py.
    "own_record": OPEN,
    "close_own_record": OPEN,
    "open_own_record": Route(open=True, about=period("a-link-that-never-was")),
    "answer_breach": Route(get=LOGGERS, post=LOGGERS, about=of("placement")),
    "duties": Route(get=READ_FINDINGS),
    "return_ready": Route(get=STAFF),
    "leavers": Route(get=STAFF | REGION | ELSEWHERE | {"gita"}, post=LOG),
    "type_leavers": Route(get=LOG, post=LOG),
    "leavers_of_month": Route(get=LOG, about=period(2026, 10)),
    "leaver": Route(get=LOGGERS, post=LOGGERS, about=of("post")),
    "remove_leaver": Route(get=LOGGERS, post=LOGGERS, about=of("post")),
    "teams": Route(get=READ_FINDINGS),
    "singly_and_in_team": Route(get=READ_FINDINGS),
    "team": Route(
        get={"walsall": OF_WALSALL - {"ivy"}, "dudley": OF_DUDLEY, "never": set()}, about=of("team")
    ),
    "make_team": Route(get=LOG, post=LOG),
    **dict.fromkeys(
        ("amend_team", "extend_team", "close_team", "add_to_team"),
        Route(get=LOGGERS, post=LOGGERS, about=of("team")),
    ),
    "take_from_team": Route(get=LOGGERS, post=LOGGERS, about=of("team", "placement")),
    "rules": Route(get=SIGNED_IN - NO_ROLE),
    "breaches": Route(get=READ_FINDINGS),
    "findings": Route(get=READ_FINDINGS),
    "agreements": Route(get=SIGNED_IN),
    "load_agreement": Route(get=LOADERS, post=LOADERS),
    "agreement_version": Route(get=READ_VERSION, about=version),
    "agreement_document": Route(get=READ_VERSION, about=version),
    "check_agreement": Route(post=OF_LOADERS, about=version),
    "approve_agreement": Route(get=OF_APPROVERS, post=OF_APPROVERS, about=version),
    "publish_agreement": Route(get=OF_APPROVERS, post=OF_APPROVERS, about=version),
    "withdraw_agreement": Route(get=OF_LOADERS, post=OF_LOADERS, about=version),
    "watches": Route(get=STAFF, post=STAFF),
    "end_watch": Route(post=ANSWERERS, about=of("watch")),
    "check_worker": Route(get=STAFF | {"ivy"}, post=STAFF | {"ivy"}),
    "placements": Route(get=READ_FINDINGS | {"ivy"}),
    "record_placement": Route(get=LOG, post=LOG),
    "record_placement_answer": Route(post=LOG),
    "check_placement": Route(get=ASHAS, post=ASHAS, about=of("draft")),
    "change_placement": Route(get=ASHAS, post=ASHAS, about=of("draft")),
    "placement": Route(get=PLACEMENT, about=of("placement")),
    **dict.fromkeys(
        (
            "amend_placement", "change_rate", "convert_placement", "extend_placement", "end_placement", "take_back",
        ),
        Route(get=LOGGERS, post=LOGGERS, about=of("placement")),
    ),
    "what_if": Route(get=ASKERS, post=ASKERS),
    "what_if_result": Route(get=OF_WHAT_IF, about=what_if),
    "what_if_version": Route(get=OF_APPROVERS, about=version),
    "remove_what_if": Route(get=OWN_WHAT_IF, post=OWN_WHAT_IF, about=what_if),
    "forecast": Route(get=READ_FINDINGS),
    "reports": Route(get=READ_FINDINGS),
    "savings": Route(get=READ_FINDINGS, about=period(MONTH)),
    "own_savings_file": Route(get=STAFF | {"gita"}, about=period(MONTH)),
    "rebuild_savings": Route(post={"dev", "nora"}, about=period(MONTH)),
    "savings_file": Route(
        get={"savings": {"dev", "elin"}, "quarterly": set(), "never": set()},
        about=lambda world, whose: [MONTH, world["files"][whose]],
    ),
    "savings_lines": Route(
        get={"walsall": OF_WALSALL - {"ivy"}, "dudley": OF_DUDLEY, "never": set()},
        about=lambda world, whose: [MONTH, world[whose]["code"]],
    ),
    "quarterly": Route(get={"dev", "elin", "nora"}, about=period(QUARTER)),
    "rebuild_quarterly": Route(post={"dev", "nora"}, about=period(QUARTER)),
    "quarterly_file": Route(
        get={"quarterly": {"dev", "elin"}, "savings": set(), "never": set()},
        about=lambda world, whose: [QUARTER, world["files"][whose]],
    ),
    "api_schema": OPEN,
    "api_eligibility": Route(post=STAFF | {"ivy"}),
    "api_placements": Route(get=READ_FINDINGS | {"ivy"}, post=LOG),
    "api_placement": Route(get=PLACEMENT, about=of("placement")),
    "api_findings": Route(get=READ_FINDINGS),
    "api_reports": Route(get=READ_FINDINGS),
    "api_report_file": Route(
        get={"savings": {"dev", "elin"}, "quarterly": {"dev", "elin"}, "never": set()},
        about=lambda world, whose: [world["editions"][whose], world["files"][whose]],
    ),
}  # fmt: skip
meant_for_both(globals())
