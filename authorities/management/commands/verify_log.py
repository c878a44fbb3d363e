"""manage.py verify_log: check the log from its first entry to its last, and against heads kept outside."""

from pathlib import Path

from authorities import command
from authorities.log.heads import kept_outside
from authorities.log.verifying import verify


class Command(command.Command):
    help = "Work out every hash of the log again, name the first bad row, and compare heads that were kept outside."

    def options(self, parser):
        parser.add_argument(
            "--anchors", metavar="FILE", help="heads kept outside, a line each, as reports and e-mails print them"
        )

    def work(self, *, by, anchors):
        kept = kept_outside(Path(anchors).read_text(errors="replace"), Path(anchors).name) if anchors else []
        found = verify(anchors=kept, progress=lambda done: self.progress(done, done, of="entries"))
        bad = found.bad
        answer = {
            "verified": bad is None,
            "entries": found.entries,
            "days": len(found.heads),
            "head": found.head and str(found.head),
            "anchors": len(kept),
            "bad_rows": found.bads,
            "first_bad": bad and {"day": bad.day, "number": bad.number, "entry": bad.entry, "what": bad.what},
        }
        return answer, command.NOT_ALL if bad else command.DONE

    def in_words(self, answer):
        read = f"{answer['entries']:,} entries of {answer['days']:,} days"
        against = f", and {answer['anchors']:,} heads kept outside" if answer["anchors"] else ""
        if answer["verified"]:
            return f"Verified: {read}{against}. The head is {answer['head'] or 'none: the log is empty'}."
        bad = answer["first_bad"]
        place = ", ".join(f"{name} {bad[name]}" for name in ("day", "number", "entry") if bad[name] is not None)
        return f"NOT verified: {read}{against}; {answer['bad_rows']:,} bad rows.\nFirst: {place}: {bad['what']}."
