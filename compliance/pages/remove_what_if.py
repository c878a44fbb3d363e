"""Delete a what-if of one's own: which, and whether that is meant."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from authorities.access import permitted
from compliance import actions
from compliance.models import WhatIf


@require_http_methods(["GET", "POST"])
@permitted("compliance.what_if")
def remove_what_if(request, what_if_id):
    what_if = get_object_or_404(WhatIf.objects.for_user(request.user).filter(by=request.user), pk=what_if_id)
    if request.method == "POST":
        actions.forget_what_if(what_if=what_if, by=request.user)
        messages.success(request, "The what-if has been deleted.")
        return redirect("what_if")
    return render(request, "compliance/remove_what_if.html", {"what_if": what_if})
