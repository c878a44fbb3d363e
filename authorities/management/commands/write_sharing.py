"""manage.py write_sharing: write the tables of docs/sharing.md from the sharing contract."""

from authorities.command import Command as Base
from authorities.sharing import document


class Command(Base):
    help = "Write who may read which field into docs/sharing.md, from the sharing contract."

    def work(self, *, by):
        return {"written": document.write()}
