"""One leaver whom one's own authority has sent: put right what was sent wrongly, and everything said before."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from authorities import clock, jobs, kept
from authorities.access import permitted
from placements import actions, leaver_history, leaver_queries
from placements.actions.amending_leavers import CHANGED, as_it_stands
from placements.forms import RecordingForm
from placements.imports.names import Names

from .type_leavers import LeaverForm


class AmendForm(LeaverForm, RecordingForm):
    """What is on record of a leaver, to be put right; `seen` says what stood there when the page was drawn."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("placements.record")
def leaver(request, post_id):
    post = get_object_or_404(leaver_queries.own_leavers(request.user), pk=post_id)
    typed = request.POST if request.method == "POST" else kept.restored(request)
    form = AmendForm(typed, initial=stored(post), today=clock.today())
    if request.method == "POST" and form.is_valid() and amended(form, post, request.user):
        messages.success(request, "The leaver has been put right. Placements everywhere are judged again now.")
        left_on = form.cleaned_data["left_on"]
        return redirect("leavers_of_month", left_on.year, left_on.month)
    context = {
        "form": form,
        "post": post,
        "revisions": leaver_history.history_of(post),
        "person_token": kept.token(request.user),
    }
    return render(request, "placements/leaver.html", context)


def stored(post):
    """What the fields hold at first."""
    return {
        "swe_number": post.worker.swe_number,
        "left_on": post.left_on,
        "role": post.role_text or (post.job_role.name if post.job_role else ""),
        "contract": post.contract,
        "reason": post.reason,
        "seen": as_it_stands(post),
    }


def amended(form, post, person):
    """Whether what was typed is stored now; then live placements are judged anew."""
    typed = form.cleaned_data
    role = Names(post.worker.authority).role_or_none(typed["role"], typed["left_on"])
    taken = form.recorded(actions.amend_leaver, post=post, job_role=role, by=person)
    if taken:
        jobs.hurry("assess_stale")
    elif str(CHANGED()) in form.non_field_errors():
        # Now that the other's change has been seen, what is sent next may be written over it.
        now = leaver_queries.own_leavers(person).get(pk=post.pk)
        form.data = form.data.copy()
        form.data["seen"] = as_it_stands(now)
    return taken
