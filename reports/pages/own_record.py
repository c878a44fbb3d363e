"""A worker's own record, through a one-time link: what is held, who asked, and asking for a correction. No sign-in."""

from functools import wraps

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from authorities import clock
from authorities.forms import PortalForm, SweNumberField
from authorities.log.reads import keep
from authorities.refusal import Refused
from authorities.wall.standing import standing_within
from placements import actions, rights
from reports.subject_access.gathered import everything_about
from reports.subject_access.shown import tables

VISIT = "own_record"
MOST_ROWS = 100


class NumberForm(PortalForm):
    """The second thing that the worker knows, beside the link."""

    swe_number = SweNumberField(label="Your Social Work England registration number")


class CorrectionForm(PortalForm):
    """What is wrong."""

    text = forms.CharField(
        label="What is wrong, and what is right?",
        help_text="Use 2,000 characters or fewer. Leave out your health and other people.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    nouns = {"text": "what is wrong"}


def secret(view):
    """The address, with its token, is told to nobody; no search engine lists the page; no browser keeps any page."""

    @wraps(view)
    def answering(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        # With no-referrer a browser would not even say that a form comes from here, and the form would be refused.
        response.headers["Referrer-Policy"] = "strict-origin"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answering


@secret
@require_http_methods(["GET", "POST"])
def open_own_record(request, token):
    """Ask for the number; opening the address alone uses nothing up, for mail programs look at links."""
    link = rights.link_presented(token)
    if link is None:
        return _over(request, 404)
    form = NumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with standing_within(link.authority_id):
            visit = actions.open_record_link(token=token, swe_number=form.cleaned_data["swe_number"])
        if visit:
            request.session.cycle_key()
            request.session[VISIT] = visit
            return redirect("own_record")
        if rights.link_presented(token) is None:
            return _over(request, 404)
        form.add_error("swe_number", "This number does not go with the link. Check it and try again")
    return render(request, "reports/open_own_record.html", {"form": form, "most": rights.MOST_WRONG_NUMBERS})


@secret
@require_http_methods(["GET", "POST"])
def own_record(request):
    link = rights.visit_presented(request.session.get(VISIT))
    if link is None:
        request.session.pop(VISIT, None)
        return _over(request, 404)
    # Nobody has signed in: the database is asked for the one authority that made the link.
    with standing_within(link.authority_id):
        keep(request, authority=link.authority_id, ids=f"link={link.pk}")
        return _own(request, link.worker)


@secret
@require_POST
def close_own_record(request):
    """End the visit; the page cannot be read again without a new link."""
    visit = request.session.pop(VISIT, "")
    link = rights.visit_presented(visit)
    if link is not None:
        with standing_within(link.authority_id):
            actions.close_visit(secret=visit)
    return render(request, "reports/own_record_closed.html")


def _own(request, worker):
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _asked(form, worker):
        messages.success(request, f"Your request has been sent to {worker.authority}.")
        return redirect("own_record")
    held = everything_about(worker, on=clock.today(), for_worker=True)
    context = {
        "worker": worker,
        "held": held,
        **tables(held, plain=True, most=MOST_ROWS),
        "form": form,
        "minutes": int(rights.VISIT_LASTS.total_seconds() // 60),
    }
    return render(request, "reports/own_record.html", context)


def _asked(form, worker):
    try:
        actions.ask_for_correction(worker=worker, text=form.cleaned_data["text"])
    except Refused as refused:
        form.add_error("text", str(refused))
        return False
    return True


def _over(request, status):
    """The same words for a link that was used, has run out, is locked or never was."""
    return render(request, "reports/own_record_over.html", status=status)
