"""Fields that a person can fill in as they would write: £1,024.50, sw123456, 37.5."""

import re
from decimal import Decimal

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

PLAIN_NUMBER = re.compile(r"-?(\d+(\.\d*)?|\.\d+)", re.ASCII)
WITH_COMMAS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d*)?", re.ASCII)


class NumberField(forms.DecimalField):
    """A decimal in a text input: number inputs lose what was typed, and scroll wheels change them."""

    widget = forms.TextInput
    inputmode = "decimal"
    example = "37.5"
    width = 5

    def __init__(self, *, prefix="", suffix="", **kwargs):
        self.prefix, self.suffix = prefix, suffix
        kwargs.setdefault("max_digits", 12)
        super().__init__(**kwargs)

    def to_python(self, value):
        text = self.tidy(str(value if value is not None else ""))
        if not text:
            return None
        if WITH_COMMAS.fullmatch(text):
            text = text.replace(",", "")
        if not PLAIN_NUMBER.fullmatch(text):
            raise ValidationError(self.error_messages["invalid"], code="invalid", params={"example": self.example})
        return Decimal(text)

    def tidy(self, text):
        return text.strip().replace(" ", "").replace("−", "-")

    def run_validators(self, value):
        """Say what is wrong with the number once: one that is far too large is not also said to have many digits."""
        try:
            super().run_validators(value)
        except ValidationError as wrong:
            raise wrong.error_list[0] from wrong

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"inputmode": self.inputmode, "autocomplete": "off"}


class MoneyField(NumberField):
    """Pounds and pence. Takes "£1,024.50"; never negative unless `min_value` says so."""

    example = "35.50"

    def __init__(self, **kwargs):
        super().__init__(**{"prefix": "£", "decimal_places": 2, "min_value": Decimal(0)} | kwargs)

    def tidy(self, text):
        return super().tidy(text).replace("£", "", 1)


class WholeNumberField(NumberField):
    """A whole number, returned as an int."""

    inputmode = "numeric"
    example = "4"

    def __init__(self, **kwargs):
        super().__init__(**{"decimal_places": 0} | kwargs)

    def clean(self, value):
        number = super().clean(value)
        return None if number is None else int(number)


class SweNumberField(forms.CharField):
    """A Social Work England registration number: SW and digits in any case, returned in upper case."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", "Social Work England registration number")
        kwargs.setdefault("help_text", "For example, SW123456")
        super().__init__(**kwargs)
        self.width = 10

    def to_python(self, value):
        return super().to_python(value).upper()

    def validate(self, value):
        super().validate(value)
        digits = settings.SWE_NUMBER_DIGITS
        if value and not re.fullmatch(rf"SW[1-9][0-9]{{0,{digits - 1}}}", value):
            raise ValidationError(self.error_messages["invalid"], code="invalid", params={"digits": digits})

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {
            "autocomplete": "off",
            "spellcheck": "false",
            "autocapitalize": "characters",
        }


class ChoiceField(forms.ChoiceField):
    """One of a few, as radio buttons. For more than about seven use Django's own, which is drawn as a select."""

    widget = forms.RadioSelect


class Buttons(forms.widgets.ChoiceWidget):
    """A choice that sends the form: a button for each, none of them chosen beforehand."""

    template_name = "components/forms/buttons.html"
    use_fieldset = True


class ButtonsField(forms.ChoiceField):
    """One of a few, asked as the buttons that send the form: no question more, and no press more."""

    widget = Buttons


class YesNoField(forms.TypedChoiceField):
    """Yes or no as radio buttons, with nothing chosen beforehand; returns True, False, or None when left out."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs):
        super().__init__(
            choices=[("yes", "Yes"), ("no", "No")], coerce=lambda text: text == "yes", empty_value=None, **kwargs
        )

    def prepare_value(self, value):
        return {True: "yes", False: "no"}.get(value, value)
