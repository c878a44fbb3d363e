"""The questions from which an answer is made, asked in the same words on every page."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict

from authorities.forms import ChoiceField, DateField, MoneyField, NumberField, PortalForm, SweNumberField
from authorities.models import JobRole, JobTitle, Supplier
from authorities.refusal import Refused
from placements import checks
from placements.models import PayType, Placement

from .gather import proposed

PENNY = Decimal("0.01")


def hourly(**options):
    """A question about pounds an hour."""
    return MoneyField(min_value=PENNY, max_value=checks.MOST_AN_HOUR, suffix="an hour", **options)


class TextField(forms.CharField):
    """Words, on one line or several, refused as imports refuse them: too long, or with a character nobody can see."""

    def __init__(self, *, checked_as, most, lines=False, **options):
        self.checked_as, self.most, self.lines = checked_as, most, lines
        super().__init__(**options)

    def clean(self, value):
        # A browser sends each new line as two characters, which nobody counts as two.
        typed = super().clean(value).replace("\r\n", "\n")
        try:
            return checks.text(typed, field=self.checked_as, most=self.most, lines=self.lines)
        except Refused as refused:
            raise ValidationError(str(refused), code="refused") from refused


def worker_name(**options):
    """A question about who the worker is."""
    hint = "As on the order. The rules go by the number."
    return TextField(label="Worker’s name", help_text=hint, checked_as="name", most=200, **options)


def job_title():
    """A question about the job, as the authority says it; the form says which titles there are."""
    return forms.ModelChoiceField(
        JobTitle.objects.none(),
        label="Job title",
        help_text="The title on your order: it stands for a role of the agreement",
        empty_label="Choose a job title",
    )


def job_role():
    """A question about the job, as the agreement says it; the form says which roles there are."""
    return forms.ModelChoiceField(
        JobRole.objects.none(),
        label="Role",
        help_text="The role of the agreement: each has caps of its own",
        empty_label="Choose a role",
    )


def pay_type():
    """A question about how the worker is paid."""
    return ChoiceField(
        label="How is the worker paid?",
        help_text="If the order does not say, ask the agency. Caps and on-costs depend on it.",
        choices=PayType.choices,
    )


def hourly_pay():
    """A question about what the worker gets."""
    hint = "What goes to the worker or their company. Leave out agency and supplier fees."
    return hourly(label="Hourly pay", help_text=hint)


def offered_hourly_pay():
    """A question about what was asked for at first."""
    hint = "If the supplier began with another rate. It shows what was negotiated."
    return hourly(label="Hourly pay first offered", help_text=hint, required=False)


def weekly_hours(*, help_text="Contracted hours in a usual week", **options):
    """A question about hours of a week."""
    return NumberField(
        label="Weekly hours",
        help_text=help_text,
        min_value=PENNY,
        max_value=checks.MOST_HOURS_A_WEEK,
        decimal_places=2,
        suffix="hours",
        **options,
    )


def started_on():
    """A question about when it begins."""
    return DateField(label="Start date", help_text="The first day of work", earliest=checks.EARLIEST_DAY)


def why_needed(**options):
    """A question about the reason for an agency worker."""
    return ChoiceField(
        label="Why is an agency worker needed?",
        help_text="The main reason, for your reports. No rule goes by it.",
        choices=Placement.Reason.choices,
        **options,
    )


def supplier():
    """A question about who sent the order."""
    return forms.ModelChoiceField(
        Supplier.objects,
        label="Supplier",
        help_text="The managed service provider that sent the order",
        empty_label="Choose a supplier",
    )


def order_number():
    """A question about what the supplier calls the order."""
    hint = "The order number on the supplier’s papers"
    return TextField(label="Supplier’s reference", checked_as="reference", most=50, help_text=hint)


class ProposalForm(PortalForm):
    """Who, as what, how paid, how much, from when. The job is asked as the authority says it, where it has titles."""

    swe_number = SweNumberField()
    job_title = job_title()
    job_role = job_role()
    pay_type = pay_type()
    hourly_pay = hourly_pay()
    started_on = started_on()

    nouns = {"job_title": "a job title", "job_role": "a role", "pay_type": "how the worker is paid"}

    def __init__(self, *args, authority, today, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.authority = authority
        titles = JobTitle.objects.for_user(by).filter(authority=authority, mappings__isnull=False).distinct()
        if authority and titles.exists():
            del self.fields["job_role"]
            self.fields["job_title"].queryset = titles
        else:
            del self.fields["job_title"]
            roles = JobRole.objects.all()
            if authority:
                roles = roles.filter(region__memberships__authority=authority).distinct()
            self.fields["job_role"].queryset = roles
        self.fields["hourly_pay"].width = 5
        self.fields["started_on"].latest = checks.latest_day(today)

    def quietly(self):
        """The same form with what was typed in it, and nothing said about it yet."""
        self._errors = ErrorDict()
        return self

    def proposal(self, *, reads_record=True):
        """What was typed, as the question that the rules answer; `reads_record` as in `gather.Proposal`."""
        return proposed(self.authority, self.cleaned_data, reads_record=reads_record)
