"""One saved filter: another name, the list opening with it, or forgetting it."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from authorities import actions
from authorities.access import permitted
from authorities.forms import PortalForm
from authorities.refusal import Refused


class SavedFilterForm(PortalForm):
    """Its name, and whether the list opens with it."""

    name = forms.CharField(label="Name of the filter", max_length=60, help_text="Do not use the name of a worker")
    first = forms.BooleanField(label="Open the list with this filter", required=False)

    nouns = {"name": "a name for the filter"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["first"].quietly_optional = True


@require_http_methods(["GET", "POST"])
@permitted("authorities.save_filters")
def saved_filter(request, filter_id):
    saved = get_object_or_404(request.user.saved_filters, pk=filter_id)
    if request.method == "POST" and "delete" in request.POST:
        actions.delete_filter(saved=saved, by=request.user)
        messages.success(request, f"The filter “{saved}” has been deleted.")
        return redirect("saved_filters")
    called = str(saved)
    form = SavedFilterForm(request.POST or None, initial={"name": saved.name, "first": saved.first})
    if form.is_valid() and amended(form, saved, by=request.user):
        messages.success(request, f"The filter “{saved}” has been saved.")
        return redirect("saved_filters")
    return render(request, "authorities/saved_filter.html", {"form": form, "saved": saved, "called": called})


def amended(form, saved, *, by):
    """Store the change; False where it was refused."""
    try:
        actions.amend_filter(saved=saved, by=by, **form.cleaned_data)
    except Refused as refused:
        form.add_error("name", str(refused))
        return False
    return True
