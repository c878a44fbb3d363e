"""Laying one placement on the desk: every rule of what may be written, for one row and for a whole file."""

from authorities.models import JobRole, JobTitle
from authorities.refusal import Refused

from .. import checks, details, listed
from .desk import IN_USE, RATE_PARTS, VALUES, Sheet, the_name

# These follow from the pay, so that nobody knows them when it changes unless they are given.
FOLLOW_THE_PAY = ("employer_ni", "apprenticeship_levy", "holiday_pay", "hourly_charge")


def enter(desk, *, swe_number, supplier, name="", agency=None, job_title=None, job_role=None, since=None, **given):
    """A new placement. Its rate holds from the start, or from `since`: then what was paid before is not known."""
    parts = {part: given.pop(part, None) for part in RATE_PARTS}
    values = dict.fromkeys(VALUES) | details.SILENT | details.all_checked(details.OF_PLACEMENT, given, today=desk.today)
    number, called = checks.swe_number(swe_number), the_name(name)
    values |= {"supplier_id": supplier.pk, "agency_id": agency and agency.pk} | _job(desk, job_title, job_role)
    for field in ("reference", "started_on"):
        _required(values[field], field)
    sheet = Sheet(values, {values["started_on"]: dict.fromkeys(RATE_PARTS)})
    _check_days(sheet)
    for part in ("pay_type", "hourly_pay"):
        _required(parts[part], part)
    set_rate(desk, sheet, since=since or values["started_on"], **parts)
    first = sheet.rates[values["started_on"]]
    first["pay_type"] = first["pay_type"] or sheet.rates[max(sheet.rates)]["pay_type"]
    if (supplier.pk, values["reference"]) in desk.sheets:
        raise IN_USE()
    values["worker"] = desk.worker(number, called)
    desk.sheets[supplier.pk, values["reference"]] = sheet
    return sheet


def alter(desk, sheet, **changes):
    """Other details for a placement on the desk."""
    values, rates = sheet.copied()
    trial = Sheet(values, rates)
    name, number = changes.pop("name", None), changes.pop("swe_number", None)
    if "supplier" in changes:
        values["supplier_id"] = changes.pop("supplier").pk
    if "agency" in changes:
        agency = changes.pop("agency")
        values["agency_id"] = agency and agency.pk
    if "job_title" in changes or "job_role" in changes:
        values.update(_job(desk, changes.pop("job_title", None), changes.pop("job_role", None)))
    values.update(details.all_checked(details.OF_PLACEMENT, changes, today=desk.today))
    if values["ended_on"] is None:
        values["end_reason"] = ""
    listed.keep(values, sheet.listed)
    for field in ("reference", "started_on"):
        _required(values[field], field)
    _check_days(trial)
    if values["started_on"] != sheet.values["started_on"]:
        _move_start(trial, sheet.values["started_on"])
    _check_rates(trial)
    if number is not None and checks.swe_number(number) != values["worker"].swe_number:
        values["worker"] = desk.worker(checks.swe_number(number), values["worker"].name)
    if name is not None:
        desk.rename(values["worker"], the_name(name))
    sheet.values, sheet.rates = trial.values, trial.rates


def set_rate(desk, sheet, *, since, **given):
    """A rate from a day on: a new one, or a correction of the one that began that day."""
    since = checks.day(since, field="since", today=desk.today)
    parts = details.all_checked(details.OF_RATE, given, today=desk.today)
    for part in ("pay_type", "hourly_pay"):
        if part in parts:
            _required(parts[part], part)
    start = sheet.values["started_on"]
    if since < start:
        raise Refused(
            f"The rate changes on {since:%d/%m/%Y}, before the start ({start:%d/%m/%Y}).",
            "Enter the start date or a later day.",
            "since",
        )
    trial = Sheet(*sheet.copied())
    trial.rates[since] = _rate_from(sheet.rates, since, parts)
    _check_rates(trial)
    if trial.rates[since] != in_force(sheet.rates, since):
        sheet.rates = trial.rates


def state_rate(desk, sheet, **given):
    """A rate without its first day: one that is on record, whose unknown parts it fills in."""
    parts = details.all_checked(details.OF_RATE, given, today=desk.today)
    said = {part: value for part, value in parts.items() if value is not None}
    fitting = [since for since, rate in sheet.rates.items() if all(rate[part] in (None, said[part]) for part in said)]
    if not fitting:
        raise Refused(
            "The rate differs from the rate on record.",
            "Say from which day it is paid. To correct the rate on record, give the day on which that one began.",
            "since",
        )
    best = max(fitting, key=lambda since: (sum(sheet.rates[since][part] == said[part] for part in said), since))
    sheet.rates = sheet.rates | {best: sheet.rates[best] | said}


def in_force(rates, day):
    """The rate of a day, from rates by their first day."""
    return rates[max(since for since in rates if since <= day)]


def _rate_from(rates, since, parts):
    if since in rates:
        return rates[since] | parts
    before = in_force(rates, since)
    after = before | parts
    if (after["pay_type"], after["hourly_pay"]) != (before["pay_type"], before["hourly_pay"]):
        after |= {part: parts.get(part) for part in FOLLOW_THE_PAY}
    return after


def _job(desk, title, role):
    """A local job title, or a role of the region: one of the two."""
    if isinstance(title, JobTitle) and role is None:
        if title.authority_id != desk.authority.pk:
            raise Refused("This job title belongs to another authority.", "Choose one of your own.", "job_title")
        return {"job_title_id": title.pk, "job_role_id": None}
    if isinstance(role, JobRole) and title is None:
        return {"job_title_id": None, "job_role_id": role.pk}
    raise Refused("Job title is missing.", "Give a job title or a role, and not both.", "job_title")


def _required(value, field):
    if value in (None, ""):
        name = checks.named(field)
        raise Refused(f"{name} is missing.", f"Enter the {name[:1].lower()}{name[1:]}.", field)


def _check_days(sheet):
    values = sheet.values
    checks.days_in_order(values["started_on"], values["expected_end_on"], field="expected_end_on")
    checks.days_in_order(values["started_on"], values["ended_on"], field="ended_on")
    checks.days_in_order(values["started_on"], values["reference_given_on"], field="reference_given_on")


def _check_rates(sheet):
    last, ended_on = max(sheet.rates), sheet.values["ended_on"]
    if ended_on is not None and last > ended_on:
        raise Refused(
            f"The rate changes on {last:%d/%m/%Y}, after the last day worked ({ended_on:%d/%m/%Y}).",
            "Check both dates.",
            "ended_on",
        )


def _move_start(trial, old_start):
    start = trial.values["started_on"]
    later = [since for since in trial.rates if since > old_start]
    if later and start >= min(later):
        raise Refused(
            f"The rate changed on {min(later):%d/%m/%Y}, so the start cannot be on or after that day.",
            "Check the start date.",
            "started_on",
        )
    trial.rates = {start: trial.rates[old_start]} | {since: trial.rates[since] for since in later}
