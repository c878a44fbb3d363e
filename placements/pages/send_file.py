"""Send a file of placements or hours: which kind, from which supplier; and the files that were sent lately."""

from django import forms
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from authorities import clock, downloads
from authorities.access import permitted
from authorities.downloads import Column, Listing
from authorities.forms import ChoiceField, PortalForm
from authorities.models import Supplier
from authorities.people import Appointment
from authorities.refusal import Refused
from placements import queries, uploads
from placements.imports import table
from placements.models import ImportRun, Upload

Kind = ImportRun.Kind
SHOWN = 20
COLOURS = {
    "columns": "yellow",
    "checking": "blue",
    "checked": "yellow",
    "taking": "blue",
    "taken": "green",
    "refused": "red",
}
STATES = {
    "columns": "Say what its columns are",
    "checking": "Being checked",
    "checked": "Checked, not taken in",
    "taking": "Being taken in",
    "taken": "Taken in",
    "refused": "Refused",
}
COLUMNS = (
    Column("File", lambda one: one.file_name),
    Column("Supplier", lambda one: str(one.supplier or "")),
    Column("Authority", lambda one: str(one.authority)),
    Column("What is in it", lambda one: one.get_kind_display()),
    Column("Rows", lambda one: one.lines),
    Column("Sent", lambda one: one.at),
    Column("Sent by", lambda one: str(one.by or "")),
    Column("How far it is", lambda one: STATES[one.state]),
)


class SendFileForm(PortalForm):
    """A file, what is in it, and whose it is."""

    authority = forms.ChoiceField(label="Authority")
    kind = ChoiceField(
        label="What is in the file?",
        choices=[
            (Kind.PLACEMENTS.value, "Placements: one row for each, with its worker, job and rate"),
            (Kind.HOURS.value, "Hours: one row for each week of a placement"),
        ],
        error_messages={"required": "Select what is in the file"},
    )
    supplier = forms.ModelChoiceField(
        Supplier.objects.order_by("name"),
        label="Supplier",
        required=False,
        empty_label="The file names the supplier in each row",
        help_text="Whoever sent you the file. We remember how this supplier names its columns",
    )
    file = forms.FileField(
        label="File",
        allow_empty_file=True,
        help_text="CSV or Excel (.xlsx), up to 20 MB and 200,000 rows. Values only: no formulas, macros or passwords",
    )

    nouns = {"file": "the file", "supplier": "a supplier"}

    def __init__(self, *args, own, **kwargs):
        super().__init__(*args, **kwargs)
        self.own = {authority.ons_code: authority for authority in own}
        self.fields["authority"].choices = [(code, authority.name) for code, authority in self.own.items()]
        self.fields["supplier"].quietly_optional = True
        if len(self.own) == 1:
            del self.fields["authority"]

    def clean_file(self):
        """The file, where its name says what its content is and it is not too large to be read whole."""
        file = self.cleaned_data["file"]
        try:
            table.refuse_by_name(file.name, file.read(8), file.size)
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from None
        return file

    def received(self, by):
        """The file, kept; raises Refused where it cannot be read."""
        file = self.cleaned_data["file"]
        file.seek(0)
        return uploads.receive(
            kind=self.cleaned_data["kind"],
            authority=self.own[self.cleaned_data.get("authority") or next(iter(self.own))],
            supplier=self.cleaned_data["supplier"],
            name=file.name,
            content=file.read(),
            by=by,
        )


@require_http_methods(["GET", "POST"])
@permitted("placements.record")
def send_file(request):
    own = request.user.authorities_as(Appointment.Role.HR_OFFICER)
    form = SendFileForm(request.POST or None, request.FILES or None, own=own)
    if request.method == "POST" and form.is_valid():
        try:
            return on_with(form.received(request.user), request.user)
        except Refused as refused:
            form.add_error("file", str(refused))
    every = queries.own_uploads(request.user).defer("body", "told")
    if downloads.asked_for(request):
        listing = Listing("files-sent", "Files sent in the last 7 days", "placements_upload", COLUMNS, every)
        return downloads.answered(request, listing)
    page = Paginator(every, SHOWN).get_page(request.GET.get("page"))
    sent = [(one, STATES[one.state], COLOURS[one.state]) for one in page]
    context = {"form": form, "page": page, "sent": sent, "several": len(own) > 1}
    return render(request, "placements/send_file.html", context)


def on_with(upload, by):
    """To the question what its columns are; past it, where that is known."""
    if uploads.is_understood(upload):
        uploads.begin(upload, state=Upload.State.CHECKING, today=clock.today(), by=by)
        return redirect("sent_file", upload.pk)
    return redirect("file_columns", upload.pk)


def own_upload(request, upload_id):
    """The file, where this person logs for its authority; 404 otherwise."""
    found = queries.own_uploads(request.user).filter(pk=upload_id).first()
    if found is None:
        raise Http404
    return found
