"""manage.py write_privacy: write anew the parts of docs/privacy that are made from the code."""

from authorities.command import Command as Base
from mou_portal import privacy


class Command(Base):
    help = "Write what docs/privacy says of the code: what is held, who reads it, how long, what crosses."

    def work(self, *, by):
        return {"written": privacy.write()}
