"""Change the rate of a placement from a day on, or correct one that is on record."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from authorities import clock, kept
from authorities.access import permitted
from authorities.forms import DateField
from authorities.wording import day_in_words, in_pounds
from compliance import altering
from compliance import forms as questions
from placements import actions, checks, meanwhile
from placements.altering import KEEP, THEIRS, AlteringForm

PARTS = ("employer_ni", "apprenticeship_levy", "holiday_pay", "agency_fee", "msp_fee", "hourly_charge")


def part(label, help_text):
    return questions.hourly(label=label, help_text=help_text, required=False)


class ChangeRateForm(AlteringForm):
    """From when, how much and how; the other parts of the rate stand behind a fold, for those who know them."""

    since = DateField(label="From which day is the rate paid?")
    hourly_pay = questions.hourly_pay()
    pay_type = questions.pay_type()
    employer_ni = part("Employer National Insurance", "What the employer pays beside the worker’s pay")
    apprenticeship_levy = part("Apprenticeship levy", "Where the supplier shows it apart")
    holiday_pay = part("Holiday pay", "Where it comes on top of the hourly pay")
    agency_fee = part("Agency fee", "What the worker’s agency keeps")
    msp_fee = part("Managed service fee", "What the managed service provider keeps")
    hourly_charge = part("Total hourly charge", "All that you pay for an hour, on-costs and fees included")

    nouns = {"since": "first day of the rate", "pay_type": "how the worker is paid"}

    def __init__(self, *args, placement, rates, today, **kwargs):
        super().__init__(*args, placement=placement, initial={"pay_type": rates[-1].pay_type}, **kwargs)
        begun = [placement.started_on, *(rate.since for rate in rates[1:])]
        self.fields["since"].earliest = placement.started_on
        self.fields["since"].latest = placement.ended_on or checks.latest_day(today)
        self.fields[
            "since"
        ].help_text = (
            f"To correct a rate that is on record, enter its first day: {' or '.join(map(day_in_words, begun))}"
        )
        for name in ("hourly_pay", *PARTS):
            self.fields[name].width = 5
        for name in PARTS:
            self.fields[name].quietly_optional = True

    def clean(self):
        typed = super().clean()
        # A part that is left empty stays as it is, or follows from the new pay.
        return {name: value for name, value in typed.items() if value is not None or name not in PARTS}

    def mine_in_words(self, field, given):
        return meanwhile.rate_in_words(given["since"], given["hourly_pay"], given["pay_type"])

    def main(self):
        return [self[name] for name in ("since", "hourly_pay", "pay_type")]

    def beside(self):
        return [self[name] for name in PARTS]


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("placements.record")
def change_rate(request, placement_id):
    placement = altering.own_placement(request, placement_id)
    if request.method == "POST" and request.POST.get(KEEP) == THEIRS:
        messages.success(request, "The rate on record is kept")
        return redirect("placement", placement.pk)
    rates = list(placement.rates.all())
    form = ChangeRateForm(altering.typed(request), placement=placement, rates=rates, today=clock.today())
    given = form.cleaned_data if form.is_bound and form.is_valid() else {}
    if altering.sent(request, form, actions.change_rate, done=told(given), ahead=given.get("since")):
        return redirect("placement", placement.pk)
    return altering.page(request, "compliance/change_rate.html", form, placement, rates=rates)


def told(given):
    """What was done, as the next page says it."""
    return f"The rate is {in_pounds(given.get('hourly_pay'))} an hour from {day_in_words(given.get('since'))}"
