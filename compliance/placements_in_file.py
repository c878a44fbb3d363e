"""The columns of a file of placements: one for each thing, who the worker is only where that is shared."""

from authorities.downloads import Column, Listing
from placements.models import PayType

NOT_SHOWN = "Not shown"
OF_RATES = (
    Column("From", lambda row: row[0]),
    Column("Paid through", lambda row: row[1]),
    Column("Hourly pay (£)", lambda row: row[2].hourly_pay),
    Column("Employer NI (£)", lambda row: row[2].employer_ni),
    Column("Apprenticeship levy (£)", lambda row: row[2].apprenticeship_levy),
    Column("Holiday pay (£)", lambda row: row[2].holiday_pay),
    Column("Agency fee (£)", lambda row: row[2].agency_fee),
    Column("MSP fee (£)", lambda row: row[2].msp_fee),
    Column("Total hourly charge (£)", lambda row: row[2].hourly_charge),
)


def of_rates(placement, dated):
    """The rates of one placement as a file; `dated` are each with its first day and how it is paid, in words."""
    title = f"Rates of placement {placement}"
    return Listing("rates", title, "placements_placement", OF_RATES, dated, about_id=str(placement.pk))


def columns(reach, answer):
    """For a person of this reach; `answer` puts what was found of a placement into words."""

    def of_worker(read):
        def value(one):
            known = reach.sees_identity(authority_id=one.authority_id, supplier_id=one.supplier_id)
            return read(one.worker) if known else NOT_SHOWN

        return value

    return (
        Column("Reference", lambda one: one.reference),
        Column("Supplier", lambda one: str(one.supplier)),
        Column("Authority", lambda one: str(one.authority)),
        Column("Worker", of_worker(lambda worker: worker.name)),
        Column("Registration number", of_worker(lambda worker: worker.swe_number)),
        Column("Answer", answer, beside="answer"),
        Column("Job", lambda one: str(one.job_title or one.job_role)),
        Column("Pay type", lambda one: PayType(one.pay_type).label if one.pay_type else ""),
        Column("Hourly pay (£)", lambda one: one.hourly_pay),
        Column("Start", lambda one: one.started_on),
        Column("Expected end", lambda one: one.expected_end_on),
        Column("Last day worked", lambda one: one.ended_on),
        Column("Hours a week", lambda one: one.hours_per_week),
    )
