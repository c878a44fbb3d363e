"""What the pages of both reports share: which edition is asked for, its files, and asking for a newer one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from authorities import jobs
from reports import queries
from reports.models import EditionFile

MOST_DIGITS = 4


def period_or_404(coded, code):
    """The period with this code, as it is written in addresses; 404 for anything else."""
    try:
        period = coded(code)
    except ValueError:
        raise Http404 from None
    if period.code != code:
        raise Http404
    return period


def edition_or_none(request, kind, period):
    """The edition named in the address, else the newest; 404 where the one named does not exist."""
    number = request.GET.get("edition", "")
    if not number:
        return queries.latest_edition(kind, period.code)
    known = number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS
    edition = queries.editions_of(kind, period.code).filter(number=int(number)).first() if known else None
    if edition is None:
        raise Http404
    return edition


def file_response(kind, period, name):
    """A file of an edition, byte for byte as it was published; 404 where there is none of that name."""
    file = EditionFile.objects.filter(edition__kind=kind, edition__period=period.code, name=name).first()
    if file is None:
        raise Http404
    return attachment(bytes(file.body), file.media_type, file.name)


def attachment(body, media_type, name):
    """A download."""
    return HttpResponse(
        body, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def ask_for_rebuild(request, *, job, period, argument, page):
    """Put the report on the list of work and say so; a second press within the minute asks for nothing new."""
    slot = f"{period.code} asked {timezone.now():%Y-%m-%dT%H:%M}"
    jobs.enqueue(name=job, slot=slot, arguments={argument: period.code})
    messages.success(
        request,
        "The report is being built. If nothing has changed since the newest edition, there will be no newer one.",
    )
    return redirect(page, period.code)
