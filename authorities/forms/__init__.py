"""Forms as GOV.UK draws them: fields that say exactly what is wrong, and show again what was typed."""

from .dates import DateField, DateParts
from .fields import ButtonsField, ChoiceField, MoneyField, NumberField, SweNumberField, WholeNumberField, YesNoField
from .portal_form import FilterForm, PortalForm, PortalFormMixin, PortalModelForm

__all__ = [
    "ButtonsField",
    "ChoiceField",
    "DateField",
    "DateParts",
    "FilterForm",
    "MoneyField",
    "NumberField",
    "PortalForm",
    "PortalFormMixin",
    "PortalModelForm",
    "SweNumberField",
    "WholeNumberField",
    "YesNoField",
]
