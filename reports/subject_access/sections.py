"""Where something about a worker stands: every table of the portal is here, or on the list of those without workers."""

from typing import NamedTuple


class Section(NamedTuple):
    """One table: the kind of record, the path from it to the worker, and whether a worker's own page shows it."""

    title: str
    label: str
    path: str
    plain: bool = False


SECTIONS = (
    Section("Who you are", "placements.Worker", "pk", True),
    Section("Posts you held with this authority", "placements.Post", "worker", True),
    Section("Your experience", "placements.Spell", "worker", True),
    Section("What the public register said of you", "placements.RegisterCheck", "worker", True),
    Section("References about you", "placements.Reference", "placement__worker", True),
    Section("Your placements", "placements.Placement", "worker", True),
    Section("What was paid", "placements.Rate", "placement__worker", True),
    Section("Hours worked", "placements.Hours", "placement__worker", True),
    Section("Project teams you were placed in", "placements.TeamMember", "placement__worker", True),
    Section("Your move to a permanent post", "placements.Conversion", "placement__worker", True),
    Section("Leave given to go outside a rule", "compliance.Exemption", "placement__worker", True),
    Section("What the rules found", "compliance.Finding", "placement__worker", True),
    Section("What was met", "compliance.Met", "placement__worker"),
    Section("What is due", "compliance.DueItem", "placement__worker"),
    Section("What you asked to have corrected", "placements.Correction", "worker", True),
    Section("Kept past its time", "placements.Hold", "worker", True),
    Section("One-time links made for you", "placements.RecordLink", "worker"),
)
REVISIONS = (
    Section("Changes to who you are", "placements.WorkerEvent", "pgh_obj"),
    Section("Changes to your posts", "placements.PostEvent", "worker_id"),
    Section("Changes to your experience", "placements.SpellEvent", "worker_id"),
    Section("Changes to what the register said", "placements.RegisterCheckEvent", "worker_id"),
    Section("Changes to references about you", "placements.ReferenceEvent", "placement_id"),
    Section("Changes to your placements", "placements.PlacementEvent", "pgh_obj_id"),
    Section("Changes to what was paid", "placements.RateEvent", "placement_id"),
    Section("Changes to hours worked", "placements.HoursEvent", "placement_id"),
    Section("Changes to your move to a permanent post", "placements.ConversionEvent", "placement_id"),
    Section("Changes to your place in a project team", "placements.TeamMemberEvent", "placement__worker"),
    Section("Changes to leave given", "compliance.ExemptionEvent", "placement__worker"),
)
# Paths to a placement instead of the worker, by its number: a placement that was taken back has no row.
OF_PLACEMENT = ("pgh_obj_id", "placement_id")
# Where no column leads to the worker: found by the number, the placement or the match key; see `gathered.py`.
FOUND_OTHERWISE = {
    "authorities.LookUp": "Who asked about you",
    "compliance.Watch": "That your authority waits for you to be free",
    "placements.Draft": "Answers typed about you and not yet recorded",
    "placements.ParkedRow": "Rows about you in files that were not taken in",
    "placements.Upload": "Rows about you in files that are being taken in",
    "reports.Edition": "Lines about your placements in published reports",
}
# Tables that say again what stands elsewhere in the answer.
TOLD_ALREADY = {
    "authorities.LogDetail": "what was written, before and after: the changes above say the same",
    "placements.SearchText": "the number, name and references above again, without spaces and accents",
}
# Tables that say nothing of a worker, with the reason.
WITHOUT_WORKERS = {
    "placements.Change": "a note that somebody is to be assessed again; it is gone within minutes",
    "placements.ColumnMapping": "what the columns of a supplier’s files mean",
    "placements.ProjectTeam": "a team that a supplier offers; who is in it is above",
    "placements.ProjectTeamEvent": "the same, as revised",
    "placements.ImportRun": "counts of a file; its rows are above",
    "placements.LeaverReturn": "that a month’s leavers were sent",
    "placements.LeaverReturnEvent": "the same, as revised",
    "placements.SubstantiveNotice": "an authority’s own staff in a role, none by name",
    "placements.SubstantiveNoticeEvent": "the same, as revised",
    "compliance.Certificate": "counts of what was erased",
    "compliance.Agreement": "what was agreed",
    "compliance.AgreementVersion": "what was agreed",
    "compliance.Approval": "who signed a version",
    "compliance.Assessment": "when all placements were judged",
    "compliance.VersionStep": "what became of a version",
    "compliance.WhatIf": "a question about caps",
    "reports.EditionFile": "the same figures as the lines above, as files",
    "reports.ReferenceRate": "a rate of the market",
    "reports.ReferenceRateEvent": "the same, as revised",
    "authorities.Agency": "a company",
    "authorities.Appointment": "staff",
    "authorities.Authority": "an authority",
    "authorities.Council": "how staff of an authority sign in",
    "authorities.Invitation": "staff who are invited",
    "authorities.Job": "what the portal does by itself",
    "authorities.JobRole": "a role of the region",
    "authorities.JobTitle": "a title of an authority",
    "authorities.JobTitleMapping": "what a title means",
    "authorities.JobTitleMappingEvent": "the same, as revised",
    "authorities.SavedFilter": "what a member of staff filters a list by: no filter has room for a worker",
    "authorities.KeyName": "what a member of staff calls a key",
    "authorities.LogEntry": "numbers of rows and of staff, without a name",
    "authorities.LogLink": "the chain that holds the log together",
    "authorities.Mail": "e-mails to staff, of counts and links",
    "authorities.LogRead": "numbers of rows and of staff, without a name",
    "authorities.Membership": "who has signed",
    "authorities.MembershipEvent": "the same, as revised",
    "authorities.Person": "staff",
    "authorities.Region": "a region",
    "authorities.Supplier": "a company",
}
# Columns that are left out: keys inside the portal, and secrets.
LEFT_OUT = {
    "match_key", "keyed_by", "token_sha256", "visit_sha256", "pgh_id", "pgh_obj", "pgh_context", "words", "numbers",
    "assessment", "worker",
}  # fmt: skip
# Other people's names, written as text: what they did is told, not who they are.
OTHERS = {"decided_by": "whoever decided", "second_by": "whoever signed second", "who": "somebody else"}
