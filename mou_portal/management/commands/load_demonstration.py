"""manage.py load_demonstration: invented placements of four years, by the path of real files."""

from authorities.clock import today
from authorities.command import Command as Base
from authorities.command import day_option
from mou_portal.demonstration import loading


class Command(Base):
    help = "Write the demonstration book to files and load it; loading it again changes nothing."

    def options(self, parser):
        parser.add_argument("--on", type=day_option, metavar="DATE", help="the day that the book is for (today)")

    def work(self, *, by, on):
        def progress(done, total):
            self.progress(done, total, "files")

        return loading.load(on=on, by=by, today=today(), progress=progress)
