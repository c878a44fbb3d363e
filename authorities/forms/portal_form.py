"""The form that every page's form is: GOV.UK classes, our own words for every refusal, no browser validation."""

from datetime import date

from django import forms
from django.db.models import QuerySet
from django.forms import models as model_forms

from ..log.attempts import look_at
from .dates import DateField, in_words
from .fields import MoneyField, NumberField, SweNumberField, WholeNumberField

CLASSES = (
    (forms.Textarea, "govuk-textarea"),
    (forms.SelectMultiple, "govuk-select"),
    (forms.RadioSelect, "govuk-radios__input"),
    (forms.CheckboxSelectMultiple, "govuk-checkboxes__input"),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.Select, "govuk-select"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.PasswordInput, "govuk-input govuk-password-input__input govuk-js-password-input-input"),
    (forms.widgets.Input, "govuk-input"),
)
SELECTS = (forms.ChoiceField, model_forms.ModelChoiceField, forms.FileField)

# The first entry that a field is an instance of says its words; {Noun} begins the sentence, {noun} stands inside it.
WORDS = (
    (
        MoneyField,
        {
            "invalid": "{Noun} must be an amount in pounds, like %(example)s",
            "min_value": "{Noun} must be £%(limit_value)s or more",
            "max_value": "{Noun} must be £%(limit_value)s or less",
            "max_decimal_places": "{Noun} must be in pounds and pence, like 35.50",
        },
    ),
    (WholeNumberField, {"max_decimal_places": "{Noun} must be a whole number"}),
    (NumberField, {"invalid": "{Noun} must be a number, like %(example)s"}),
    (SweNumberField, {"invalid": "{Noun} must be SW and then up to %(digits)s digits, like SW123456"}),
    (forms.EmailField, {"invalid": "Enter an email address in the correct format, like name@example.org"}),
    (forms.FileField, {"required": "Select {noun}", "empty": "The selected file is empty", "missing": "Select {noun}"}),
    (
        SELECTS,
        {
            "required": "Select {noun}",
            "invalid_choice": "Select {noun} from the list",
            "invalid_list": "Select {noun} from the list",
        },
    ),
    (forms.BooleanField, {"required": "Tick the box to say: {label}"}),
)
FOR_ALL = {
    "required": "Enter {noun}",
    "max_length": "{Noun} must be %(limit_value)d characters or fewer",
    "min_length": "{Noun} must be %(limit_value)d characters or more",
    "min_value": "{Noun} must be %(limit_value)s or more",
    "max_value": "{Noun} must be %(limit_value)s or less",
    "max_digits": "{Noun} is too large a number",
    "max_whole_digits": "{Noun} is too large a number",
    "max_decimal_places": "{Noun} must have %(max)s decimal places or fewer",
    "null_characters_not_allowed": "{Noun} must not contain a character that cannot be printed",
}


class PortalFormMixin:
    """Draws a form as GOV.UK does.

    `nouns` names a field inside a sentence where its label does not read well there; `labels` and `hints` give words
    to fields that were declared elsewhere.
    """

    nouns: dict[str, str] = {}
    labels: dict[str, str] = {}
    hints: dict[str, str] = {}
    template_name = "components/forms/form.html"
    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.dress_fields()

    def dress_fields(self):
        """Give each field its template, words and class: asked again by a form that adds fields of its own."""
        for name, field in self.fields.items():
            field.template_name = "components/forms/field.html"
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, field.help_text)
            field.noun = self.nouns.get(name) or noun_of(field.label or name.replace("_", " "))
            field.error_messages = words_for(field) | own_messages(field)
            dress(field.widget)

    def full_clean(self):
        super().full_clean()
        look_at(self)


class PortalForm(PortalFormMixin, forms.Form):
    """The base of a page's form."""


class FilterForm(PortalForm):
    """The form of a filter (`class Meta: form = FilterForm`), where everything may be left out without saying so."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.quietly_optional = True

    def chosen(self):
        """What is being filtered on: name, label and the words for its value, in the order of the fields."""
        found = self.cleaned_data if self.is_valid() else {}
        return [
            (field.name, field.label, value_in_words(field, found[field.name]))
            for field in self
            if found.get(field.name) not in (None, "", []) and not field.is_hidden
        ]


class PortalModelForm(PortalFormMixin, forms.ModelForm):
    """The base of a page's form that fills a model."""


def noun_of(label):
    """A label as it stands inside a sentence; names and acronyms keep their capitals."""
    label = str(label).rstrip("?")
    first = label.split(" ")[0]
    keeps = first.isupper() or first in {"Social"}
    return label if keeps else label[:1].lower() + label[1:]


def words_for(field):
    """Our words for each refusal of this field, by code."""
    if isinstance(field, DateField):
        return {}
    texts = dict(FOR_ALL)
    for kinds, words in reversed(WORDS):
        if isinstance(field, kinds):
            texts |= words
    noun = field.noun
    named = {"Noun": noun[:1].upper() + noun[1:], "noun": noun, "label": field.label}
    return {code: text.format(**named) for code, text in texts.items()}


def own_messages(field):
    """The messages that a field was given where it was declared; Django's own give way to ours."""
    defaults = {}
    for kind in reversed(type(field).__mro__):
        defaults |= getattr(kind, "default_error_messages", {})
    ours = words_for(field)
    return {
        code: text
        for code, text in field.error_messages.items()
        if code not in ours or str(text) != str(defaults.get(code, ""))
    }


def value_in_words(field, value):
    """A chosen value as the page shows it."""
    if isinstance(value, date):
        return in_words(value)
    labels = {str(key): label for key, label in getattr(field.field, "choices", ())}
    values = value if isinstance(value, list | tuple | QuerySet) else [value]
    return ", ".join(str(labels.get(str(getattr(one, "pk", one)), one)) for one in values)


def dress(widget):
    """Give a widget its GOV.UK class, unless the form has already done so."""
    for kind, css in CLASSES:
        if isinstance(widget, kind):
            if css not in widget.attrs.get("class", ""):
                widget.attrs["class"] = f"{css} {widget.attrs.get('class', '')}".strip()
            return
