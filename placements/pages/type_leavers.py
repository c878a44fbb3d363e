"""Leavers typed one by one: as many as there are, sent together as a month."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from authorities import clock, kept
from authorities.access import permitted
from authorities.forms import DateField, PortalForm, SweNumberField
from authorities.people import Appointment
from authorities.refusal import Refused
from placements import checks, queries
from placements.imports import months as by_month
from placements.models import Post

from .leavers import MonthForm, received

MOST = 20


class LeaverForm(PortalForm):
    """One worker who left a post."""

    swe_number = SweNumberField()
    left_on = DateField(
        label="Leaving day", help_text="The last day employed in the post", earliest=checks.EARLIEST_DAY
    )
    role = forms.CharField(
        label="Role they left", max_length=100, help_text="A role of the agreement, or your own job title"
    )
    contract = forms.ChoiceField(
        label="Contract",
        help_text="The twelve months of the regional agreement run from permanent posts alone",
        choices=Post.Contract.choices,
        initial=Post.Contract.PERMANENT,
    )
    reason = forms.ChoiceField(
        label="Reason for leaving",
        help_text="Some reasons lift the wait of the national rules",
        required=False,
        choices=[("", "Not known"), *Post.Reason.choices],
    )

    nouns = {"role": "the role they left", "left_on": "leaving day", "contract": "the contract"}

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["left_on"].latest = checks.latest_day(today)


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("placements.record")
def type_leavers(request):
    today = clock.today()
    own = request.user.authorities_as(Appointment.Role.HR_OFFICER)
    typed = request.POST if request.method == "POST" else kept.restored(request)
    month = MonthForm(typed, own=own, months=queries.months_before(today, 12))
    rows = typed_by(typed, today) if typed is not None else [{}]
    if typed is not None and "more" in typed:
        leavers = drawn([*rows, {}] if len(rows) < MOST else rows, today)
    elif typed is not None and "without" in typed:
        leavers = drawn([row for place, row in enumerate(rows) if str(place) != typed["without"]] or [{}], today)
    else:
        leavers = drawn(rows, today, data=typed)
        if request.method == "POST" and all([month.is_valid(), *(form.is_valid() for form in leavers)]):
            told = send(request, month, leavers, today)
            if told:
                messages.success(request, received(by_month.in_words(month.months[month.cleaned_data["month"]]), told))
                return redirect("leavers")
    context = {"form": month, "leavers": leavers, "most": MOST, "person_token": kept.token(request.user)}
    context["page_has_errors"] = any(form.is_bound and form.errors for form in leavers)
    return render(request, "placements/type_leavers.html", context)


def typed_by(data, today):
    """What was typed of each leaver, as it stands in the fields."""
    number = data.get("leavers", "1")
    number = min(MOST, max(1, int(number))) if number.isascii() and number.isdigit() and len(number) < 4 else 1
    return [
        {name: field.widget.value_from_datadict(data, {}, form.add_prefix(name)) for name, field in form.fields.items()}
        for form in drawn([{}] * number, today)
    ]


def drawn(rows, today, data=None):
    """A form for each leaver. With `data` they say what is wrong; whoever was left empty is left out, but the first."""
    return [
        LeaverForm(
            data,
            prefix=f"leaver-{place}",
            initial={name: value for name, value in row.items() if value is not None} if data is None else {},
            empty_permitted=place > 0,
            today=today,
        )
        for place, row in enumerate(rows)
    ]


def send(request, month, leavers, today):
    """Take the leavers in, all of them or none; what became of them, or None where something was refused."""
    filled = [form for form in leavers if form.has_changed()]
    rows = [form.cleaned_data | {"left_on": form.cleaned_data["left_on"].isoformat()} for form in filled]
    try:
        intake = month.intake(by=request.user, today=today)
        told = by_month.send_month(content=by_month.typed_rows(rows), intake=intake, whole=True)
    except Refused as refused:
        month.add_error("month", str(refused))
        return None
    for each in told["rows"]:
        form = filled[each["row"] - 2]
        form.add_error(each["column"] if each["column"] in form.fields else None, f"{each['reason']} {each['remedy']}")
    return told if not told["parked"] else None
