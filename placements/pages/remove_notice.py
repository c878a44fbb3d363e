"""Take away a notice of an authority's own staff: what it says, and whether that is meant."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from authorities.access import permitted
from authorities.people import Appointment
from placements import actions
from placements.models import SubstantiveNotice


@require_http_methods(["GET", "POST"])
@permitted("placements.record")
def remove_notice(request, notice_id):
    own = SubstantiveNotice.objects.for_user(request.user, Appointment.Role.HR_OFFICER)
    notice = get_object_or_404(own.select_related("authority", "job_role"), pk=notice_id)
    if request.method == "POST":
        actions.remove_substantive_notice(notice=notice, by=request.user)
        messages.success(request, "The notice has been taken away.")
        return redirect("notice_periods")
    return render(request, "placements/remove_notice.html", {"notice": notice})
