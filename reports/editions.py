"""What the pages of both reports share: which edition is asked for, its files, and asking for a newer one."""

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from authorities import clock, jobs
from authorities.log import note
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
        return queries.latest_edition(request.user, kind, period.code)
    known = number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS
    edition = queries.editions_of(request.user, kind, period.code).filter(number=int(number)).first() if known else None
    if edition is None:
        raise Http404
    return edition


def file_response(request, kind, period, name):
    """A file of an edition, byte for byte as it was published; 404 where there is none of that name."""
    return file_of(name, by=request.user, edition__kind=kind, edition__period=period.code)


def file_of(name, *, by, **of):
    """The file of that name, of those that this person may download, as a download; 404 where there is none."""
    # A name with a NUL is none that the database can be asked for.
    files = EditionFile.objects.for_user(by).annotate(region_id=F("edition__region"))
    for file in files.filter(name=name, **of) if name.isprintable() else ():
        return attachment(bytes(file.body), file.media_type, file.name, by=by, about=file)
    raise Http404


def attachment(body, media_type, name, *, by, about):
    """A download, and in the log that this person took it away."""
    note(kind="export", by=by, about=about)
    return HttpResponse(
        body, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def no_edition(request, context, *, over):
    """The page of a report that has not been built; of a period that is not over there will be none yet."""
    return render(request, "reports/no_edition.html", context, status=200 if over else 404)


def may_rebuild(request, period):
    """Whether this person may ask for the report to be built anew: of a period that is over."""
    return request.user.has_perm("reports.rebuild") and period.is_over(clock.today())


def ask_for_rebuild(request, *, job, period, argument, page):
    """Put the report on the list of work and say so; a second press within the minute asks for nothing new.

    404 for a period that is not over.
    """
    if not period.is_over(clock.today()):
        raise Http404
    slot = f"{period.code} asked {timezone.now():%Y-%m-%dT%H:%M}"
    jobs.enqueue(name=job, slot=slot, arguments={argument: period.code}, by=request.user)
    messages.success(
        request,
        "The report is being built. If nothing has changed since the newest edition, there will be no newer one.",
    )
    return redirect(page, period.code)
