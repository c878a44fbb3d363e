"""Say what each column of a file is: said once for a supplier, and remembered."""

from django import forms
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from authorities import clock, kept
from authorities.access import permitted
from authorities.forms import PortalForm
from authorities.log import note
from authorities.refusal import Refused
from placements import uploads
from placements.imports import meaning
from placements.imports.kinds import KINDS
from placements.imports.row import columns_of
from placements.models import Upload

from .send_file import own_upload

NONE = "none"
OPEN = (Upload.State.COLUMNS, Upload.State.CHECKED)


class ColumnsForm(PortalForm):
    """What each heading of a supplier's files means."""

    def __init__(self, *args, kind, headings, said, **kwargs):
        """`headings`: each with how it is written and a few of its values. `said`: what is known of what they mean."""
        self.headings = {f"column_{number}": heading for number, (heading, _, _) in enumerate(headings)}
        super().__init__(*args, **kwargs)
        columns = [(name, meaning.in_words(name)) for name in columns_of(KINDS[kind].row)]
        guessed = meaning.guessed(list(self.headings.values()), kind)
        for (name, heading), (_, written, samples) in zip(self.headings.items(), headings, strict=True):
            known = said.get(heading, guessed.get(heading, meaning.LEFT_OUT))
            self.fields[name] = forms.ChoiceField(
                label=f"“{written}”",
                help_text=_for_example(samples),
                choices=[(NONE, "Leave this column out"), *columns],
                initial=known or NONE,
            )
        self.dress_fields()

    def said(self):
        """What each heading means, as it was chosen."""
        chosen = {heading: self.cleaned_data[name] for name, heading in self.headings.items()}
        return {heading: meaning.LEFT_OUT if column == NONE else column for heading, column in chosen.items()}

    def refuse(self, refused):
        """Show a refusal at the column it is about, or at the first."""
        at = next((name for name in self.headings if self.cleaned_data.get(name) == refused.field), None)
        self.add_error(at or next(iter(self.headings), None), str(refused))


def _for_example(samples):
    """A few values in words; nothing where no file is at hand."""
    if samples is None:
        return ""
    return f"For example: {'; '.join(samples)}" if samples else "This column is empty"


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("placements.record")
def file_columns(request, upload_id):
    upload = own_upload(request, upload_id)
    if upload.state not in OPEN:
        return redirect("sent_file", upload.pk)
    typed = request.POST if request.method == "POST" else kept.restored(request)
    form = ColumnsForm(typed, kind=upload.kind, headings=upload.headings, said=upload.meaning)
    if request.method == "POST" and form.is_valid():
        try:
            uploads.say_columns(upload=upload, said=form.said(), by=request.user)
        except Refused as refused:
            form.refuse(refused)
        else:
            uploads.begin(upload, state=Upload.State.CHECKING, today=clock.today(), by=request.user)
            return redirect("sent_file", upload.pk)
    # A few values of each column are shown as they were sent: names and numbers among them.
    note(kind="look_up", by=request.user, about=("placements_upload", str(upload.pk)))
    needed = [name for name, field in KINDS[upload.kind].row.model_fields.items() if field.is_required()]
    context = {"upload": upload, "form": form, "needed": [meaning.in_words(name) for name in needed]}
    context["person_token"] = kept.token(request.user)
    return render(request, "placements/file_columns.html", context)
