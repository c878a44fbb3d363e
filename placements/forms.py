"""Questions that more than one page of placements asks."""

from django import forms

from authorities.forms import PortalForm
from authorities.refusal import Refused

ANSWERS = {"yes": True, "no": False, "unknown": None}


class KnownField(forms.TypedChoiceField):
    """Yes, no or not known, as radio buttons; returns True, False or None, and None when nothing was chosen."""

    widget = forms.RadioSelect
    quietly_optional = True

    def __init__(self, **options):
        choices = [("yes", "Yes"), ("no", "No"), ("unknown", "Not known")]
        super().__init__(choices=choices, coerce=ANSWERS.get, empty_value=None, required=False, **options)

    def prepare_value(self, value):
        return {True: "yes", False: "no", None: "unknown"}.get(value, value)


class RecordingForm(PortalForm):
    """A form whose answers an action stores: what the action refuses is said at its question."""

    def recorded(self, action, **more):
        """Whether the action took the answers."""
        try:
            action(**self.cleaned_data, **more)
        except Refused as refused:
            self.add_error(refused.field if refused.field in self.fields else None, str(refused))
            return False
        return True
