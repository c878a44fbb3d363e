"""Rows of a placements file become placements."""

from authorities.refusal import Refused

from ..actions.desk import RATE_PARTS, Desk, writing
from ..actions.entering import alter, enter, set_rate, state_rate
from .intake import ADDED, CHANGED, UNCHANGED, Kind, by_reference
from .names import Names
from .placement_rows import PlacementRow
from .row import Parked

# What a column of the file is called where placements are written.
COLUMNS = {"started_on": "start_on", "name": "worker_name", "since": "rate_from", "job_role": "role"}
SAME_NAME = (
    "expected_end_on", "ended_on", "hours_per_week", "offered_hourly_pay", "reason", "covers_vacancy", "project_team",
    "notice_weeks", "references_received", "last_reference_on", "pqe_months", "quality_record", "on_site_days",
    "team_approved_on", "team_cost_apart", "team_control_kept", "reference_given_on", "contractual_bar",
)  # fmt: skip


def take(checked, intake):
    """Write these rows, among them every row of each of their placements; the fate of each, by row number."""
    names = Names(intake.authority)
    with writing(intake.authority, by=intake.by, today=intake.today) as desk:
        stories = {}
        for each in checked:
            supplier = names.supplier(each.row.supplier or intake.supplier)
            stories.setdefault((supplier, each.row.reference), []).append(each)
        desk.look_up(
            swe_numbers={each.row.swe_number for each in checked},
            references={(supplier.pk, reference) for supplier, reference in stories},
        )
        fates = {}
        for (supplier, _), story in stories.items():
            fates |= _tell(desk, names, supplier, story)
        told = [sheet.values for sheet in desk.sheets.values()]
        new = names.keep(
            supplier_ids={values["supplier_id"] for values in told}, agency_ids={values["agency_id"] for values in told}
        )
    intake.remark("new_names", new)
    return fates


def _tell(desk, names, supplier, story):
    """Write the rows of one placement in the file's order."""
    sheet = desk.sheets.get((supplier.pk, story[0].row.reference))
    if sheet is not None and len(story) > 1:
        # A story told before must not be told again from its beginning: the first rate would undo the last.
        scratch = Desk(desk.authority, desk.today)
        fates = _take_rows(scratch, names, supplier, story)
        told = scratch.sheets.get((supplier.pk, story[0].row.reference))
        if told is not None and _says_nothing_new(told, sheet, _unsaid(story)):
            return {number: fate if isinstance(fate, Parked) else UNCHANGED for number, fate in fates.items()}
    fates = _take_rows(desk, names, supplier, story)
    if sheet is not None and not sheet.changed:
        return {number: UNCHANGED if fate == CHANGED else fate for number, fate in fates.items()}
    return fates


def _take_rows(desk, names, supplier, story):
    fates = {}
    for line, row in story:
        try:
            fates[line.number] = _take_row(desk, names, supplier, row)
        except Refused as refused:
            fates[line.number] = Parked.because(line, refused, COLUMNS)
    return fates


def _take_row(desk, names, supplier, row):
    said = {name: getattr(row, name) for name in SAME_NAME if _says(row, name)}
    said |= {"started_on": row.start_on, **names.job(row.job_title, row.role, row.start_on)}
    if row.agency:
        said["agency"] = names.agency(row.agency)
    rate = {part: getattr(row, part) for part in RATE_PARTS if getattr(row, part) is not None}
    sheet = desk.sheets.get((supplier.pk, row.reference))
    if sheet is None:
        told = {"swe_number": row.swe_number, "name": row.worker_name, "supplier": supplier, "since": row.rate_from}
        enter(desk, reference=row.reference, **told, **said, **rate)
        return ADDED
    if sheet.values["worker"].swe_number != row.swe_number:
        raise Refused(
            "This reference belongs to a placement of another worker.",
            "Give this placement its own reference, or correct the registration number in the portal.",
            "reference",
        )
    before, renamed = (sheet.values, sheet.rates), len(desk.renamed)
    try:
        alter(desk, sheet, **said)
        if row.rate_from:
            set_rate(desk, sheet, since=row.rate_from, **rate)
        else:
            state_rate(desk, sheet, **rate)
    except Refused:
        sheet.values, sheet.rates = before
        raise
    desk.worker(row.swe_number, row.worker_name)
    return UNCHANGED if (sheet.values, sheet.rates) == before and len(desk.renamed) == renamed else CHANGED


def _says(row, name):
    return getattr(row, name) not in (None, "")


def _unsaid(story):
    """The details that no row of the story speaks of: some are stored as “no” until somebody does."""
    return {name for name in SAME_NAME if not any(_says(each.row, name) for each in story)}


def _says_nothing_new(told, stored, unsaid):
    """Whether everything that a file says in the end is on record."""
    worker = stored.values["worker"]
    if told.values["worker"].swe_number != worker.swe_number or len(told.values["worker"].name) > len(worker.name):
        return False
    values = all(
        stored.values[name] == value
        for name, value in told.values.items()
        if name != "worker" and name not in unsaid and value not in (None, "")
    )
    return values and all(
        since in stored.rates and all(value in (None, stored.rates[since][part]) for part, value in rate.items())
        for since, rate in told.rates.items()
    )


KIND = Kind("placements", PlacementRow, by_reference, take, needs_supplier=True, either=("job_title", "role"))
