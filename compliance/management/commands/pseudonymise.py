"""manage.py pseudonymise --authority CODE --swe SW… --yes: one record before its time, upon request."""

from authorities.clock import today
from authorities.command import Command as Base
from authorities.command import authority_coded
from authorities.refusal import Refused
from compliance import actions
from placements import checks
from placements.models import Worker


class Command(Base):
    help = "Erases who one worker is from an authority's records, for good, as decided upon request."

    def options(self, parser):
        parser.add_argument("--authority", required=True, metavar="CODE", help="its ONS or DfE code")
        parser.add_argument("--swe", required=True, metavar="NUMBER", help="the registration number")
        parser.add_argument("--yes", action="store_true", help="it cannot be undone: say that it is meant")

    def work(self, *, by, authority, swe, yes):
        authority, number = authority_coded(authority), checks.swe_number(swe)
        worker = Worker.objects.filter(authority=authority, swe_number=number).first()
        if worker is None:
            raise Refused(f"{authority} has nobody on record under {number}.", "Check the number.", "swe")
        if not yes:
            raise Refused("This cannot be undone.", "Add --yes where it is meant.", "yes")
        return actions.retire_on_request(worker=worker, on=today(), by=by).content
