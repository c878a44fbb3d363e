"""One job title: what it means from when, what others mean by it, and putting its meaning right."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from authorities import clock, downloads, kept
from authorities.access import permitted
from authorities.downloads import Column, Listing
from placements import title_queries

from .job_titles import MeaningForm

COLUMNS = (
    Column("Role", lambda one: str(one.mapping.job_role)),
    Column("From", lambda one: one.mapping.since),
    Column("Until", lambda one: one.until),
)


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("placements.map_titles")
def job_title(request, title_id):
    today = clock.today()
    title = get_object_or_404(title_queries.own_titles(request.user), pk=title_id)
    suggestions = title_queries.suggested([title], today).get(title_queries.plainly(title.title), [])
    meanings = title_queries.meanings_of(title)
    if downloads.asked_for(request):
        of = {"about": "authorities_jobtitle", "about_id": str(title.pk)}
        named = f"What {title} means, {title.authority}"
        return downloads.answered(request, Listing("job-title", named, columns=COLUMNS, rows=meanings, **of))
    typed = request.POST if request.method == "POST" else kept.restored(request)
    first = {} if meanings else beginning(title, suggestions, today)
    form = MeaningForm(typed, own=[title.authority], today=today, initial=first)
    if request.method == "POST" and form.is_valid() and form.said(title.authority, title.title, request.user):
        messages.success(request, f"{title} means {form.cleaned_data['job_role']}.")
        return redirect("job_title", title.pk)
    context = {
        "form": form,
        "title": title,
        "meanings": meanings,
        "suggestions": suggestions,
        "today": today,
        "revisions": title_queries.history_of(title),
        "person_token": kept.token(request.user),
    }
    return render(request, "placements/job_title.html", context)


def beginning(title, suggestions, today):
    """What the form of a title that has no role yet begins with: what most others say, from its first placement on."""
    role = {"job_role": suggestions[0].role.pk} if suggestions else {}
    return role | {"since": title_queries.first_used_on(title) or today}
