"""One row that waits: what is wrong with each of its cells, to be put right or discarded here."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from authorities import clock, kept
from authorities.access import permitted
from authorities.forms import PortalForm
from authorities.log import note
from authorities.refusal import Refused
from placements import queries, waiting_rows
from placements.imports import meaning
from placements.imports.kinds import KINDS
from placements.imports.table import MOST_CHARACTERS

LONG = 60


class RowForm(PortalForm):
    """The cells of a row, each as it was sent; whether they are right, the import says."""

    def __init__(self, *args, row, problems=(), **kwargs):
        super().__init__(*args, **kwargs)
        fields = KINDS[row.run.kind].row.model_fields
        wrong = {column for column, _, _ in problems}
        self.asked = [name for name, field in fields.items() if name in row.row or name in wrong or field.is_required()]
        for name in [*self.asked, *(name for name in fields if name not in self.asked)]:
            text = row.row.get(name, "")
            self.fields[name] = forms.CharField(
                label=meaning.in_words(name),
                help_text=fields[name].description,
                required=False,
                initial=text,
                max_length=MOST_CHARACTERS,
                widget=forms.Textarea({"rows": 3}) if len(text) > LONG else forms.TextInput({"autocomplete": "off"}),
            )
            self.fields[name].quietly_optional = True
        self.dress_fields()

    def show(self, problems):
        """Say what is wrong at each cell."""
        self.is_valid()
        for column, reason, remedy in problems:
            self.add_error(column if column in self.fields else None, f"{reason} {remedy}".strip())

    def shown(self):
        return [self[name] for name in self.asked]

    def left_empty(self):
        return [self[name] for name in self.fields if name not in self.asked]


class DiscardForm(PortalForm):
    """Why a row is not to be taken in."""

    because = forms.CharField(
        label="Why is it not to be taken in?",
        max_length=200,
        help_text="For example, sent twice under two references. Leave out anything about health or conduct",
    )
    nouns = {"because": "why it is not to be taken in"}


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("placements.record")
def parked_row(request, row_id):
    row = own_row(request, row_id)
    typed = request.POST if request.method == "POST" else kept.restored(request)
    problems, form = waiting_rows.problems_of(row, today=clock.today()), None
    if waiting_rows.can_be_corrected(row):
        if request.method == "POST":
            form = RowForm(request.POST, row=row)
            if form.is_valid():
                problems = corrected(request, row, form)
                if not problems:
                    return redirect("parked_rows")
        form = RowForm(typed or row.row, row=row, problems=problems)
        form.show(problems)
    return _page(request, row, form, DiscardForm(prefix="discard"))


def corrected(request, row, form):
    """Send the row as it was typed; what is still wrong with it."""
    try:
        problems = waiting_rows.put_right(row=row, cells=form.cleaned_data, by=request.user, today=clock.today())
    except Refused as refused:
        messages.info(request, str(refused))
        return ()
    if not problems:
        messages.success(request, f"Row {row.row_number} of {row.run.file_name or row.run.kind} has been taken in.")
    return problems


@require_POST
@permitted("placements.record")
def discard_row(request, row_id):
    row = own_row(request, row_id)
    form = DiscardForm(request.POST, prefix="discard")
    if not form.is_valid():
        return _page(request, row, None, form)
    try:
        waiting_rows.discard(row=row, because=form.cleaned_data["because"], by=request.user, today=clock.today())
        messages.success(request, f"Row {row.row_number} of {row.run.file_name or row.run.kind} has been discarded.")
    except Refused as refused:
        messages.info(request, str(refused))
    return redirect("parked_rows")


def own_row(request, row_id):
    """The row, where this person logs for its authority and it waits; 404 otherwise."""
    row = queries.parked_rows(request.user).filter(pk=row_id).first()
    if row is None:
        raise Http404
    return row


def _page(request, row, form, discarding):
    # The row holds a name and a number as they were sent.
    note(kind="look_up", by=request.user, about=("placements_parkedrow", str(row.pk)))
    context = {"row": row, "form": form, "discarding": discarding, "person_token": kept.token(request.user)}
    context["page_has_errors"] = discarding.is_bound
    return render(request, "placements/parked_row.html", context)
