"""manage.py load_demonstration_people: one account for each role, with a well-known password."""

from authorities.command import Command as Base
from mou_portal.demonstration import people


class Command(Base):
    help = "Make one demonstration account for each role; refused outside demonstrations."

    def work(self, *, by):
        return {"accounts": people.load(by=by)}

    def in_words(self, answer):
        return "\n".join(f"{role}: {email} / {password}" for role, email, password in answer["accounts"])
