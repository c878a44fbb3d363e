"""Leavers: which months have been sent, by whom; and sending a month, or saying that nobody left in it."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import dateformat
from django.views.decorators.http import require_http_methods

from authorities import clock
from authorities.access import permitted
from authorities.forms import ChoiceField, PortalForm
from authorities.people import Appointment
from authorities.refusal import Refused
from placements import queries
from placements.imports import leavers as leavers_files
from placements.imports import table
from placements.imports.intake import Intake, import_rows

NOBODY = b"swe_number,left_on,role"


class LeaversForm(PortalForm):
    """A month of one's own authority: its file, or that there were none."""

    authority = forms.ChoiceField(label="Authority")
    month = forms.ChoiceField(label="Month")
    nil = ChoiceField(
        label="What happened in this month?",
        choices=[("no", "People left: I have a file"), ("yes", "Nobody left a post")],
        error_messages={"required": "Select what happened in this month"},
    )
    file = forms.FileField(
        label="File of leavers",
        required=False,
        allow_empty_file=True,
        help_text="CSV or Excel (XLSX), with the columns swe_number, left_on and role",
    )

    def __init__(self, *args, own, months, **kwargs):
        super().__init__(*args, **kwargs)
        self.own = {authority.ons_code: authority for authority in own}
        self.months = {f"{month:%Y-%m}": month for month in months}
        self.fields["authority"].choices = [(code, authority.name) for code, authority in self.own.items()]
        self.fields["month"].choices = [(code, in_words(month)) for code, month in self.months.items()]
        self.fields["file"].quietly_optional = True
        if len(self.own) == 1:
            del self.fields["authority"]

    def clean_file(self):
        """The file, where it is not too large to be read whole and its name says what its content is."""
        file = self.cleaned_data["file"]
        if file and file.size > table.MOST_BYTES:
            raise forms.ValidationError("The selected file must be 20 MB or smaller. Split it into smaller files")
        if file and not table.is_what_its_name_says(file.name, file.read(4)):
            raise forms.ValidationError("The selected file must be a CSV or an XLSX, and be named so")
        return file

    def clean(self):
        typed = super().clean()
        if typed.get("nil") == "no" and not typed.get("file") and "file" not in self.errors:
            self.add_error("file", "Select the file of leavers")
        return typed

    def intake(self, *, by, today):
        """What was sent, as the import takes it."""
        file = self.cleaned_data["file"] if self.cleaned_data["nil"] == "no" else None
        intake = Intake(
            kind=leavers_files.KIND,
            authority=self.own[self.cleaned_data.get("authority") or next(iter(self.own))],
            by=by,
            today=today,
            file_name=file.name if file else "",
            options={"month": self.months[self.cleaned_data["month"]]},
        )
        return intake, whole(file) if file else NOBODY


def whole(file):
    file.seek(0)
    return file.read()


@require_http_methods(["GET", "POST"])
@permitted("placements.read_leavers")
def leavers(request):
    today = clock.today()
    months = queries.months_before(today, 12)
    own = request.user.authorities_as(Appointment.Role.HR_OFFICER)
    form = LeaversForm(request.POST or None, request.FILES or None, own=own, months=months) if own else None
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid() and (page := send(request, form, today)):
            return redirect(page)
    shown = months[:6]
    context = {
        "form": form,
        "months": shown,
        "rows": queries.leavers_sent(request.user, shown),
        "month": shown[0],
        "missing": [one.label for one in queries.leavers_missing(request.user, shown[0])],
    }
    return render(request, "placements/leavers.html", context)


def send(request, form, today):
    """Take in what was sent and say what became of it; the page to go to, or None where it was refused."""
    intake, content = form.intake(by=request.user, today=today)
    try:
        if content != NOBODY:
            _refuse_without(intake.options["month"], content)
        told = import_rows(content=content, intake=intake)
    except Refused as refused:
        form.add_error("file" if refused.field != "month" else "month", str(refused))
        return None
    month = in_words(intake.options["month"])
    if told["parked"]:
        rows = "1 row was" if told["parked"] == 1 else f"{told['parked']:,} rows were"
        messages.warning(request, f"{rows} not taken in, so {month} does not count as sent yet.")
        return "parked_rows"
    people = (
        "no leavers" if not intake.fates else "1 leaver" if len(intake.fates) == 1 else f"{len(intake.fates):,} leavers"
    )
    messages.success(request, f"{month} has been received, with {people}.")
    return "leavers"


def _refuse_without(month, content):
    """A month said to have leavers, whose file holds none of them, was not sent: the wrong file or the wrong month."""
    told = leavers_files.months_told(content)
    if not {month, None} & told:
        raise Refused(
            f"The file has nobody who left in {in_words(month)}.",
            "Check the month and the file. If nobody left, choose “Nobody left a post”.",
            "file",
        )


def in_words(month):
    """March 2026."""
    return dateformat.format(month, "F Y")
