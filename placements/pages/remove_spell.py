"""Take away a spell of experience: what it says, and whether that is meant."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from authorities.access import permitted
from placements import actions, queries
from placements.models import Spell


@require_http_methods(["GET", "POST"])
@permitted("placements.record")
def remove_spell(request, worker_id, spell_id):
    workers = queries.own_workers(request.user).filter(pk=worker_id)
    spell = get_object_or_404(
        Spell.objects.for_user(request.user).select_related("worker__authority"), pk=spell_id, worker__in=workers
    )
    if request.method == "POST":
        actions.remove_spell(spell=spell, by=request.user)
        messages.success(request, "The experience has been taken away.")
        return redirect("experience", worker_id)
    return render(request, "placements/remove_spell.html", {"spell": spell})
