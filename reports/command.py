"""What the commands that write a report as files share."""

from pathlib import Path

from authorities.clock import today
from authorities.command import Command
from authorities.models import Region
from authorities.refusal import Refused


class ReportCommand(Command):
    """Builds one report and writes its files; a subclass names its period and its action."""

    period = ""  # "month" or "quarter"
    example = ""

    def options(self, parser):
        parser.add_argument(f"--{self.period}", required=True, metavar="PERIOD", help=f"for example {self.example}")
        parser.add_argument("--out", required=True, metavar="DIR", help="the folder that the files are written to")
        parser.add_argument("--region", metavar="CODE", help="ONS code; only needed where there are several regions")

    def coded(self, code):
        """The period with this code; raises ValueError."""
        raise NotImplementedError

    def build(self, *, region, period, today, progress):
        """The edition."""
        raise NotImplementedError

    def work(self, *, by, out, region=None, **options):
        code = options[self.period]
        try:
            period = self.coded(code)
        except ValueError:
            raise Refused(
                f"{code} is not a {self.period}.", f"Write it as {self.example}.", field=self.period
            ) from None
        folder = Path(out)
        folder.mkdir(parents=True, exist_ok=True)
        edition = self.build(region=_region(region), period=period, today=today(), progress=self._progress)
        files = [_written(folder / file.name, file) for file in edition.files.order_by("name")]
        return {
            "report": edition.kind,
            "period": edition.period,
            "edition": edition.number,
            "provisional": edition.provisional,
            "known_at": edition.known_at.isoformat(),
            "files": [str(file) for file in files],
        }

    def in_words(self, answer):
        status = "provisional" if answer["provisional"] else "complete"
        return "\n".join([f"Edition {answer['edition']}, {status}:", *answer["files"]])

    def _progress(self, done, total):
        self.progress(done, total, of="placements")


def _region(code):
    regions = Region.objects.filter(code__iexact=code) if code else Region.objects.filter(memberships__isnull=False)
    found = list(regions.distinct()[:2])
    if not found:
        raise Refused(f"No region has the code {code}." if code else "No region is loaded.", "Run load_region first.")
    if len(found) > 1:
        raise Refused("There are several regions.", "Say which one with --region and its ONS code.")
    return found[0]


def _written(path, file):
    path.write_bytes(file.body)
    return path
