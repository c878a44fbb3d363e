"""The parts of the privacy documents that the code can say: what is held, who reads it, how long, what crosses."""

from authorities.people import Appointment
from authorities.sharing.contract import KINDS, readers
from authorities.sharing.crossing import NUMBERS, TOLD, WITHHELD
from compliance import documents
from compliance.agreement_file import read
from compliance.parameters import Rulebook
from compliance.retention import erased
from compliance.retention.schedule import SCHEDULE
from placements import erasure, rights
from placements.checks import named
from reports.subject_access.sections import FOUND_OTHERWISE, REVISIONS, SECTIONS

# Kinds of records whose every row is about a worker: the categories of personal data.
ABOUT_WORKERS = {each.label for each in SECTIONS} | set(FOUND_OTHERWISE)


def longest_wait():
    """The longest window in months of the agreements that ship."""
    files = sorted(documents.SHIPPED.glob("*.toml"))
    return Rulebook([read(file.read_text(encoding="utf-8"), file.name) for file in files]).longest_wait


def retention():
    """The schedule, line by line."""
    wait = longest_wait()
    rows = [
        (line.records, line.why, line.kept(wait), line.since, line.then, line.basis, line.done_by) for line in SCHEDULE
    ]
    return _table(("Records", "Why", "How long", "Counted from", "What then", "Ground", "Done by"), rows)


def categories():
    """What is held on workers: each kind of record with its fields and who reads any of it."""
    rows = [
        (kind.holds, ", ".join(_fields(kind)), _roles(readers(kind.label)))
        for kind in KINDS
        if kind.label in ABOUT_WORKERS
    ]
    return _table(("Record", "What it holds", "Who reads it"), rows)


def recipients():
    """Every role that reads anything on a worker, and how it stands to the record."""
    found = {
        (reader.role, reader.case.value)
        for kind in KINDS
        if kind.label in ABOUT_WORKERS
        for reader in readers(kind.label)
    }
    return _table(("Role", "Reads a record if the person"), sorted((_role(role), case) for role, case in found))


def crossing():
    """What one authority may learn of another's records, and what it may not."""
    told = [f"- **{name}**: {what}" for name, what in (TOLD | NUMBERS).items()]
    return "\n".join(["Told:", "", *told, "", "Never told:", "", *(f"- {what}" for what in WITHHELD)])


def erasing():
    """What pseudonymising erases, and what it leaves."""
    kinds = {**erasure.ERASED, **erased.ERASED}
    gone = {label: set(columns) for label, columns in kinds.items()}
    for label, columns in erasure.REPLACED.items():
        gone.setdefault(label, set()).update(columns)
    rows = [
        (_holds(label), ", ".join(sorted(named(each) for each in columns))) for label, columns in sorted(gone.items())
    ]
    return _table(("Record", "Erased or replaced by a random name"), rows)


def answers():
    """Where an answer to a subject-access request takes its parts from."""
    titles = [each.title for each in (*SECTIONS, *REVISIONS)] + list(FOUND_OTHERWISE.values())
    link, visit = rights.LINK_LASTS.days, int(rights.VISIT_LASTS.total_seconds() // 60)
    said = (
        f"A one-time link works for {link} days and opens once, with the registration number as a second check;"
        f" {rights.MOST_WRONG_NUMBERS} wrong numbers lock it. The record can then be read for {visit} minutes."
    )
    return "\n".join([said, "", *(f"- {title}" for title in titles)])


TABLES = {
    "retention": retention,
    "categories": categories,
    "recipients": recipients,
    "crossing": crossing,
    "erasing": erasing,
    "answers": answers,
}


def _fields(kind):
    names = [name for to, columns in kind.shared if to for name in columns.split()]
    return [named(name).lower() for name in names if name not in ("id", "authority", "worker", "placement")]


def _holds(label):
    return next(kind.holds for kind in KINDS if kind.label == label)


def _roles(held):
    return ", ".join(sorted({_role(reader.role) for reader in held})) or "nobody"


def _role(role):
    return Appointment.Role(role).label


def _table(heading, rows):
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "/") for cell in line) + " |" for line in lines)
