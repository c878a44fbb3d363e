"""The columns of a file of placements: one for each thing, who the worker is only where that is shared."""

from authorities.downloads import Column
from placements.models import PayType

NOT_SHOWN = "Not shown"


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
