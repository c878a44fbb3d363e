"""From which record and field each value comes that leaves the portal: of the API, of files, of tables on pages.

A value is `app.Model.field` of the sharing contract. COMMON is the same for everybody who signs in, COUNTED a number of
an edition or of the region, CROSSING what `authorities/sharing/crossing.py` lets through, BESIDE the shape around them.
"""

COMMON, COUNTED, CROSSING, BESIDE = "common", "counted", "crossing", "beside"
PLACEMENT, RATE, WORKER = "placements.Placement", "placements.Rate", "placements.Worker"
FINDING, EXEMPTION, EDITION = "compliance.Finding", "compliance.Exemption", "reports.Edition"


def of(kind, *names, **renamed):
    """Fields of one kind of record, under their own name or another."""
    return {name: f"{kind}.{name}" for name in names} | {name: f"{kind}.{field}" for name, field in renamed.items()}


RATED = of(
    RATE, "since", "pay_type", "hourly_pay", "employer_ni", "apprenticeship_levy", "holiday_pay", "agency_fee",
    "msp_fee", "hourly_charge",
)  # fmt: skip
PLACED = (
    of(
        PLACEMENT, "id", "authority", "reference", "supplier", "agency", "job_title", "offered_hourly_pay",
        "hours_per_week", "expected_end_on", "ended_on", "reason", "breach_reason", role="job_role",
        start_on="started_on",
    )
    | of(RATE, "pay_type", "hourly_pay")
    | of(WORKER, "swe_number", worker_name="name")
)  # fmt: skip
JUDGED = of(
    FINDING, "rule", "regime", "agreement", "version", "clause", "verdict", "numbers", "illustrative",
    sentence="words", remedy="words", **{"from": "from_on", "until": "until_on"},
) | {"cover": f"{EXEMPTION}.kind"}  # fmt: skip
ANSWERED = dict.fromkeys(
    ("answer", "not_before", "outcomes", "still_needed", "reason", "not_checked", "due", "transitional"), CROSSING
)
ASKED_FOR = dict.fromkeys(JUDGED, CROSSING)
PAGED = dict.fromkeys(("next", "previous", "results"), BESIDE)
# By the name of the component in the schema of the API.
OF_API = {
    "PlacementOut": PLACED,
    "DetailOut": PLACED | {"rates": f"{RATE}.hourly_pay", "answer": f"{FINDING}.verdict"},
    "RateOut": RATED,
    "Finding": JUDGED | of(FINDING, "id", "placement", "authority"),
    "EditionOut": of(
        EDITION, "id", "region", "kind", "period", "number", "provisional", "method", "known_at", "built_at"
    ) | {"files": "reports.EditionFile.name"},
    "Answer": ANSWERED,
    "Outcome": ASKED_FOR,
    "StillNeeded": ASKED_FOR,
    "Cover": of(EXEMPTION, "kind", until="until_on", reference="id"),
    "CitedClause": dict.fromkeys(("regime", "agreement", "version", "clause", "title"), COMMON),
    "TransitionalClause": dict.fromkeys(
        ("regime", "agreement", "version", "clause", "title", "binds_from"), COMMON
    ),
    "Errors": {"errors": BESIDE},
    "Error": {"field": BESIDE, "message": BESIDE},
}  # fmt: skip
FIGURE = dict.fromkeys(
    (
        "Authority", "Role", "Figure", "Amount", "Low", "High", "Lines counted", "Hours counted",
        "Hours from timesheets, %", "Left out", "Rates used",
    ),
    COUNTED,
)  # fmt: skip
LINE = {
    "Authority code": COMMON,
    "Placement reference": f"{PLACEMENT}.reference",
    "Role": f"{PLACEMENT}.job_role",
    "Pay type": f"{RATE}.pay_type",
    "From": f"{PLACEMENT}.started_on",
    "Until": f"{PLACEMENT}.ended_on",
    "Hours": "placements.Hours.hours",
    "From timesheets": "placements.Hours.hours",
    "Contracted": f"{PLACEMENT}.hours_per_week",
    "Hourly pay": f"{RATE}.hourly_pay",
    "First offered": f"{PLACEMENT}.offered_hourly_pay",
    "Reference rate": COMMON,
    "Cap": COMMON,
    "Negotiated down": f"{PLACEMENT}.offered_hourly_pay",
    "Against reference": f"{RATE}.hourly_pay",
    "Over the cap": f"{FINDING}.numbers",
    "Cover": f"{EXEMPTION}.kind",
    "Left out because": COUNTED,
    "Illustrative": COMMON,
}
# By the name of the list, what its columns are called and where each comes from.
OF_FILES = {"savings figures": FIGURE, "savings lines": LINE}
# The quarterly report, table by table: NOW and THEN are its two periods. Every figure is a count of the region or of an
# authority of it, for those who may download the edition; none is of a placement or a worker.
NOW, THEN = "(the quarter)", "(the quarter a year before)"
OF_QUARTERLY = {
    table: dict.fromkeys(headings, COUNTED)
    for table, headings in {
        "headline": ("Figure", NOW, THEN, "What it counts"),
        "breaches": (
            "Clause", "Rules", "Placements judged", "Breach, not covered", "Breach, exempt", "Breach, approved",
            "Cannot tell", "Year before: not covered", "Year before: covered", "Year before: cannot tell",
        ),
        "pay": ("Role", "Pay type", NOW, "Placements", THEN, "Placements, year before"),
        "savings": ("Figure", NOW, "Low", "High", THEN, "Lines counted", "Lines left out"),
        "authorities": (
            "Authority", "Workers on the last day", "FTE", "Paid above the cap", "In breach, not covered",
            "In breach, covered", "Exemptions in force", "Moves to permanent", "Workers, year before",
            "Above the cap, year before", "Leavers sent",
        ),
        "authority-savings": (
            "Authority", "Negotiated down", "Against reference rates", "Over the cap, exempt",
            "Over the cap, approved", "Over the cap, not covered", "Hours from timesheets, %",
        ),
    }.items()
}  # fmt: skip
# What a certificate of the retention schedule says: counts, and hashes of what they count; no record and no name.
OF_CERTIFICATES = dict.fromkeys(
    (
        "certificate", "authority", "purpose", "records", "kept", "since", "then", "done_on", "cutoff",
        "number_of_records", "records_sha256", "rows_by_table", "held", "upon_request", "before",
    ),
    "compliance.Certificate.content",
)  # fmt: skip
OF_TABLES = {
    "PlacementTable": {
        "reference": f"{PLACEMENT}.reference",
        "answer": f"{FINDING}.verdict",
        "worker": f"{WORKER}.name",
        "job": f"{PLACEMENT}.job_title",
        "hourly_pay": f"{RATE}.hourly_pay",
        "started_on": f"{PLACEMENT}.started_on",
    },
    "FoundPlacementTable": of(PLACEMENT, "reference", "authority", "started_on", "ended_on")
    | {"worker": f"{WORKER}.name"},
    "WorkerTable": of(WORKER, "name", "swe_number", "authority") | {"times": f"{PLACEMENT}.id"},
    "FindingTable": {
        "reference": f"{PLACEMENT}.reference",
        "authority": f"{FINDING}.authority",
        "sentence": f"{FINDING}.words",
        "verdict": f"{FINDING}.verdict",
        "begun_on": f"{FINDING}.from_on",
    },
    "LookUpTable": of(
        "authorities.LookUp", "by", "authority", day="at", asked="id", workers="id", reasons="answer"
    ),
    "ForecastTable": {
        "reference": f"{PLACEMENT}.reference",
        "role": f"{PLACEMENT}.job_role",
        "pay": f"{RATE}.hourly_pay",
        "cap": COMMON,
        "over": f"{FINDING}.numbers",
        "notice": f"{PLACEMENT}.notice_weeks",
    },
    "DutyTable": of("compliance.DueItem", "due_on", "placement", "authority", what="rule"),
    "LackingTable": of(PLACEMENT, "reference", "authority") | {"lacks": f"{FINDING}.verdict"},
    "WhatIfTable": {
        "reference": f"{PLACEMENT}.reference",
        "role": f"{PLACEMENT}.job_role",
        "pay": f"{RATE}.hourly_pay",
        **dict.fromkeys(("before", "after", "before_cost", "after_cost"), f"{FINDING}.numbers"),
    },
    "PeopleTable": {
        "reference": f"{PLACEMENT}.reference",
        "authority": f"{PLACEMENT}.authority",
        **dict.fromkeys(("before", "after", "clauses"), f"{FINDING}.verdict"),
    },
    # Not records of an authority: the portal’s own work, its accounts and its log.
    "JobTable": dict.fromkeys(("name", "slot", "state", "queued_at", "finished_at", "note"), COMMON),
    "MailTable": dict.fromkeys(("to", "kind", "made_at", "state", "attempts", "error"), COMMON),
    "ReadTable": dict.fromkeys(("page", "who", "moment", "works_for", "whose"), COMMON),
    "LogTable": dict.fromkeys(("place", "what", "who", "whose", "details"), COMMON),
    "PersonTable": dict.fromkeys(("email", "name", "roles", "is_active"), COMMON),
}  # fmt: skip
