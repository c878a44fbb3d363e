"""The public register: whom to check, batches of numbers to ask it about, and what it last said of each live worker."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from authorities import clock, downloads
from authorities.access import permitted
from authorities.downloads import Column, Listing
from authorities.log import note
from authorities.people import Appointment
from authorities.refusal import Refused
from placements import actions
from placements import register as of_register

TABLE = "placements_registercheck"
WORKERS, BATCHES = "workers", "batches"
OF_WORKERS = (
    Column("Worker", lambda one: one.name),
    Column("Registration number", lambda one: one.swe_number),
    Column("Authority", lambda one: str(one.authority)),
    Column("Status", lambda one: status_in_words(one.last)),
    Column("Conditions", lambda one: one.last.conditions if one.last else ""),
    Column("Registered until", lambda one: one.last and one.last.renews_on),
    Column("Checked", lambda one: one.last and one.last.checked_on),
    Column("Before the last renewal", lambda one: one.is_old),
)
OF_BATCHES = (
    Column("Asked on", lambda batch: batch.asked_on),
    Column("Authority", lambda batch: batch.authority),
    Column("Numbers", lambda batch: batch.workers),
    Column("Waiting", lambda batch: batch.waiting),
)


@require_http_methods(["GET", "POST"])
@permitted("placements.record")
def register(request):
    today, person = clock.today(), request.user
    own = {each.ons_code: each for each in person.authorities_as(Appointment.Role.HR_OFFICER)}
    if request.method == "POST":
        authority = own.get(request.POST.get("authority", next(iter(own)) if len(own) == 1 else ""))
        if authority is None:
            raise Http404
        return _next_batch(request, authority)
    live = of_register.live_workers(person, today).select_related("authority").order_by("name", "swe_number", "pk")
    renewal = of_register.renewal_before(today)
    tell = partial(with_last_check, renewal=renewal)
    waiting = of_register.batches_waiting(person)
    if downloads.asked_for(request, WORKERS):
        title = "Live workers and what the public register last said"
        return downloads.answered(request, Listing("register", title, TABLE, OF_WORKERS, live, tell=tell))
    if downloads.asked_for(request, BATCHES):
        title = "Batches that wait for the register’s file"
        return downloads.answered(request, Listing("register-batches", title, TABLE, OF_BATCHES, waiting))
    note(kind="look_up", by=person, about=(TABLE, ""))
    counted, paginator = of_register.counted(person, today), Paginator(live, 50)
    paginator.count = counted.live
    page = paginator.get_page(request.GET.get("page"))
    tell(page.object_list)
    context = {
        "page": page,
        "rows": [(each, each.last, each.is_old) for each in page],
        "to_check": counted.to_check,
        "not_asked": counted.not_asked,
        "waiting": waiting,
        "own": sorted(own.values(), key=str),
        "renewal": renewal,
        "most": of_register.MOST_IN_A_BATCH,
        "now": timezone.now(),
    }
    return render(request, "placements/register.html", context)


def with_last_check(workers, *, renewal):
    """Put beside each of these workers what the register last said, and whether that was before the last renewal."""
    last = of_register.last_checks([each.pk for each in workers])
    for each in workers:
        each.last = last.get(each.pk)
        each.is_old = each.last is not None and each.last.checked_on < renewal


def status_in_words(check):
    """What the register said of a worker, as the page says it."""
    if check is None:
        return "Not checked"
    if check.found is None:
        return "Waiting"
    return (check.status or "On the register") if check.found else "Not found on the register"


def _next_batch(request, authority):
    try:
        batch = actions.ask_register(authority=authority, by=request.user)
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("register")
    return redirect("register_batch", batch)
