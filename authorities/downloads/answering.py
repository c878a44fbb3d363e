"""Answering with a file: whoever takes a list away shows that it is they, and the log says what was taken."""

from tempfile import SpooledTemporaryFile

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import redirect

from .. import clock
from ..access import confirm_first
from ..log import note
from . import comma, workbook
from .listing import MOST_ROWS

WRITERS = {"csv": comma, "xlsx": workbook}
ASKED, WHICH = "download", "list"
# A file of an ordinary length stays in memory; a longer one is written to the disk, where nobody can open it by name.
MOST_IN_MEMORY = 4 * 2**20


def asked_for(request, which=""):
    """Whether the address asks for a file in place of the page; of several lists on a page, for this one."""
    return request.GET.get(ASKED) in WRITERS and request.GET.get(WHICH, "") == which


def answered(request, listing):
    """The list as the file that the address asks for. It is written whole first, so that nobody gets half of one."""
    confirm_first(request)
    count = listing.count()
    if count > MOST_ROWS:
        messages.error(request, too_many())
        return redirect(f"{request.path}?{_without(request)}")
    writer = WRITERS[request.GET[ASKED]]
    told = {"rows": count, "filter": list(listing.chosen), "as": request.GET[ASKED]}
    note(kind="export", by=request.user, about=(listing.about, listing.about_id), details=told)
    file = SpooledTemporaryFile(max_size=MOST_IN_MEMORY)  # noqa: SIM115  the answer closes it
    writer.write(file, listing, count)
    file.seek(0)
    name = f"{listing.name}-{clock.today():%Y-%m-%d}.{request.GET[ASKED]}"
    return FileResponse(file, as_attachment=True, filename=name, content_type=writer.MEDIA_TYPE)


def too_many():
    """Why there is no file, and what to do."""
    return f"A file holds at most {MOST_ROWS:,} rows, and this list has more. Filter the list, then download it."


def _without(request):
    rest = request.GET.copy()
    for name in {ASKED, WHICH} & set(rest):
        del rest[name]
    return rest.urlencode()
