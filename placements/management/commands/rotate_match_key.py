"""manage.py rotate_match_key [--check]: write every match key anew under the current key."""

from authorities.command import DONE, NOT_ALL
from authorities.command import Command as Base
from placements import actions


class Command(Base):
    help = "Writes every match key anew under MOU_MATCH_KEY; safe to stop and to run again. See docs/running.md."

    def options(self, parser):
        parser.add_argument("--check", action="store_true", help="write nothing; count the rows under another key")

    def work(self, *, by, check):
        changed = 0 if check else actions.rotate_match_key(progress=self._progress)
        left = actions.left_to_rekey()
        return {"changed": changed, "left": left}, NOT_ALL if left else DONE

    def _progress(self, done, total):
        self.progress(done, total, of="match keys")
