"""Build a quarter's report and write the edition's files."""

from reports import actions
from reports.command import ReportCommand
from reports.periods import quarter_coded


class Command(ReportCommand):
    help = "Build a quarter's report for the lead director and write its files."
    period = "quarter"
    example = "2026Q3"

    def coded(self, code):
        return quarter_coded(code)

    def build(self, *, region, period, today, progress):
        return actions.build_quarterly(region=region, quarter=period, today=today, progress=progress)
