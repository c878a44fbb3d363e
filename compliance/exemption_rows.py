"""Rows of an exemptions file become leave to go outside a clause."""

from datetime import date
from typing import Annotated

from authorities.refusal import Refused
from compliance.actions import exempt
from compliance.models import Exemption
from compliance.queries import rulebook
from placements.imports.cells import DAY, Reference, Supplier, choice, day, lines, text
from placements.imports.intake import ADDED, CHANGED, UNCHANGED, Kind, by_reference
from placements.imports.known import placements_of
from placements.imports.row import Parked, Row, column
from placements.reading import slug_from

AMENDABLE = ("until_on", "exit_plan", "decided_by", "decided_on", "second_by", "second_on")


class ExemptionRow(Row):
    """Leave for one placement to go outside a clause for a time."""

    reference: Reference = column("The supplier’s reference of the placement.", type="string", maxLength=50)
    supplier: Supplier = column(
        "The managed service provider, where two use the same reference.", default="", type="string", maxLength=100
    )
    clause: Annotated[str, text("clause", 60)] = column(
        "The clause as the agreement names it, such as cap.", type="string", maxLength=60
    )
    kind: Annotated[str, choice("kind", [(kind.value, kind.label) for kind in Exemption.Kind])] = column(
        "An exemption from the regional agreement, or an approval by both keys to pay above a cap.",
        type="string", enum=list(Exemption.Kind.values),
    )  # fmt: skip
    from_on: Annotated[date, day("from_on")] = column("The first day on which it holds.", **DAY)
    until_on: Annotated[date, day("until_on")] = column("The last day on which it holds.", **DAY)
    exit_plan: Annotated[str, lines("exit_plan", 2000)] = column(
        "How the placement will come back inside the clause. Every exemption needs one.", default="", type="string"
    )
    decided_by: Annotated[str, text("decided_by", 200)] = column("Who decided.", type="string", maxLength=200)
    decided_on: Annotated[date, day("decided_on")] = column("When they decided.", **DAY)
    second_by: Annotated[str, text("second_by", 200)] = column(
        "The second key of an approval.", default="", type="string", maxLength=200
    )
    second_on: Annotated[date | None, day("second_on")] = column("When the second key was given.", default=None, **DAY)


def take(checked, intake):
    """Write this leave; the fate of each row, by row number."""
    known = placements_of(checked, intake)
    clauses = {clause.id for version in rulebook().versions for clause in version.clauses}
    held = {
        (leave.placement_id, leave.clause, leave.kind, leave.from_on): leave
        for leave in Exemption.objects.filter(placement__in=known.values())
    }
    fates, stories = {}, {}
    for each in checked:
        try:
            placement, clause = known.of(each.row), _clause(each.row, clauses)
            stories.setdefault((placement.pk, clause, each.row.kind, each.row.from_on), []).append((each, placement))
        except Refused as refused:
            fates[each.line.number] = Parked.because(each.line, refused)
    for key, story in stories.items():
        fates |= _tell(key, story, held.get(key), intake)
    return fates


def _tell(key, story, leave, intake):
    """The last row of one leave says how it stands."""
    before = leave and tuple(getattr(leave, name) for name in AMENDABLE)
    (line, row), placement = story[-1]
    said = {name: getattr(row, name) for name in AMENDABLE}
    fates = dict.fromkeys((each.line.number for each, _ in story), UNCHANGED)
    if before == tuple(said.values()):
        return fates
    try:
        exempt(placement=placement, clause=key[1], kind=row.kind, from_on=row.from_on, by=intake.by, **said)
    except Refused as refused:
        return fates | {line.number: Parked.because(line, refused)}
    return fates | {story[0][0].line.number: CHANGED if before else ADDED}


def _clause(row, clauses):
    for clause in clauses:
        if slug_from(clause) == slug_from(row.clause):
            return clause
    listed = f"Use one of: {', '.join(sorted(clauses))}." if clauses else "Load the agreements first."
    raise Refused(f"No agreement has the clause “{row.clause}”.", listed, "clause")


KIND = Kind("exemptions", ExemptionRow, by_reference, take)
