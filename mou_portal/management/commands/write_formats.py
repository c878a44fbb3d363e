"""manage.py write_formats: write the published formats of files to docs/formats."""

from authorities.command import Command as Base
from mou_portal import formats


class Command(Base):
    help = "Write the schemas of the files that the portal takes in to docs/formats."

    def work(self, *, by):
        return {"written": formats.write()}
