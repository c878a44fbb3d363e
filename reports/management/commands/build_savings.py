"""Build a month's savings and write the edition's files."""

from reports import actions
from reports.command import ReportCommand
from reports.periods import month_coded


class Command(ReportCommand):
    help = "Build a month's savings report and write its files."
    period = "month"
    example = "2026-10"

    def coded(self, code):
        return month_coded(code)

    def build(self, *, region, period, today, progress):
        return actions.build_savings(region=region, month=period, today=today, progress=progress)
