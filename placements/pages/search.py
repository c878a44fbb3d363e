"""Search: workers and placements by number, name or supplier's reference. What is sought stands in no address."""

import secrets

import django_tables2 as tables
from django import forms
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods
from django_tables2 import RequestConfig

from authorities import downloads
from authorities.access import permitted
from authorities.downloads import Column
from authorities.forms import PortalForm
from authorities.log import note
from authorities.models import Authority
from authorities.sharing import reach_of
from authorities.tables import DayColumn, NumberColumn, PortalTable
from placements import search as reads

# The last few searches of a session are kept under keys that say nothing: addresses stand in histories and logs.
KEPT, MOST_KEPT = "sought", 10


class SearchForm(PortalForm):
    """One box; for those who read a whole region, in which of its authorities as well."""

    authority = forms.ModelChoiceField(
        Authority.objects.none(),
        label="Authority",
        help_text="Whose records to search. They are searched one authority at a time",
        empty_label="Choose an authority",
    )
    sought = forms.CharField(
        label="Registration number, name or reference",
        max_length=200,
        help_text="For example, SW 12 34 56 or part of a name. Capitals, spaces and accents do not matter",
    )

    nouns = {"authority": "an authority", "sought": "a registration number, a name or a reference"}

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        if reads.chooses(person):
            self.fields["authority"].queryset = reads.authorities_of(person)
        else:
            del self.fields["authority"]

    def clean_sought(self):
        typed = self.cleaned_data["sought"]
        if sum(map(len, next(iter(reads.ways_of_reading(typed)), ()))) < 2:
            raise forms.ValidationError("Enter at least 2 letters or digits")
        return typed


class WorkerTable(PortalTable):
    """A worker of one authority a row."""

    name = tables.Column(verbose_name="Worker", empty_values=())
    swe_number = tables.Column(verbose_name="Registration number")
    authority = tables.Column(verbose_name="Authority", order_by="authority__name")
    times = NumberColumn(verbose_name="Placements")

    row_header = True

    class Meta(PortalTable.Meta):
        order_by = ("name", "swe_number")

    def in_file(self):
        return (
            Column("Worker", lambda one: one.name),
            Column("Registration number", lambda one: one.swe_number),
            Column("Authority", lambda one: str(one.authority)),
            Column("Placements", lambda one: one.times),
        )

    def render_name(self, record):
        url = reverse("worker", args=[record.pk])
        return format_html('<a class="govuk-link" href="{}">{}</a>', url, record.name or "Name not known")


class FoundPlacementTable(PortalTable):
    """A placement a row."""

    reference = tables.Column(verbose_name="Reference", linkify=lambda record: reverse("placement", args=[record.pk]))
    worker = tables.Column(verbose_name="Worker", order_by=("worker__name", "worker__swe_number"))
    authority = tables.Column(verbose_name="Authority", order_by="authority__name")
    started_on = DayColumn(verbose_name="Start")
    ended_on = DayColumn(verbose_name="Last day worked", default="Not ended")

    row_header = True

    class Meta(PortalTable.Meta):
        order_by = ("-started_on", "reference")

    def in_file(self):
        return (
            Column("Reference", lambda one: one.reference),
            Column("Worker", lambda one: one.worker.name),
            Column("Registration number", lambda one: one.worker.swe_number),
            Column("Authority", lambda one: str(one.authority)),
            Column("Start", lambda one: one.started_on),
            Column("Last day worked", lambda one: one.ended_on),
        )

    def render_worker(self, value):
        name = value.name or "Name not known"
        return format_html('{}<span class="mou-second-line">{}</span>', name, value.swe_number)


@require_http_methods(["GET", "POST"])
@permitted("placements.search")
def search(request):
    if request.method == "POST":
        form = SearchForm(request.POST, person=request.user)
        return redirect(f"{reverse('search')}?of={keep(request, form)}") if form.is_valid() else shown(request, form)
    key = request.GET.get("of", "")
    asked = dict(request.session.get(KEPT, ())).get(key)
    if asked is None:
        return shown(request, SearchForm(person=request.user), gone=bool(key))
    matching = found(request, **asked)
    for which, table in zip(("workers", "placements"), matching["tables"], strict=True):
        if downloads.asked_for(request, which):
            return downloads.answered(request, in_file(table, which, cut=matching["cut"]))
    note(kind="look_up", by=request.user, about=("placements_searchtext", ""))
    return shown(request, SearchForm(initial=asked, person=request.user), **matching)


def in_file(table, which, *, cut):
    """What was found, as a file. What was sought may be a name: it stands in neither the log nor the file."""
    chosen = ("what matches a search", *(["some of it: too much matched"] if cut else []))
    title = f"{which.capitalize()} found"
    return downloads.listed(table, name=f"found-{which}", title=title, about="placements_searchtext", chosen=chosen)


def keep(request, form):
    """Put what is sought into the session; returns the key under which it is found again."""
    key = secrets.token_urlsafe(6)
    kept = request.session.get(KEPT, [])
    authority = form.cleaned_data.get("authority")
    asked = {"sought": form.cleaned_data["sought"], "authority": authority and authority.pk}
    request.session[KEPT] = [*kept, (key, asked)][-MOST_KEPT:]
    return key


def found(request, sought, authority):
    """What matches, as two tables."""
    matching = reads.found(sought, request.user, authority)
    apart = ("authority",) if reach_of(request.user).is_of_one_authority else ()
    workers = WorkerTable(reads.workers_among(matching.workers), prefix="workers-", exclude=apart)
    placements = FoundPlacementTable(reads.placements_among(matching.placements), prefix="placements-", exclude=apart)
    for table, word in ((workers, "worker"), (placements, "placement")):
        RequestConfig(request, paginate={"per_page": 25}).configure(table)
        table.caption = table.counted(word)
    return {"sought": sought, "tables": [workers, placements], "cut": not matching.all, "most": reads.MOST}


def shown(request, form, **context):
    some = any(table.paginator.count for table in context.get("tables", ()))
    return render(request, "placements/search.html", {"form": form, "some": some, "now": timezone.now(), **context})
