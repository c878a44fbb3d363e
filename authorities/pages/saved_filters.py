"""Saved filters: those that a person keeps, and keeping one more from a list."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from authorities import actions
from authorities.access import permitted
from authorities.forms import PortalForm
from authorities.refusal import Refused
from authorities.saved_filters import taken_up


class SaveFilterForm(PortalForm):
    """What to call it. The filter comes along signed, as the list drew it."""

    name = forms.CharField(label="Name of the filter", max_length=60, help_text="Do not use the name of a worker")
    filter = forms.CharField(widget=forms.HiddenInput)

    nouns = {"name": "a name for the filter"}


@require_http_methods(["GET", "POST"])
@permitted("authorities.save_filters")
def saved_filters(request):
    form = SaveFilterForm(request.POST) if request.method == "POST" else None
    if form:
        found = taken_up(request.POST.get("filter", ""))
        if found is None:
            raise Http404
        if form.is_valid() and (saved := kept(form, *found, by=request.user)):
            messages.success(request, f"The filter “{saved}” has been saved.")
            return redirect(saved.url)
    own = list(request.user.saved_filters.all())
    return render(request, "authorities/saved_filters.html", {"form": form, "filters": own})


def kept(form, page, query, *, by):
    """Keep the filter; None where it was refused."""
    try:
        return actions.save_filter(page=page, query=query, name=form.cleaned_data["name"], by=by)
    except Refused as refused:
        form.add_error("name", str(refused))
        return None
