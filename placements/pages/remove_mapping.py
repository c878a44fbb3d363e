"""Take away what a job title was said to mean from a day on."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from authorities import jobs
from authorities.access import permitted
from authorities.models import Appointment, JobTitleMapping
from placements import actions


@require_http_methods(["GET", "POST"])
@permitted("placements.map_titles")
def remove_mapping(request, title_id, mapping_id):
    own = JobTitleMapping.objects.for_user(request.user, Appointment.Role.HR_OFFICER)
    mapping = get_object_or_404(
        own.select_related("job_title__authority", "job_role"), pk=mapping_id, job_title=title_id
    )
    if request.method == "POST":
        actions.remove_mapping(mapping=mapping, by=request.user)
        jobs.hurry("assess_stale")
        messages.success(request, f"{mapping.job_title} no longer means {mapping.job_role} from that day.")
        return redirect("job_title", title_id)
    before = mapping.job_title.mappings.filter(since__lt=mapping.since).select_related("job_role").order_by("-since")
    return render(request, "placements/remove_mapping.html", {"mapping": mapping, "before": before.first()})
