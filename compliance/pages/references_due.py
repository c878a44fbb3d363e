"""References due: those asked for that have not come, and what is still to be given or got, with each day."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from authorities import clock
from authorities.access import permitted
from compliance.models import DueItem
from placements.queries import own_placements, references_waited_for

OF_REFERENCES = ("references", "standard_references", "reference_given")
# What to do, and the page that does it.
WHAT = {
    "references": ("Get the references", "references"),
    "standard_references": ("Get the standard reference and quality record", "placement_checks"),
    "reference_given": ("Give your own reference", "references"),
}


@require_safe
@permitted("placements.record")
def references_due(request):
    today, person = clock.today(), request.user
    due = DueItem.objects.for_user(person).filter(rule__in=OF_REFERENCES, placement__in=own_placements(person))
    due = due.select_related("placement__worker", "placement__authority").order_by("due_on", "pk")
    context = {
        "waiting": references_waited_for(person, today),
        "due": [(each, *_to_do(each), each.sentence_and_remedy()[0]) for each in due],
        "today": today,
        "now": timezone.now(),
    }
    return render(request, "compliance/references_due.html", context)


def _to_do(item):
    what, page = WHAT[item.rule]
    return what, reverse(page, args=[item.placement_id])
