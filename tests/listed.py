"""Every list that can be taken away as a file: the page and the list on it, and from where each of its columns comes.

A value is `app.Model.field` of the sharing contract, as in `tests/fields.py`; BESIDE is what the page works out.
"""

from typing import NamedTuple

from tests.fields import BESIDE, COMMON, COUNTED, EDITION, EXEMPTION, FINDING, LINE, PLACEMENT, RATE, WORKER, of
from tests.who_gets_what import LOG

TEAM, REFERENCE, REGISTER = "placements.ProjectTeam", "placements.Reference", "placements.RegisterCheck"
SPELL, WATCH, DUE, POST = "placements.Spell", "compliance.Watch", "compliance.DueItem", "placements.Post"
UPLOAD, PARKED, COLUMNS = "placements.Upload", "placements.ParkedRow", "placements.ColumnMapping"
TITLE, MEANING, RETURN = "authorities.JobTitle", "authorities.JobTitleMapping", "placements.LeaverReturn"
NOTICE, CORRECTION, CERTIFICATE = "placements.SubstantiveNotice", "placements.Correction", "compliance.Certificate"
LOOK_UP, RUN, WHAT_IF = "authorities.LookUp", "placements.ImportRun", "compliance.WhatIf"


class Listed(NamedTuple):
    """A list of a page: by which name the address asks for it, and from where each column comes."""

    page: str
    columns: dict
    which: str = ""
    readers: frozenset | None = None  # where not everybody who opens the page sees the list


def said(columns):
    """Columns that hold no record of an authority, by their headings."""
    return dict.fromkeys(columns.split("|"), COMMON)


