"""The public register: whom to check, batches of numbers to ask it about, and what it last said of each live worker."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from authorities import clock
from authorities.access import permitted
from authorities.log import note
from authorities.people import Appointment
from authorities.refusal import Refused
from placements import actions
from placements import register as of_register


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
    note(kind="look_up", by=person, about=("placements_registercheck", ""))
    live = of_register.live_workers(person, today).select_related("authority").order_by("name", "swe_number", "pk")
    page = Paginator(live, 50).get_page(request.GET.get("page"))
    last = of_register.last_checks([each.pk for each in page], person)
    renewal = of_register.renewal_before(today)
    context = {
        "page": page,
        "rows": [(each, last.get(each.pk), _is_old(last.get(each.pk), renewal)) for each in page],
        "to_check": of_register.to_check(person, today).count(),
        "not_asked": of_register.not_asked(person, today).count(),
        "waiting": of_register.batches_waiting(person),
        "own": sorted(own.values(), key=str),
        "renewal": renewal,
        "most": of_register.MOST_IN_A_BATCH,
        "now": timezone.now(),
    }
    return render(request, "placements/register.html", context)


def _is_old(check, renewal):
    return check is not None and check.checked_on < renewal


def _next_batch(request, authority):
    try:
        batch = actions.ask_register(authority=authority, by=request.user)
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("register")
    return redirect("register_batch", batch)
