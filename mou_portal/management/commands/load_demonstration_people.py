"""manage.py load_demonstration_people: one account for each role, and the codes of this moment."""

from authorities.command import Command as Base
from mou_portal.demonstration import people


class Command(Base):
    help = "Make one demonstration account for each role and say its code now; refused outside demonstrations."

    def work(self, *, by):
        return {"accounts": people.load(by=by)}

    def in_words(self, answer):
        lines = "{0}: {1} / {2} / secret {3} / code now {4}"
        return "\n".join(lines.format(*account) for account in answer["accounts"])