WHO = {"Worker": f"{WORKER}.name", "Registration number": f"{WORKER}.swe_number"}
WHERE = {"Authority": f"{PLACEMENT}.authority"}
DAYS = {"Start": f"{PLACEMENT}.started_on", "Last day worked": f"{PLACEMENT}.ended_on"}
EXPECTED = {"Expected end": f"{PLACEMENT}.expected_end_on"}
PAID = {"Hourly pay (£)": f"{RATE}.hourly_pay"}
HOURS = {"Hours a week": f"{PLACEMENT}.hours_per_week"}
REFERRED = {
    "From or to whom": f"{REFERENCE}.who",
    "Asked for": f"{REFERENCE}.asked_on",
    "Received or given": f"{REFERENCE}.done_on",
}
WORKED = {
    "Work": f"{SPELL}.setting",
    "Employer": f"{SPELL}.employer",
    "First day": f"{SPELL}.from_on",
    "Last day": f"{SPELL}.until_on",
    "Registered": f"{SPELL}.registered",
}
ON_REGISTER = {
    "Status": f"{REGISTER}.status",
    "Conditions": f"{REGISTER}.conditions",
    "Registered until": f"{REGISTER}.renews_on",
}
CHECKED = {"Checked": f"{REGISTER}.checked_on"}
ASKED = {"Asked on": f"{REGISTER}.asked_on"}
JUDGED_BY = {"Placement": f"{PLACEMENT}.reference", "Authority": f"{FINDING}.authority"}
OF_EDITION = {
    "Period": f"{EDITION}.period",
    "Provisional": f"{EDITION}.provisional",
    "Edition": f"{EDITION}.number",
    "With what was recorded up to": f"{EDITION}.known_at",
}
FORECAST = {
    "Region": COMMON,
    "From": COMMON,
    "Placement": f"{PLACEMENT}.reference",
    **WHERE,
    "Role": f"{PLACEMENT}.job_role",
    "Clause": COMMON,
    "Rate (£)": f"{RATE}.hourly_pay",
    "Cap then (£)": COMMON,
    **dict.fromkeys(("Over by (£)", "Over already by (£)"), f"{FINDING}.numbers"),
    "Leave on that day": f"{EXEMPTION}.kind",
    "Expected to end before": f"{PLACEMENT}.expected_end_on",
    **dict.fromkeys(("Give notice by", "Weeks of notice", "Notice is on record"), f"{PLACEMENT}.notice_weeks"),
    "Rests on an illustrative figure": f"{FINDING}.illustrative",
}
A_SIDE = ("Finding {}", "Over the cap {} (£ an hour)", "Cost {} (£)", "Of it with leave {} (£)")
LISTED = (
    # Not records of an authority: the portal’s own work, its accounts and its log.
    Listed("jobs", said("Work|For|State|Asked for|Finished|What was said")),
    Listed("people", said("Email address|Name|Today|Sign-in")),
    Listed("outbox", said("To|What|Written|State|Tried|Why it was not sent")),
    Listed(
        "log",
        said("Entry|When|What was done|Records|Record’s number|By|For|Through|Authority|Why|Details"),
    ),
    Listed("log_reads", said("When|Who|Works for|Whose record|Page|Numbers in the address|Asked by")),
    Listed(
        "access_review",
        said(
            "Person|Email address|Role|Since|Last sign-in|Confirmed|Confirmed by|Waits for this quarter’s word"
        ),
        "roles",
    ),
    Listed("access_review", said("Invited|Role|Until"), "invitations"),
    Listed(
        "agreements",
        said("Agreement|Rules|Region|Version|State|In force from|In force until|Published|Published by"),
    ),
    # Placements, and what was found of them.
    Listed(
        "placements",
        {"Reference": f"{PLACEMENT}.reference", "Supplier": f"{PLACEMENT}.supplier", **WHERE, **WHO}
        | {"Answer": f"{FINDING}.verdict", "Job": f"{PLACEMENT}.job_title", "Pay type": f"{RATE}.pay_type"}
        | {**PAID, "Start": f"{PLACEMENT}.started_on", **EXPECTED, "Last day worked": f"{PLACEMENT}.ended_on", **HOURS},
    ),
    Listed(
        "placement",
        of(RATE, **{
            "From": "since", "Paid through": "pay_type", "Hourly pay (£)": "hourly_pay",
            "Employer NI (£)": "employer_ni", "Apprenticeship levy (£)": "apprenticeship_levy",
            "Holiday pay (£)": "holiday_pay", "Agency fee (£)": "agency_fee", "MSP fee (£)": "msp_fee",
            "Total hourly charge (£)": "hourly_charge",
        }),
    ),
    Listed(
        "findings",
        JUDGED_BY
        | {"Finding": f"{FINDING}.verdict", "Clause": COMMON}
        | dict.fromkeys(("What was found", "What to do"), f"{FINDING}.words")
        | dict.fromkeys(("Since", "From"), f"{FINDING}.from_on")
        | {"Until": f"{FINDING}.until_on", "Rests on an illustrative figure": f"{FINDING}.illustrative"},
    ),
    Listed(
        "duties",
        {"By": f"{DUE}.due_on", "Placement": f"{DUE}.placement", "Authority": f"{DUE}.authority"}
        | {"What to do": f"{DUE}.rule", "Why": f"{DUE}.words"},
    ),
    Listed("forecast", FORECAST),
    Listed(
        "return_ready",
        {"Placement": f"{PLACEMENT}.reference", **WHERE, "What is lacking": f"{FINDING}.verdict"},
    ),
    Listed("search", WHO | {"Authority": f"{WORKER}.authority", "Placements": f"{PLACEMENT}.id"}, "workers"),
    Listed("search", {"Reference": f"{PLACEMENT}.reference", **WHO, **WHERE, **DAYS}, "placements"),
    Listed("what_if", of(WHAT_IF, **{"Name": "title", "Asked by": "by", "On": "created_at"})),
    Listed(
        "what_if_result",
        {"Placement": f"{PLACEMENT}.reference", **WHERE, "Role": f"{PLACEMENT}.job_role", **PAID}
        | {each.format(side): f"{FINDING}.numbers" for side in ("now", "with the change") for each in A_SIDE},
    ),
    Listed(
        "what_if_version",
        {"Placement": f"{PLACEMENT}.reference", **WHERE}
        | dict.fromkeys(("Answer now", "With the version", "Clauses"), f"{FINDING}.verdict"),
        "people",
    ),
    Listed("what_if_version", FORECAST, "coming"),
    # Project teams.
    Listed(
        "teams",
        {"Team": f"{TEAM}.name", "Authority": f"{TEAM}.authority", "Supplier": f"{TEAM}.supplier"}
        | {"Purpose": f"{TEAM}.purpose", "First day of the term": f"{TEAM}.from_on"}
        | {"Last day of the term": f"{TEAM}.until_on", "Last day of the team": f"{TEAM}.closed_on"}
        | {"Placements": "placements.TeamMember.id", "State": f"{TEAM}.until_on"},
    ),
    Listed(
        "team",
        {"Placement": f"{PLACEMENT}.reference", **WHO, "Start": f"{PLACEMENT}.started_on", **EXPECTED}
        | {"Last day worked": f"{PLACEMENT}.ended_on", **PAID, "Total hourly charge (£)": f"{RATE}.hourly_charge"}
        | {**HOURS, "Cost of a week (£)": f"{RATE}.hourly_charge"}
        | {"Approved beforehand": f"{PLACEMENT}.team_approved_on", "Cost shown apart": f"{PLACEMENT}.team_cost_apart"}
        | {"Control of practice kept": f"{PLACEMENT}.team_control_kept", "What the rule says": f"{FINDING}.words"},
    ),
    Listed(
        "singly_and_in_team",
        {**WHO, "Same worker": BESIDE, "Placement": f"{PLACEMENT}.reference", **WHERE}
        | {"Supplier": f"{PLACEMENT}.supplier", "Offered": f"{PLACEMENT}.project_team", "Team": f"{TEAM}.name"}
        | {**DAYS, **PAID, "Hourly charge (£)": f"{RATE}.hourly_charge"},
    ),
    # A worker.
    Listed(
        "worker",
        {"What": f"{POST}.contract", "Days": f"{POST}.left_on", "More": f"{POST}.reason"}
        | {"State": f"{FINDING}.verdict"},
        "timeline",
    ),
    Listed("worker", WORKED | {"Days counted": f"{SPELL}.from_on"}, "experience"),
    Listed(
        "worker",
        {"What": f"{REFERENCE}.kind", **REFERRED, "Placement": f"{PLACEMENT}.reference"},
        "references",
    ),
    Listed(
        "worker",
        of(DUE, **{"Placement": "placement", "By": "due_on", "What to do": "rule", "Why": "words"}),
        "due",
    ),
    Listed(
        "worker",
        ASKED | {"Checked on": f"{REGISTER}.checked_on", "Found": f"{REGISTER}.found", **ON_REGISTER}
        | {"Checked by": f"{REGISTER}.checked_by", "File": f"{REGISTER}.file_name"},
        "register",
    ),
    Listed("experience", WORKED),
    Listed("references", {"What": f"{REFERENCE}.kind", **REFERRED}),
    Listed(
        "references_waited_for",
        {"From whom": f"{REFERENCE}.who", "Asked for": f"{REFERENCE}.asked_on", **WHO}
        | {"Placement": f"{PLACEMENT}.reference", **WHERE, "Start": f"{PLACEMENT}.started_on"},
    ),
    Listed(
        "register",
        WHO | {"Authority": f"{WORKER}.authority", **ON_REGISTER, **CHECKED}
        | {"Before the last renewal": f"{REGISTER}.checked_on"},
        "workers",
    ),
    Listed(
        "register",
        ASKED | {"Authority": f"{WORKER}.authority"} | dict.fromkeys(("Numbers", "Waiting"), f"{REGISTER}.id"),
        "batches",
    ),
    Listed("register_batch", WHO | ASKED | ON_REGISTER | CHECKED),
    Listed(
        "watches",
        of(WATCH, **{
            "Registration number": "sealed_number", "Answer": "answer", "As": "job_role", "Authority": "authority",
            "Start asked about": "starts_on", "Free from": "free_on", "Asked last": "asked_at", "Told on": "told_on",
            "Begun by": "by", "Begun on": "made_at", "Why": "purpose", "Ends by itself": "expires_on",
        }),
    ),
    Listed(
        "corrections",
        WHO | {"Authority": f"{WORKER}.authority"}
        | of(CORRECTION, **{"Asked on": "asked_at", "Answer by": "asked_at", "Answer": "outcome"})
        | of(CORRECTION, **{"Answered": "answered_at"}),
    ),
    # An authority’s own affairs.
    Listed("job_titles", of(TITLE, **{"Job title": "title", "Authority": "authority"})
        | {"Role today": f"{MEANING}.job_role", "What others say": COUNTED}),
    Listed("job_title", of(MEANING, **{"Role": "job_role", "From": "since", "Until": "since"})),
    Listed(
        "notice_periods",
        of(NOTICE, **{"Authority": "authority", "Role": "job_role", "Weeks": "weeks", "From": "since"})
        | of(NOTICE, **{"Until": "since"}),
    ),
    Listed("leavers", None),  # a column for each month
    Listed(
        "leavers",
        {"Month": COMMON, "Leavers on record": f"{POST}.left_on", "Received": f"{RETURN}.received_at"},
        "own",
        frozenset(LOG),
    ),
    Listed(
        "leavers_of_month",
        {"Registration number": f"{WORKER}.swe_number", "Authority": f"{WORKER}.authority"}
        | {"Left on": f"{POST}.left_on", "Role": f"{POST}.role_text"}
        | {"Contract": f"{POST}.contract", "Reason": f"{POST}.reason"},
    ),
    Listed(
        "look_ups",
        of(LOOK_UP, **{"Who": "by", "Day": "at", "For": "authority", "Supplier": "supplier", "Look-ups": "id"})
        | of(LOOK_UP, **{"Workers": "id", "Why it is listed": "answer"}),
    ),
    Listed(
        "retention",
        of(CERTIFICATE, **{"Day": "done_on", "Authority": "authority", "What": "purpose", "Certificate": "id"})
        | dict.fromkeys(("What was done", "Records", "Held"), f"{CERTIFICATE}.content")
        | {"SHA-256": f"{CERTIFICATE}.sha256"},
    ),
    # Files that were sent.
    Listed(
        "send_file",
        of(UPLOAD, **{"File": "file_name", "Supplier": "supplier", "Authority": "authority", "Rows": "lines"})
        | of(UPLOAD, **{"What is in it": "kind", "Sent": "at", "Sent by": "by", "How far it is": "state"}),
    ),
    Listed(
        "parked_rows",
        of(RUN, **{"File": "file_name", "Authority": "authority", "Sent": "at"})
        | of(PARKED, **{"Row": "row_number", "Column": "column", "Why": "reason", "What to do": "remedy"})
        | {"As it was sent": f"{PARKED}.row"},
    ),
    Listed(
        "remembered_columns",
        of(COLUMNS, **{"Supplier": "supplier", "What is in the file": "kind", "Authority": "authority"})
        | dict.fromkeys(("Column of the file", "What it means"), f"{COLUMNS}.meaning")
        | of(COLUMNS, **{"Said by": "by", "Said": "at"}),
    ),
    # Reports.
    Listed("reports", OF_EDITION, "months"),
    Listed("reports", OF_EDITION, "quarters"),
    Listed("savings_lines", LINE),
)  # fmt: skip
