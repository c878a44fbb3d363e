"""One batch: its numbers to paste into the register’s search, and the register’s file to send back."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from authorities import clock, downloads
from authorities.access import permitted
from authorities.downloads import Column, Listing
from authorities.forms import DateField, PortalForm
from authorities.log import note
from authorities.refusal import Refused
from placements import actions, checks
from placements import register as of_register
from placements.imports import meaning, table
from placements.imports import register as register_file

from .register import TABLE, status_in_words

COLUMNS = {
    "swe_number": "Registration number",
    "status": "Status",
    "conditions": "Conditions",
    "renews_on": "Registered until",
}
MOST_SHOWN = 20
OF_BATCH = (
    Column("Registration number", lambda check: check.worker.swe_number),
    Column("Worker", lambda check: check.worker.name),
    Column("Asked on", lambda check: check.asked_on),
    Column("Status", status_in_words),
    Column("Conditions", lambda check: check.conditions),
    Column("Registered until", lambda check: check.renews_on),
    Column("Checked", lambda check: check.checked_on),
)


class RegisterFileForm(PortalForm):
    """The register's file, the day on which it was downloaded, and what it calls its columns."""

    file = forms.FileField(
        label="The file from the register", help_text="CSV, as the register gives it, or Excel (XLSX)"
    )
    checked_on = DateField(
        label="When did you download it?", help_text="The answers are kept with this day", earliest=checks.EARLIEST_DAY
    )
    nouns = {"file": "the file from the register", "checked_on": "day of the download"}

    def __init__(self, *args, today, names, **kwargs):
        remembered = {f"column_{column}": name for column, name in names.items()}
        super().__init__(*args, initial={"checked_on": today} | remembered, **kwargs)
        self.fields["checked_on"].latest = today
        for name, label in COLUMNS.items():
            self.fields[f"column_{name}"] = field = forms.CharField(label=label, required=False, max_length=100)
            field.quietly_optional, field.template_name = True, "components/forms/field.html"
            field.widget.attrs["class"] = "govuk-input"

    def clean_file(self):
        """The file, where it is not too large to be read whole and its name says what its content is."""
        file = self.cleaned_data["file"]
        if file.size > table.MOST_BYTES:
            raise forms.ValidationError("The selected file must be 20 MB or smaller")
        if not table.is_what_its_name_says(file.name, file.read(4)):
            raise forms.ValidationError("The selected file must be a CSV or an XLSX, and be named so")
        file.seek(0)
        return file

    @property
    def named(self):
        """What the file calls each column, where it was said."""
        return {name: self.cleaned_data.get(f"column_{name}", "") for name in COLUMNS}

    def asked(self):
        """The questions that are always asked."""
        return [self["file"], self["checked_on"]]

    def about_columns(self):
        """The questions about names of columns."""
        return [self[f"column_{name}"] for name in COLUMNS]


@require_http_methods(["GET", "POST"])
@permitted("placements.record")
def register_batch(request, batch_id):
    today = clock.today()
    one = of_register.checks_of(request.user).filter(batch=batch_id).select_related("worker__authority").first()
    if one is None:
        raise Http404
    authority = one.worker.authority
    if request.method == "POST" and "drop" in request.POST:
        actions.drop_batch(batch=batch_id, by=request.user)
        messages.success(request, "The batch has been taken away.")
        return redirect("register")
    kept = of_register.checks_of(request.user).filter(batch=batch_id).select_related("worker__authority")
    if downloads.asked_for(request):
        rows = kept.order_by("worker__swe_number")
        title = "Batch for the public register"
        return downloads.answered(
            request, Listing("register-batch", title, TABLE, OF_BATCH, rows, about_id=str(batch_id))
        )
    sent = request.method == "POST"
    names = meaning.names_of_register(authority)
    form = RegisterFileForm(*([request.POST, request.FILES] if sent else []), today=today, names=names)
    problems = []
    if sent and form.is_valid():
        problems = _take_in(request, batch_id, authority, form, today)
        if problems == []:
            return redirect("register")
    note(kind="look_up", by=request.user, about=("placements_registercheck", ""))
    every = list(kept.order_by("worker__swe_number"))
    context = {
        "form": form,
        "remembers": bool(names),
        "checks": every,
        "waiting": [each for each in every if each.found is None],
        "numbers": ", ".join(each.worker.swe_number for each in every if each.found is None),
        "problems": [(COLUMNS.get(each.column, ""), each) for each in (problems or [])[:MOST_SHOWN]],
        "more": max(0, len(problems or []) - MOST_SHOWN),
        "today": today,
    }
    return render(request, "placements/register_batch.html", context)


def _take_in(request, batch, authority, form, today):
    """Write down what the file says; the rows that could not be taken, or None where the whole file was refused."""
    file = form.cleaned_data["file"]
    try:
        read = register_file.read(file.read(), today=today, named=form.named)
        answered = actions.answer_register(
            batch=batch,
            read=read,
            checked_on=form.cleaned_data["checked_on"],
            file_name=file.name,
            by=request.user,
            today=today,
        )
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else "file", str(refused))
        return None
    meaning.remember_register(authority=authority, named=form.named, by=request.user)
    messages.success(request, in_words(answered))
    unread = [name for column, name in COLUMNS.items() if column not in read.columns]
    if unread:
        messages.warning(request, f"The file has no column that we know for: {', '.join(unread).lower()}.")
    return read.problems


def in_words(answered):
    """What became of a file, in a sentence or two."""
    said = f"Found on the register: {answered.found}. Not found: {answered.not_found}."
    if answered.waiting:
        said += f" Still waiting: {answered.waiting}."
    if answered.others:
        said += f" Rows about anybody else, which were not kept: {answered.others}."
    return said
