"""manage.py assess_share RUN NUMBER OF: one share of an assessment; started by the assessment itself."""

from authorities import command
from authorities.refusal import Refused
from compliance.actions import assess_share
from compliance.models import Assessment


class Command(command.Command):
    help = "Does one share of an assessment that several processes share. `assess` starts it."

    def options(self, parser):
        parser.add_argument("run", type=int, metavar="RUN", help="the id of the assessment")
        parser.add_argument("number", type=int, metavar="NUMBER", help="which share, from 0")
        parser.add_argument("of", type=int, metavar="OF", help="among how many")

    def work(self, *, run, number, of, by):
        found = Assessment.objects.filter(pk=run, finished_at__isnull=True).first()
        if found is None or not 0 <= number < of:
            raise Refused(f"There is no share {number} of {of} of an assessment {run}.", "Run manage.py assess.")
        assess_share(run=found, number=number, of=of)
        return {"assessment": run, "share": number}
