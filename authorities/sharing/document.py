"""docs/sharing.md: the sharing contract as a data-protection officer reads it."""

from pathlib import Path

from django.apps import apps

from .contract import ACCOUNTS, COMMON, KINDS, LOG
from .crossing import NUMBERS, TOLD, WITHHELD
from .readers import Case, Reader, Role

PAGE = Path(__file__).resolve().parents[2] / "docs" / "sharing.md"
BEGINS, ENDS = "<!-- Made by manage.py write_sharing: what follows. -->\n", "<!-- Made until here. -->"
COLUMNS = (
    ("Own HR officer", Reader(Role.HR_OFFICER, Case.OWN)),
    ("Own approver", Reader(Role.APPROVER, Case.OWN)),
    ("Own director", Reader(Role.DCS, Case.OWN)),
    ("Own chief executive", Reader(Role.CHIEF_EXECUTIVE, Case.OWN)),
    ("Own group member", Reader(Role.WORKFORCE_GROUP, Case.OWN)),
    ("Own auditor", Reader(Role.AUDITOR, Case.OWN)),
    ("Region’s analyst", Reader(Role.WME_ANALYST, Case.REGION)),
    ("Region’s lead director", Reader(Role.LEAD_DCS, Case.REGION)),
    ("Region’s auditor", Reader(Role.AUDITOR, Case.REGION)),
    ("The order’s supplier", Reader(Role.SUPPLIER, Case.ORDER)),
)
# Nobody's appointment leads there: said once, and tested for every field.
ELSEWHERE = ("Other authority", "Other supplier")


def page() -> str:
    """The page as it should be: what is written by hand, and the tables."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    return f"{before}{BEGINS}\n{tables()}\n{ENDS}{after}"


def is_in_step() -> bool:
    return PAGE.read_text(encoding="utf-8") == page()


def write() -> list[str]:
    """Write the tables into the page; the rest of it is written by hand."""
    PAGE.write_text(page(), encoding="utf-8")
    return [PAGE.name]


def tables() -> str:
    """Every kind of record with its fields, then what crosses, then what is nobody's own."""
    return "\n\n".join([*(_of(each) for each in KINDS), _crossing(), _others()])


def _of(kind):
    head = ["Fields", *(name for name, _ in COLUMNS), *ELSEWHERE]
    model = apps.get_model(kind.label)
    rows = [[_in_words(model, names), *_cells(to)] for to, names in kind.shared]
    told = [f"### {kind.holds}", f"`{kind.label}`", _table(head, rows), *_beside(kind)]
    return "\n\n".join(told)


def _in_words(model, names):
    """Fields as people call them; the number of a row says nothing of its own."""
    fields = [model._meta.get_field(name) for name in names.split() if name != "id"]
    return ", ".join(str(field.verbose_name) for field in fields) or "everything"


def _cells(to):
    return ["yes" if reader in to else "–" for _, reader in COLUMNS] + ["–"] * len(ELSEWHERE)


def _beside(kind):
    """What the columns do not say: cases that are no column, fields that leave nobody's hands, and the note."""
    cases = {reader.case for to, _ in kind.shared for reader in to}
    if Case.TYPED in cases:
        yield "Only the person who typed them reads them, for as long as they log for that authority."
    if Case.MEMBER in cases:
        yield (
            "Read also by the staff, the group members and the auditors of every authority that is or was a member of "
            "the region, and by the region’s workforce group."
        )
    if any(not to for to, _ in kind.shared):
        yield "A row without a “yes” never leaves the database."
    if kind.note:
        yield kind.note


def _crossing():
    told = _table(["Told", "What it says"], [[f"`{name}`", words] for name, words in TOLD.items()])
    numbers = _table(["Number", "What it says"], [[f"`{name}`", words] for name, words in NUMBERS.items()])
    withheld = "\n".join(f"- {words}" for words in WITHHELD)
    return (
        "### What crosses at the check before an engagement\n\n"
        "Of records of another authority, an outcome tells this and nothing else.\n\n"
        f"{told}\n\n{numbers}\n\nNever told:\n\n{withheld}"
    )


def _others():
    common = ", ".join(f"`{label}`" for label in COMMON)
    accounts = ", ".join(f"`{label}`" for label in ACCOUNTS)
    log = ", ".join(f"`{label}`" for label in LOG)
    return (
        "### Records of nobody in particular\n\n"
        f"The same for everybody who signs in, with no record of a worker or a placement: {common}.\n\n"
        f"Accounts, read by the administrator: {accounts}. Beside a line of a history stands the name of whoever wrote "
        "it, for those who read that line. Earlier revisions of a record are read by those who read the record.\n\n"
        f"[The log](log.md): {log}. An auditor reads what was done about the authority, or the region and its members; "
        "the administrator reads that it was done, and not what the records held."
    )


def _table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
