"""What may be said of a placement and its rate: each detail with the one check that it must pass."""

from decimal import Decimal

from . import checks
from .models import PayType, Placement


def _day(value, field, today):
    return checks.day(value, field=field, today=today)


def _day_so_far(value, field, today):
    return checks.day_so_far(value, field=field, today=today)


def _hourly_pay(value, field, today):
    return checks.hourly_pay(value, field=field)


def _hourly_part(value, field, today):
    return checks.hourly_amount(value, field=field)


def _yes_or_no(value, field, today):
    return checks.yes_or_no(value, field=field)


def _hours(value, field, today):
    return checks.hours(value, field=field)


def _days_a_week(value, field, today):
    return checks.days_a_week(value, field=field)


def _count(most):
    return lambda value, field, _today: checks.whole_number(value, field=field, most=most)


def _choice(choices):
    return lambda value, field, _today: checks.choice(value, field=field, choices=choices)


def _text(most, *, lines=False):
    return lambda value, field, _today: checks.text(value, field=field, most=most, lines=lines)


OF_PLACEMENT = {
    "reference": _text(50),
    "started_on": _day,
    "expected_end_on": _day,
    "ended_on": _day,
    "end_reason": _choice(Placement.EndReason.choices),
    "hours_per_week": _hours,
    "offered_hourly_pay": _hourly_pay,
    "reason": _choice(Placement.Reason.choices),
    "covers_vacancy": _yes_or_no,
    "project_team": _yes_or_no,
    "notice_weeks": _count(checks.MOST_NOTICE_WEEKS),
    "references_received": _count(checks.MOST_REFERENCES),
    "last_reference_on": _day,
    "reference_given_on": _day_so_far,
    "quality_record": _yes_or_no,
    "on_site_days": _days_a_week,
    "team_approved_on": _day_so_far,
    "team_cost_apart": _yes_or_no,
    "team_control_kept": _yes_or_no,
    "pqe_months": _count(checks.MOST_MONTHS),
    "contractual_bar": _yes_or_no,
    "breach_reason": _text(500, lines=True),
}
OF_RATE = {
    "pay_type": _choice(PayType.choices),
    "hourly_pay": _hourly_pay,
    "employer_ni": _hourly_part,
    "apprenticeship_levy": _hourly_part,
    "holiday_pay": _hourly_part,
    "agency_fee": _hourly_part,
    "msp_fee": _hourly_part,
    "hourly_charge": _hourly_pay,
}
OF_HOURS = {
    "week_ending": _day,
    "hours": lambda value, field, _today: checks.hours(
        value, field=field, most=checks.HOURS_IN_A_WEEK, none_allowed=True
    ),
    "amount": lambda value, field, _today: checks.money(value, field=field, least=Decimal(0), most=checks.MOST_CHARGED),
}
# What a detail is when nothing has been said of it; None for every other.
SILENT = {"reference": "", "reason": "", "end_reason": "", "breach_reason": "", "contractual_bar": False}


def checked(table, field, value, *, today):
    """The value in its stored form, or the field's silence where nothing was given; raises Refused."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return SILENT.get(field)
    return table[field](value, field, today)


def all_checked(table, given, *, today):
    """Every given detail in its stored form; raises TypeError for a name that is not in the table."""
    unknown = given.keys() - table.keys()
    if unknown:
        raise TypeError(f"not details: {', '.join(sorted(unknown))}")
    return {field: checked(table, field, value, today=today) for field, value in given.items()}
