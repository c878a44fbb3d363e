"""Find a worker's record by the registration number. The number is sent with the form, so that no address holds it."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from authorities.access import permitted
from authorities.forms import PortalForm, SweNumberField
from placements.rights import workers_answered_for


class FindWorkerForm(PortalForm):
    """Whose record."""

    swe_number = SweNumberField()


@require_http_methods(["GET", "POST"])
@permitted("placements.give_record")
def find_worker(request):
    form, found, asked = FindWorkerForm(request.POST or None), [], False
    if request.method == "POST" and form.is_valid():
        found = list(workers_answered_for(request.user).filter(swe_number=form.cleaned_data["swe_number"]))
        if len(found) == 1:
            return redirect("worker_record", found[0].pk)
        asked = True
    return render(request, "reports/find_worker.html", {"form": form, "found": found, "asked": asked})
