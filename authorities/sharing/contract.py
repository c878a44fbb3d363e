"""The sharing contract, as a table: for each kind of record, who reads which of its fields.

`docs/sharing.md` is made from it for people to read (`manage.py write_sharing`), and the code asks it through
`for_user` and `Reach.shares`. A field that is not in it fails a test. Whoever is not named reads nothing.
"""

from functools import cache

from .files import FILES
from .kind import Kind
from .readers import (
    EVIDENCE,
    IDENTITY,
    JUDGED,
    KEEPERS,
    NOBODY,
    OFFICERS,
    ORDER,
    REVIEWERS,
    WHOEVER_TYPED,
)
from .region_wide import REGION_WIDE

OF_FINDING = (
    "id placement authority regime agreement version clause rule known verdict words numbers missing illustrative role"
    " covered_by signed_before from_on until_on assessment judged_on known_at found_at superseded_at"
)
KINDS = (
    Kind(
        "placements.Placement",
        "An agency worker engaged by an authority",
        (
            (
                ORDER,
                "id authority worker supplier agency reference job_title job_role started_on expected_end_on ended_on"
                " end_reason hours_per_week offered_hourly_pay reason covers_vacancy project_team notice_weeks"
                " references_received last_reference_on reference_given_on pqe_months quality_record on_site_days"
                " team_approved_on team_cost_apart team_control_kept contractual_bar",
            ),
            (JUDGED, "breach_reason"),
        ),
        authority="authority",
        supplier="supplier",
    ),
    Kind(
        "placements.Rate",
        "What is paid from a day on",
        (
            (
                ORDER,
                "id placement since pay_type hourly_pay employer_ni apprenticeship_levy holiday_pay agency_fee msp_fee"
                " hourly_charge",
            ),
        ),
        authority="placement__authority",
        supplier="placement__supplier",
    ),
    Kind(
        "placements.ProjectTeam",
        "A project team that a supplier offers to an authority",
        ((JUDGED, "id authority supplier name purpose from_on until_on extended_on why_extended closed_on"),),
        authority="authority",
    ),
    Kind(
        "placements.TeamMember",
        "Which placement belongs to a project team",
        ((JUDGED, "id authority team placement"),),
        authority="authority",
    ),
    Kind(
        "placements.Hours",
        "Hours of a week, from a timesheet",
        ((ORDER, "id placement week_ending hours amount"),),
        authority="placement__authority",
        supplier="placement__supplier",
    ),
    Kind(
        "placements.Worker",
        "Who the worker is, as one authority has it on record",
        ((IDENTITY, "id authority swe_number name pseudonymised_on"), (NOBODY, "match_key keyed_by")),
        authority="authority",
        supplier="placements__supplier",
        note="A supplier sees this of the workers in its own orders.",
    ),
    Kind(
        "placements.SearchText",
        "What a search looks through: a worker’s number and name and a placement’s reference, in one line",
        ((IDENTITY, "id authority worker placement supplier text"),),
        authority="authority",
        supplier="supplier",
        note="Only those who read who a worker is can search for one.",
    ),
    Kind(
        "placements.Post",
        "A post that a worker held as an employee",
        ((EVIDENCE, "id worker contract job_role role_text from_on left_on reason"),),
        authority="worker__authority",
        note="Another authority learns of it only what crosses at the check before an engagement; see below.",
    ),
    Kind(
        "placements.Conversion",
        "A worker’s move from a placement to a permanent post with the same authority",
        ((EVIDENCE, "id placement interest_on offer_on accepted_on started_on declined_on withdrawn_on"),),
        authority="placement__authority",
        note="The supplier reads none of it.",
    ),
    Kind(
        "placements.Spell",
        "A spell of a worker’s experience",
        ((EVIDENCE, "id worker setting employer from_on until_on registered"),),
        authority="worker__authority",
    ),
    Kind(
        "placements.Reference",
        "A reference that was asked for, received or given",
        ((EVIDENCE, "id placement kind who asked_on done_on"),),
        authority="placement__authority",
        note="How many came, and when the last did, stands on the placement; from whom stands here alone.",
    ),
    Kind(
        "placements.RegisterCheck",
        "What the public register said of a worker",
        (
            (
                EVIDENCE,
                "id worker batch asked_on asked_by checked_on checked_by found status conditions renews_on file_name",
            ),
        ),
        authority="worker__authority",
    ),
    Kind(
        "placements.Hold",
        "That a record is kept past its time, and why",
        ((KEEPERS, "id worker why until_on placed_by placed_at ended_by ended_at"),),
        authority="worker__authority",
    ),
    Kind(
        "placements.RecordLink",
        "A one-time link with which a worker sees their own record",
        (
            (OFFICERS, "id authority worker made_by made_at expires_at wrong_numbers opened_at"),
            (NOBODY, "token_sha256 visit_sha256"),
        ),
        authority="worker__authority",
        note="The link itself is shown once, to whoever makes it; the portal keeps a hash.",
    ),
    Kind(
        "placements.Correction",
        "What a worker asked to have put right, and the answer",
        ((OFFICERS, "id worker text asked_at outcome answer answered_by answered_at"),),
        authority="worker__authority",
        note="The worker reads it too, through a one-time link.",
    ),
    Kind(
        "compliance.Certificate",
        "What was pseudonymised or deleted by the retention schedule, in counts",
        ((KEEPERS, "id authority purpose done_on made_at content sha256"),),
        authority="authority",
        note="Those of the portal itself, about accounts, are read by the administrator.",
    ),
    Kind(
        "placements.LeaverReturn",
        "That an authority has sent its leavers of a month",
        ((JUDGED, "id authority month nil received_at"),),
        authority="authority",
        note="How many members of the region have sent a month is told to all of these, and never which.",
    ),
    Kind(
        "placements.SubstantiveNotice",
        "The notice of an authority’s own staff",
        ((JUDGED, "id authority job_role since weeks"),),
        authority="authority",
    ),
    Kind(
        "authorities.JobTitle",
        "A title as one authority uses it",
        ((ORDER, "id authority title"),),
        authority="authority",
        supplier="placements__supplier",
        note="A supplier sees the titles of its own orders.",
    ),
    Kind(
        "authorities.JobTitleMapping",
        "What a title means from a day on",
        ((JUDGED, "id job_title job_role since"),),
        authority="job_title__authority",
        note="An officer with a title of the same words is told how many other authorities of the region, two or more, "
        "map it to which role, and never which authorities.",
    ),
    Kind(
        "placements.Draft",
        "Answers typed and not yet recorded",
        ((WHOEVER_TYPED, "id person authority answers placement updated_at"),),
        authority="authority",
        person="person",
    ),
    *FILES,
    Kind(
        "authorities.LookUp",
        "That somebody asked about a worker before an engagement",
        (
            (
                REVIEWERS,
                "id by authority supplier purpose channel starts_on answer rules beside_another recorded at",
            ),
            (NOBODY, "match_key"),
        ),
        authority="authority",
        note="The number asked about is not kept. The worker is told who asked about them.",
    ),
    Kind(
        "compliance.Watch",
        "That an authority waits for a worker to be free",
        (
            (
                OFFICERS,
                "id authority by purpose sealed_number job_title job_role pay_type hourly_pay starts_on free_on answer"
                " asked_at told_on made_at expires_on ended_at",
            ),
            (NOBODY, "match_key"),
        ),
        authority="authority",
        note="It keeps the number that the authority’s own officer typed, sealed, and no longer than the watch lasts. "
        "It asks the same question again and tells no more than the answer does.",
    ),
    Kind("placements.Change", "That somebody’s answer may have changed", ((NOBODY, "id match_key started_from at"),)),
    Kind(
        "compliance.Finding",
        "What a rule found: a breach, or a thing that cannot be told",
        ((JUDGED, OF_FINDING),),
        authority="authority",
        note="The workforce group sees counts of the other authorities, under letters that change each quarter.",
    ),
    Kind(
        "compliance.Met",
        "What a placement met",
        ((JUDGED, "id placement clauses assessment met_at superseded_at"),),
        authority="placement__authority",
    ),
    Kind(
        "compliance.DueItem",
        "A duty whose day has not come",
        ((JUDGED, "id placement authority regime agreement version clause rule due_on words numbers"),),
        authority="authority",
    ),
    Kind(
        "compliance.Exemption",
        "Leave to go outside a clause",
        (
            (
                JUDGED,
                "id placement clause kind from_on until_on exit_plan decided_by decided_on second_by second_on",
            ),
        ),
        authority="placement__authority",
    ),
    *REGION_WIDE,
)
# What is the same for everybody who signs in, and holds no record of a worker or of a placement.
COMMON = (
    "authorities.Agency", "authorities.Authority", "authorities.Job", "authorities.JobRole", "authorities.Membership",
    "authorities.Region", "authorities.Supplier", "compliance.Agreement", "compliance.AgreementVersion",
    "compliance.Approval", "compliance.Assessment", "compliance.VersionStep", "reports.ReferenceRate",
)  # fmt: skip
# The log: what was done, read by auditors of the authority or region and by the administrator; the details by auditors.
LOG = ("authorities.LogDetail", "authorities.LogEntry", "authorities.LogLink", "authorities.LogRead")
# Accounts: read by the administrator; the name of who wrote a line stands beside it, for those who read that line.
ACCOUNTS = (
    "authorities.Appointment", "authorities.Council", "authorities.Invitation", "authorities.KeyName",
    "authorities.Mail", "authorities.Person", "authorities.SavedFilter",
)  # fmt: skip


@cache
def kind(label):
    """The part of the contract about one kind of record, such as "placements.Worker"."""
    return next(each for each in KINDS if each.label == label)


@cache
def readers(label, field=""):
    """Who reads a field of a kind of record; without a field, who reads any of it."""
    shared = kind(label).shared
    if not field:
        return frozenset().union(*(to for to, _ in shared))
    return next(to for to, names in shared if field in names.split())


def roles_reading(label):
    """The roles that read any of such records, in whatever case."""
    return sorted({reader.role for reader in readers(label)})
