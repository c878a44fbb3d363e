"""Take away a spell of experience: what it says, and whether that is meant."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from authorities.access import permitted
from authorities.people import Appointment
from placements import actions
from placements.models import Spell


@require_http_methods(["GET", "POST"])
@permitted("placements.record")
def remove_spell(request, worker_id, spell_id):
    own = Spell.objects.for_user(request.user, Appointment.Role.HR_OFFICER).select_related("worker__authority")
    spell = get_object_or_404(own, pk=spell_id, worker=worker_id)
    if request.method == "POST":
        actions.remove_spell(spell=spell, by=request.user)
        messages.success(request, "The experience has been taken away.")
        return redirect("experience", worker_id)
    return render(request, "placements/remove_spell.html", {"spell": spell})
