"""manage.py subject_access --authority CODE --swe SW…: everything that the authority holds on the worker."""

from pathlib import Path

from authorities.clock import today
from authorities.command import Command as Base
from authorities.command import authority_coded
from authorities.refusal import Refused
from placements import checks
from placements.models import Worker
from reports.subject_access.files import as_zip
from reports.subject_access.gathered import everything_about


class Command(Base):
    help = "Gives everything that an authority holds on a worker, other people's data left out."

    def options(self, parser):
        parser.add_argument("--authority", required=True, metavar="CODE", help="its ONS or DfE code")
        parser.add_argument("--swe", required=True, metavar="NUMBER", help="the registration number")
        parser.add_argument("--out", metavar="DIR", help="write it as a ZIP into this folder instead of printing it")

    def work(self, *, by, authority, swe, out):
        authority, number = authority_coded(authority), checks.swe_number(swe)
        worker = Worker.objects.filter(authority=authority, swe_number=number).select_related("authority").first()
        if worker is None:
            raise Refused(
                f"{authority} has nobody on record under {number}.",
                "Check the number. Once a record is pseudonymised it is no longer found by it.",
                "swe",
            )
        held = everything_about(worker, on=today())
        if out is None:
            return held
        folder = Path(out)
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "everything.zip"
        file.write_bytes(as_zip(held))
        return {"file": str(file)}

    def in_words(self, answer):
        if "file" in answer:
            return answer["file"]
        lines = [f"Everything that {answer['authority']['name']} holds on {answer['registration_number']}:"]
        for section in answer["sections"]:
            lines.append(f"\n{section['title']}: {len(section['rows'])}")
            for row in section["rows"]:
                lines.append(
                    "  " + "; ".join(f"{name} {value}" for name, value in row.items() if value not in ("", None))
                )
        return "\n".join(lines)
