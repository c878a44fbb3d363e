"""The lists of a worker's page as files: placements and posts, spells, references, what is due, register."""

from authorities.downloads import Column, Listing
from authorities.wording import known_or_not
from placements.models import Reference

TIMELINE, SPELLS, REFERENCES, DUE, REGISTER = "timeline", "experience", "references", "due", "register"
COLUMNS = {
    TIMELINE: (
        Column("What", lambda step: step.title),
        Column("Days", lambda step: step.days),
        Column("More", lambda step: "; ".join(step.lines)),
        Column("State", lambda step: "; ".join(tag.label for tag in step.tags)),
    ),
    SPELLS: (
        Column("Work", lambda row: row[0].get_setting_display()),
        Column("Employer", lambda row: row[0].employer),
        Column("First day", lambda row: row[0].from_on),
        Column("Last day", lambda row: row[0].until_on),
        Column("Registered", lambda row: known_or_not(row[0].registered)),
        Column("Days counted", lambda row: row[1]),
    ),
    REFERENCES: (
        Column("What", lambda one: "Given" if one.kind == Reference.Kind.GIVEN else "Received"),
        Column("From or to whom", lambda one: one.who),
        Column("Placement", lambda one: str(one.placement)),
        Column("Asked for", lambda one: one.asked_on),
        Column("Received or given", lambda one: one.done_on),
    ),
    DUE: (
        Column("Placement", lambda row: str(row[0].placement)),
        Column("By", lambda row: row[0].due_on),
        Column("What to do", lambda row: row[1]),
        Column("Why", lambda row: row[2]),
    ),
    REGISTER: (
        Column("Asked on", lambda check: check.asked_on),
        Column("Checked on", lambda check: check.checked_on),
        Column("Found", lambda check: "" if check.found is None else check.found),
        Column("Status", lambda check: check.status),
        Column("Conditions", lambda check: check.conditions),
        Column("Registered until", lambda check: check.renews_on),
        Column("Checked by", lambda check: str(check.checked_by or "")),
        Column("File", lambda check: check.file_name),
    ),
}
TITLES = {
    TIMELINE: "Placements and posts of a worker",
    SPELLS: "Experience of a worker",
    REFERENCES: "References of a worker",
    DUE: "References due for a worker",
    REGISTER: "What the public register said of a worker",
}


def listing(which, rows, worker):
    """One of these lists; the log says of which worker, and the name of the file says nothing of them."""
    name = f"worker-{which}"
    return Listing(name, TITLES[which], "placements_worker", COLUMNS[which], rows, about_id=str(worker.pk))
