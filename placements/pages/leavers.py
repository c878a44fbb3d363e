"""Leavers: which months have been sent, by whom; and sending a month by paste or file, or saying that nobody left."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from authorities import clock, downloads, kept
from authorities.access import permitted
from authorities.downloads import Column, Listing
from authorities.forms import PortalForm
from authorities.people import Appointment
from authorities.refusal import Refused
from placements import checks, leaver_queries, queries
from placements.imports import months as by_month
from placements.imports import table
from placements.imports.pasted import from_paste

MOST_PASTED = 200_000
MOST_SHOWN = 10
OWN = "own"
OF_OWN = (
    Column("Month", lambda row: by_month.in_words(row[0])),
    Column("Leavers on record", lambda row: row[1] if row[1] or row[2] else "Not known"),
    Column("Received", lambda row: max((each.received_at for each in row[2]), default=None)),
)
ONE_OF_THREE = "Give one of the three: pasted rows, a file, or that nobody left"


class MonthForm(PortalForm):
    """Which month of one's own authority is sent."""

    authority = forms.ChoiceField(label="Authority")
    month = forms.ChoiceField(label="Month", help_text="The month in which they left")

    def __init__(self, *args, own, months, **kwargs):
        super().__init__(*args, **kwargs)
        self.own = {authority.ons_code: authority for authority in own}
        self.months = {f"{month:%Y-%m}": month for month in months}
        self.fields["authority"].choices = [(code, authority.name) for code, authority in self.own.items()]
        self.fields["month"].choices = [(code, by_month.in_words(month)) for code, month in self.months.items()]
        if len(self.own) == 1:
            del self.fields["authority"]

    def intake(self, *, by, today, file_name=""):
        """What the import is told of the month."""
        return by_month.of_leavers(
            authority=self.own[self.cleaned_data.get("authority") or next(iter(self.own))],
            month=self.months[self.cleaned_data["month"]],
            by=by,
            today=today,
            file_name=file_name,
        )


class LeaversForm(MonthForm):
    """A month's leavers: rows pasted from a spreadsheet, a file, or that there were none."""

    rows = forms.CharField(
        label="Paste the rows",
        required=False,
        strip=False,
        max_length=MOST_PASTED,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
        help_text="Copy three columns from your spreadsheet, in any order: registration number, leaving day and role. "
        "The row of column names may come along.",
    )
    file = forms.FileField(
        label="Or choose a file",
        required=False,
        allow_empty_file=True,
        help_text="CSV or Excel (XLSX), with the columns swe_number, left_on and role",
    )
    nil = forms.BooleanField(label="Nobody left a post in this month", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("rows", "file", "nil"):
            self.fields[name].quietly_optional = True
        self.fields["file"].drop_zone = True

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
        given = [bool((typed.get("rows") or "").strip()), typed.get("file") is not None, bool(typed.get("nil"))]
        if not any(given) and not {"rows", "file"} & self.errors.keys():
            self.add_error("rows", "Paste the rows, choose a file, or say that nobody left")
        if sum(given) > 1:
            self.add_error("rows", ONE_OF_THREE)
        return typed

    def sent(self, *, by, today):
        """Take the month in; what became of it. Raises Refused."""
        file, rows = self.cleaned_data["file"], self.cleaned_data["rows"]
        intake = self.intake(by=by, today=today, file_name=file.name if file else "")
        if file:
            file.seek(0)
            return by_month.send_month(content=file.read(), intake=intake, whole=False)
        if self.cleaned_data["nil"]:
            return by_month.send_month(content=by_month.NOBODY, intake=intake, whole=True)
        pasted = from_paste(rows)
        told = by_month.send_month(content=pasted.content, intake=intake, whole=True)
        if told["parked"]:
            self.add_error("rows", list(_row_by_row(told["rows"], pasted)))
        return told


def _row_by_row(refused, pasted):
    """What is wrong in each row, in its column; of very many the first few."""
    for each in refused[:MOST_SHOWN]:
        column = checks.named(each["column"]).lower() if each["column"] else "row"
        yield f"Row {pasted.row(each['row'])}, {column}: {each['reason']} {each['remedy']}"
    if len(refused) > MOST_SHOWN:
        yield f"{len(refused) - MOST_SHOWN:,} more rows cannot be taken in. Put these right and send the rows again"


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("placements.read_leavers")
def leavers(request):
    today = clock.today()
    months = queries.months_before(today, 12)
    if downloads.asked_for(request):
        return downloads.answered(request, months_sent(request.user, months))
    own = request.user.authorities_as(Appointment.Role.HR_OFFICER)
    if own and downloads.asked_for(request, OWN):
        rows = leaver_queries.months_of_own(request.user, months[:6])
        title = "Months of leavers that you have sent"
        return downloads.answered(request, Listing("leavers-own", title, "placements_leaverreturn", OF_OWN, rows))
    typed = request.POST if request.method == "POST" else kept.restored(request)
    form = LeaversForm(typed, request.FILES or None, own=own, months=months) if own else None
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid() and (page := send(request, form, today)):
            return redirect(page)
    return render(request, "placements/leavers.html", {"form": form, **shown(request.user, months[:6], own)})


def shown(person, months, own):
    """What the page shows of these months, the latest first; of those whose leavers this person sends, more."""
    missing = [one.label for one in queries.leavers_missing(person, months[0])]
    counts = leaver_queries.sent_counts(person, months)
    return {
        "months": months,
        "rows": queries.leavers_sent(person, months),
        "counts": counts,
        "month": by_month.in_words(months[0]),
        # A list of names that is shorter than the count would mislead.
        "missing": missing if len(counts) == 1 and counts[0][1][0].of - counts[0][1][0].have == len(missing) else [],
        "own_months": leaver_queries.months_of_own(person, months) if own else [],
        "person_token": kept.token(person),
    }


def months_sent(person, months):
    """What each authority whose name this person sees has sent of these months, as a file."""
    columns = [Column("Authority", lambda row: row[0])]
    for at, month in enumerate(months):
        columns.append(Column(by_month.in_words(month), lambda row, at=at: _sent(row[1][at])))
    rows = queries.leavers_sent(person, months)
    return Listing("leavers-sent", "Months of leavers that were sent", "placements_leaverreturn", tuple(columns), rows)


def _sent(one):
    return "Not sent" if one is None else "Nil" if one.nil else "Sent"


def send(request, form, today):
    """Take in what was sent and say what became of it; the page to go to, or None where it was refused."""
    try:
        told = form.sent(by=request.user, today=today)
    except Refused as refused:
        at = "month" if refused.field == "month" else "file" if form.cleaned_data["file"] else "rows"
        form.add_error(at, str(refused))
        return None
    if form.errors:
        return None
    month = by_month.in_words(form.months[form.cleaned_data["month"]])
    if told["parked"]:
        rows = "1 row was" if told["parked"] == 1 else f"{told['parked']:,} rows were"
        messages.warning(request, f"{rows} not taken in, so {month} does not count as sent yet.")
        return "parked_rows"
    messages.success(request, received(month, told))
    return "leavers"


def received(month, told):
    """That a month has come in, in words."""
    number = told["added"] + told["changed"] + told["unchanged"]
    people = "no leavers" if not number else "1 leaver" if number == 1 else f"{number:,} leavers"
    return f"{month} has been received, with {people}. Placements everywhere are judged again now."
