"""Schedules: the month's savings and the quarter's report. Plain functions, safe to repeat, run by a worker."""

from authorities.clock import today
from authorities.models import Region

from . import actions
from .periods import month_before, month_coded, quarter_before, quarter_coded


def build_savings(month=None, progress=None):
    """Build a month's savings (2026-10), by default those of the month before today, for every region."""
    day = today()
    period = month_coded(month) if month else month_before(day)
    built = [
        actions.build_savings(region=region, month=period, today=day, progress=progress) for region in _regions(period)
    ]
    return _told(period, built)


def build_quarterly(quarter=None, progress=None):
    """Build a quarter's report (2026Q3), by default that of the quarter before today, for every region."""
    day = today()
    period = quarter_coded(quarter) if quarter else quarter_before(day)
    built = [
        actions.build_quarterly(region=region, quarter=period, today=day, progress=progress)
        for region in _regions(period)
    ]
    return _told(period, built)


def _regions(period):
    return Region.objects.filter(memberships__from_on__lte=period.last).distinct().order_by("code")


def _told(period, built):
    return "; ".join(f"{edition.region}: {period.words}, edition {edition.number}" for edition in built)
