"""Everything we hold on a worker: shown, as files to hand over, and what the worker asked for."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from authorities import clock
from authorities.access import confirmed_to_read, permitted
from authorities.log import note
from compliance.retention.due import holds_on
from placements.rights import may_hold, workers_answered_for
from reports.editions import attachment
from reports.subject_access.files import KINDS
from reports.subject_access.gathered import everything_about
from reports.subject_access.shown import tables


@require_safe
@permitted("placements.give_record")
def worker_record(request, worker_id):
    worker = own_worker_or_404(request.user, worker_id)
    today = clock.today()
    held = everything_about(worker, on=today)
    note(kind="look_up", by=request.user, about=worker)
    context = {
        "worker": worker,
        "held": held,
        **tables(held),
        "files": list(KINDS),
        "hold": holds_on(today).filter(worker=worker).order_by("-until_on").first(),
        "may_hold": may_hold(request.user, worker),
        "corrections": worker.corrections.order_by("-asked_at"),
    }
    return render(request, "reports/worker_record.html", context)


@require_safe
@permitted("placements.give_record")
@confirmed_to_read
def worker_record_file(request, worker_id, name):
    """The same as a file; its name says nothing of the worker."""
    worker = own_worker_or_404(request.user, worker_id)
    if name not in KINDS:
        raise Http404
    media_type, written = KINDS[name]
    body = written(everything_about(worker, on=clock.today()))
    return attachment(body, media_type, name, by=request.user, about=worker)


def own_worker_or_404(person, worker_id):
    """The worker, where this person answers for the record; 404 for everybody else's."""
    return get_object_or_404(workers_answered_for(person), pk=worker_id)
