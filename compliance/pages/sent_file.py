"""A file that was sent: how far it is, what would become of it, and what became of it."""

from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from authorities import clock
from authorities.access import confirmed_to_read, permitted
from authorities.log import note
from authorities.models import Job
from compliance import file_answers
from placements import file_report, uploads
from placements.imports import meaning
from placements.models import Upload
from placements.pages.send_file import own_upload

State = Upload.State
WORKING = (State.CHECKING, State.TAKING)
DELETED_AT_WILL = (State.COLUMNS, State.CHECKED, State.REFUSED)
A_PAGE = 50
ANSWERS = "file-answers"


@require_http_methods(["GET", "POST"])
@permitted("placements.record")
def sent_file(request, upload_id):
    upload = own_upload(request, upload_id)
    if request.method == "POST":
        next_state = State.TAKING if upload.state == State.CHECKED else upload.state
        if next_state in WORKING:
            uploads.begin(upload, state=next_state, today=clock.today(), by=request.user)
        return redirect("sent_file", upload.pk)
    if upload.state == State.COLUMNS:
        return redirect("file_columns", upload.pk)
    if request.htmx:
        return _how_far(request, upload)
    return _page(request, upload)


def _how_far(request, upload):
    """A fragment while a worker is at it; afterwards the whole page is asked for anew."""
    if upload.state == State.TAKEN and request.htmx.target == ANSWERS:
        context = {"upload": upload, "answers": file_answers.of(upload, request.user)}
        return render(request, "compliance/file_answers.html", context)
    if upload.state in WORKING and not _failed(upload):
        return render(request, "compliance/file_progress.html", {"upload": upload})
    return HttpResponse(headers={"HX-Refresh": "true"})


def _failed(upload):
    return upload.job is not None and upload.job.state == Job.State.FAILED


def _page(request, upload):
    context = {"upload": upload, "told": upload.told, "failed": _failed(upload), "working": upload.state in WORKING}
    if upload.state in (State.CHECKED, State.TAKEN):
        # The problems show values as they were sent: names and numbers among them.
        note(kind="look_up", by=request.user, about=("placements_upload", str(upload.pk)))
        problems = Paginator(upload.told["problems"], A_PAGE).get_page(request.GET.get("page"))
        for one in problems:
            one["named"] = meaning.in_words(one["column"]) if one["column"] else ""
        context |= {
            "problems": problems,
            "as_of": datetime.fromisoformat(upload.told["at"]),
            "counted": _counted(upload),
            "changes_nothing": upload.state == State.CHECKED and uploads.changes_nothing(upload),
            "answers": file_answers.of(upload, request.user) if upload.state == State.TAKEN else None,
            "most_told": uploads.MOST_TOLD,
            "new_wait": upload.told["parked"] - upload.told["waiting_already"],
        }
    return render(request, "compliance/sent_file.html", context)


def _counted(upload):
    taken, told = upload.state == State.TAKEN, upload.told
    rows = [
        ("Rows added" if taken else "Rows to be added", told["added"]),
        ("Rows that changed a record" if taken else "Rows that change a record", told["changed"]),
        ("Rows already on record", told["unchanged"]),
        ("Rows that wait to be put right" if taken else "Rows that cannot be taken in yet", told["parked"]),
    ]
    return [(label, f"{number:,}") for label, number in rows]


@require_POST
@permitted("placements.record")
def delete_file(request, upload_id):
    """Delete a file that is not to be taken in."""
    upload = own_upload(request, upload_id)
    if upload.state not in DELETED_AT_WILL:
        raise Http404
    upload.delete()
    messages.success(request, f"{upload.file_name} has been deleted. Nothing was taken in.")
    return redirect("send_file")


@permitted("placements.record")
@confirmed_to_read
@require_safe
def file_report_download(request, upload_id, ending):
    """What became of each row, as a file."""
    upload = own_upload(request, upload_id)
    if upload.state not in (State.CHECKED, State.TAKEN) or ending not in file_report.MEDIA_TYPES:
        raise Http404
    note(kind="export", by=request.user, about=("placements_upload", str(upload.pk)))
    return HttpResponse(
        file_report.written(upload, ending),
        content_type=file_report.MEDIA_TYPES[ending],
        headers={"Content-Disposition": f'attachment; filename="{file_report.named(upload, ending)}"'},
    )
