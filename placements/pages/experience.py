"""Experience: where one worker has worked, spell by spell, and adding a spell."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from authorities import clock, downloads, kept
from authorities.access import permitted
from authorities.downloads import Column, Listing
from authorities.forms import ChoiceField, DateField
from authorities.wording import known_or_not
from placements import actions, checks, queries
from placements.forms import KnownField, RecordingForm
from placements.models import Spell

COLUMNS = (
    Column("Work", lambda spell: spell.get_setting_display()),
    Column("Employer", lambda spell: spell.employer),
    Column("First day", lambda spell: spell.from_on),
    Column("Last day", lambda spell: spell.until_on),
    Column("Registered", lambda spell: known_or_not(spell.registered)),
)


class SpellForm(RecordingForm):
    """One spell of work."""

    setting = ChoiceField(
        label="What kind of work was it?",
        help_text="Only work as an employee of an English local authority, in children’s social work, counts. The "
        "assessed and supported first year (ASYE) is part of it. Agency work does not count: record it only if it "
        "helps others to follow the worker’s history.",
        choices=Spell.Setting.choices,
    )
    employer = forms.CharField(
        label="Employer", help_text="The council, trust or agency", required=False, max_length=200
    )
    from_on = DateField(label="First day", help_text="The first day of employment", earliest=checks.EARLIEST_EXPERIENCE)
    until_on = DateField(
        label="Last day",
        help_text="Leave this empty if the worker is still there. Maternity and other statutory leave counts: do not "
        "split the spell for it.",
        required=False,
        earliest=checks.EARLIEST_EXPERIENCE,
    )
    registered = KnownField(
        label="Was the worker registered as a social worker all that time?",
        help_text="Only time while registered counts. If registration began later, give the day it began as the first "
        "day.",
    )

    nouns = {
        "setting": "what kind of work it was",
        "from_on": "first day",
        "until_on": "last day",
        "registered": "whether the worker was registered",
    }

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["from_on"].latest = today
        self.fields["until_on"].latest = checks.latest_day(today)

    def clean(self):
        typed = super().clean()
        first, last = typed.get("from_on"), typed.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", "Last day must be on or after the first day")
        return typed


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("placements.record")
def experience(request, worker_id):
    worker = get_object_or_404(queries.own_workers(request.user).select_related("authority"), pk=worker_id)
    spells = worker.spells.order_by("-from_on", "-pk")
    if downloads.asked_for(request):
        of = {"about": "placements_worker", "about_id": str(worker.pk)}
        return downloads.answered(
            request, Listing("experience", "Experience of a worker", columns=COLUMNS, rows=spells, **of)
        )
    typed = request.POST if request.method == "POST" else kept.restored(request)
    form = SpellForm(typed, today=clock.today())
    if (
        request.method == "POST"
        and form.is_valid()
        and form.recorded(actions.record_spell, worker=worker, by=request.user)
    ):
        messages.success(request, "The experience has been saved.")
        return redirect("experience", worker.pk)
    context = {
        "form": form,
        "worker": worker,
        "spells": spells,
        "placements": queries.own_placements(request.user).filter(worker=worker).order_by("-started_on", "-pk"),
        "person_token": kept.token(request.user),
    }
    return render(request, "placements/experience.html", context)
