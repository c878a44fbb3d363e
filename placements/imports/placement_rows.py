"""A row of a placements file."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from ..models import PayType, Placement
from .cells import DAY, NUMBER, POUNDS, YES_NO, Reference, Supplier, SweNumber, day, detail, text
from .row import Row, column


class PlacementRow(Row):
    """One placement as its supplier sends it; a later row for the same reference amends."""

    reference: Reference = column(
        "The supplier’s reference: unique within the authority and the supplier.", type="string", maxLength=50
    )
    supplier: Supplier = column(
        "The managed service provider. May be given once with --supplier.", default="", type="string", maxLength=100
    )
    agency: Annotated[str, text("agency")] = column(
        "The worker’s own agency.", default="", type="string", maxLength=100
    )
    swe_number: SweNumber = column("The worker’s Social Work England registration number.", **NUMBER)
    worker_name: Annotated[str, text("name", 200)] = column(
        "The worker’s name.", default="", type="string", maxLength=200
    )
    job_title: Annotated[str, text("job_title")] = column(
        "The authority’s own job title, as mapped in the portal. Give this or role.",
        default="", type="string", maxLength=100,
    )  # fmt: skip
    role: Annotated[str, text("job_role")] = column(
        "A role of the region’s agreement, such as senior_social_worker. Give this or job_title.",
        default="", type="string", maxLength=100,
    )  # fmt: skip
    pay_type: Annotated[str, detail("pay_type")] = column(
        "How the worker is paid.", type="string", enum=list(PayType.values)
    )
    hourly_pay: Annotated[Decimal, detail("hourly_pay")] = column(
        "Pounds an hour paid to the worker: for PAYE before holiday pay, otherwise the assignment rate paid to the "
        "company.", **POUNDS,
    )  # fmt: skip
    employer_ni: Annotated[Decimal | None, detail("employer_ni")] = column(
        "Employer National Insurance, pounds an hour.", default=None, **POUNDS
    )
    apprenticeship_levy: Annotated[Decimal | None, detail("apprenticeship_levy")] = column(
        "Apprenticeship levy, pounds an hour.", default=None, **POUNDS
    )
    holiday_pay: Annotated[Decimal | None, detail("holiday_pay")] = column(
        "Holiday pay, pounds an hour.", default=None, **POUNDS
    )
    agency_fee: Annotated[Decimal | None, detail("agency_fee")] = column(
        "The agency’s fee, pounds an hour.", default=None, **POUNDS
    )
    msp_fee: Annotated[Decimal | None, detail("msp_fee")] = column(
        "The managed service provider’s fee, pounds an hour.", default=None, **POUNDS
    )
    hourly_charge: Annotated[Decimal | None, detail("hourly_charge")] = column(
        "What the authority is charged in all, pounds an hour.", default=None, **POUNDS
    )
    offered_hourly_pay: Annotated[Decimal | None, detail("offered_hourly_pay")] = column(
        "The hourly pay first offered, before it was agreed.", default=None, **POUNDS
    )
    hours_per_week: Annotated[Decimal | None, detail("hours_per_week")] = column(
        "Contracted hours a week.", default=None, type="number", minimum=0, maximum=80
    )
    start_on: Annotated[date, day("started_on")] = column("The first day of the placement.", **DAY)
    expected_end_on: Annotated[date | None, detail("expected_end_on")] = column(
        "The day on which it is expected to end.", default=None, **DAY
    )
    ended_on: Annotated[date | None, detail("ended_on")] = column("The last day worked.", default=None, **DAY)
    notice_weeks: Annotated[int | None, detail("notice_weeks")] = column(
        "The worker’s notice in weeks.", default=None, type="integer", minimum=0, maximum=52
    )
    references_received: Annotated[int | None, detail("references_received")] = column(
        "How many references were received.", default=None, type="integer", minimum=0, maximum=20
    )
    last_reference_on: Annotated[date | None, detail("last_reference_on")] = column(
        "The day on which the last of them was received.", default=None, **DAY
    )
    quality_record: Annotated[bool | None, detail("quality_record")] = column(
        "Whether a standard reference and a quality record were received before the start.", default=None, **YES_NO
    )
    pqe_months: Annotated[int | None, detail("pqe_months")] = column(
        "Months of post-qualifying experience, as the agency states them.",
        default=None, type="integer", minimum=0, maximum=720,
    )  # fmt: skip
    project_team: Annotated[bool | None, detail("project_team")] = column(
        "Whether the worker is supplied as part of a project team.", default=None, **YES_NO
    )
    team_approved_on: Annotated[date | None, detail("team_approved_on")] = column(
        "Project team: the day on which the authority approved this worker.", default=None, **DAY
    )
    team_cost_apart: Annotated[bool | None, detail("team_cost_apart")] = column(
        "Project team: whether this worker’s cost is shown apart.", default=None, **YES_NO
    )
    team_control_kept: Annotated[bool | None, detail("team_control_kept")] = column(
        "Project team: whether the authority keeps control of practice.", default=None, **YES_NO
    )
    on_site_days: Annotated[Decimal | None, detail("on_site_days")] = column(
        "Days a week worked on site, to one decimal place.", default=None, type="number", minimum=0, maximum=7
    )
    reference_given_on: Annotated[date | None, detail("reference_given_on")] = column(
        "The day on which the authority gave its own reference for the worker.", default=None, **DAY
    )
    contractual_bar: Annotated[bool | None, detail("contractual_bar")] = column(
        "Whether an earlier contract kept the national rules from applying to this placement at once.",
        default=None, **YES_NO,
    )  # fmt: skip
    reason: Annotated[str, detail("reason")] = column(
        "Why an agency worker is used.", default="", type="string", enum=list(Placement.Reason.values)
    )
    covers_vacancy: Annotated[bool | None, detail("covers_vacancy")] = column(
        "Whether the placement covers a vacancy.", default=None, **YES_NO
    )
    rate_from: Annotated[date | None, day("since")] = column(
        "The first day of this rate. Needed when a rate changes; otherwise the rate holds from the start.",
        default=None, **DAY,
    )  # fmt: skip
