"""Make a one-time link with which a worker sees their own record, and show it this once."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from authorities.access import confirmed, permitted
from authorities.refusal import Refused
from placements import actions, rights

from .worker_record import own_worker_or_404


@require_POST
@permitted("placements.give_record")
@confirmed
def record_link(request, worker_id):
    worker = own_worker_or_404(request.user, worker_id)
    try:
        token = actions.make_record_link(worker=worker, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("worker_record", worker.pk)
    link = request.build_absolute_uri(reverse("open_own_record", args=[token]))
    # Shown in the answer to the form itself, so that it is kept in no session.
    context = {"worker": worker, "link": link, "days": rights.LINK_LASTS.days}
    return render(request, "reports/record_link.html", context)
