"""Load an agreement file: a draft where it can be read, or every problem with its line and what to do."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from authorities import kept
from authorities.access import permitted
from authorities.forms import PortalForm
from authorities.people import Appointment
from authorities.refusal import Refused
from compliance.actions import draft_agreement
from compliance.models import AgreementVersion
from compliance.version_checks import NotClean

MOST_BYTES = 500_000
TOO_LARGE = "The file must be smaller than 500 KB: an agreement takes about 20"
NOT_TEXT = "The file must be a text file in UTF-8: save it as UTF-8 and choose it again"
NOT_TOML = "The selected file must be a TOML, and its name must end in .toml"
MOST_PROBLEMS = 100
PASTED = "the file"


class LoadForm(PortalForm):
    """A file, or its text."""

    file = forms.FileField(
        label="Choose an agreement file",
        required=False,
        allow_empty_file=True,
        help_text="A TOML file, like those that the portal came with",
    )
    text = forms.CharField(
        label="Or paste its text",
        required=False,
        strip=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea({"rows": 20, "class": "mou-code", "spellcheck": "false", "autocomplete": "off"}),
    )

    nouns = {"file": "an agreement file", "text": "text of the agreement"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.quietly_optional = True

    def clean_file(self):
        """The text of the file; empty where none was chosen."""
        file = self.cleaned_data["file"]
        if not file:
            return ""
        if not file.name.lower().endswith(".toml"):
            raise ValidationError(NOT_TOML)
        if file.size > MOST_BYTES:
            raise ValidationError(TOO_LARGE)
        try:
            text = file.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ValidationError(NOT_TEXT) from error
        if "\0" in text:
            raise ValidationError(NOT_TEXT)
        return text

    def clean(self):
        typed = super().clean()
        if self.errors:
            return typed
        uploaded, pasted = typed.get("file", ""), typed.get("text", "")
        if uploaded.strip() and pasted.strip():
            self.add_error("file", "Choose a file or paste its text, not both")
        elif not uploaded.strip() and not pasted.strip():
            self.add_error("file", "Choose an agreement file, or paste its text")
        return typed

    def text_and_name(self):
        """What was sent, and what problems call it."""
        uploaded = self.cleaned_data["file"]
        if uploaded.strip():
            return uploaded, self.files["file"].name
        return self.cleaned_data["text"], PASTED


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("compliance.load_agreements")
def load_agreement(request):
    typed = request.POST if request.method == "POST" else kept.restored(request)
    form, found, text = LoadForm(typed, request.FILES or None), [], ""
    if request.method == "POST" and form.is_valid():
        text, name = form.text_and_name()
        try:
            return kept_as(
                request, draft_agreement(text=text, name=name, within=regions_of(request.user), by=request.user)
            )
        except NotClean as refused:
            found = refused.problems
            form = with_text(text, f"{problems_of(name, found)}. Each is in the list, with what to do")
        except Refused as refused:
            form = with_text(text, str(refused))
    context = {
        "form": form,
        "problems": with_lines(found[:MOST_PROBLEMS], text),
        "more": len(found) - MOST_PROBLEMS,
        "person_token": kept.token(request.user),
    }
    return render(request, "compliance/load_agreement.html", context)


def regions_of(person):
    """The ids of the regions whose agreements this person loads."""
    return {
        held.region_id
        for held in person.current_appointments
        if held.role == Appointment.Role.WME_ANALYST and held.region_id
    }


def kept_as(request, version):
    """On to the version that came of it."""
    if version.state == AgreementVersion.State.DRAFT:
        messages.success(request, f"Version {version.label} has been loaded as a draft.")
    else:
        messages.info(request, f"Version {version.label} is on record with this text already. Nothing has changed.")
    return redirect("agreement_version", version.pk)


def with_text(text, message):
    """The form with the text that was sent, however it was sent, and what is wrong with it."""
    form = LoadForm({"text": text})
    form.is_valid()
    form.add_error("text", message)
    return form


def problems_of(name, found):
    """The file has 2 problems."""
    whose = name[:1].upper() + name[1:] if name == PASTED else f"“{name}”"
    return f"{whose} has {len(found):,} problem{'' if len(found) == 1 else 's'}"


def with_lines(problems, text):
    """Each problem with the line of the text that it is about."""
    lines = text.splitlines() or [""]
    return [(problem, lines[min(problem.line, len(lines)) - 1].strip()) for problem in problems]
