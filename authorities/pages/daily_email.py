"""The daily e-mail: whether one gets it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from authorities import actions
from authorities.forms import ChoiceField, PortalForm

IN_WORDS = {True: "Each working day, when there is something to do", False: "Off"}
CHOICES = [("yes", IN_WORDS[True]), ("no", IN_WORDS[False])]


class DailyEmailForm(PortalForm):
    """On or off."""

    wanted = ChoiceField(
        label="Do you want an email about what there is to do?",
        help_text="It comes at 7 in the morning. It says how much there is of what, and names no worker.",
        choices=CHOICES,
        error_messages={"required": "Select whether you want the email"},
    )


@login_required
@require_http_methods(["GET", "POST"])
def daily_email(request):
    initial = {"wanted": "yes" if request.user.daily_email else "no"}
    form = DailyEmailForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data["wanted"] == "yes"
        actions.choose_daily_email(person=request.user, wanted=wanted, by=request.user)
        messages.success(request, "Your choice has been saved.")
        return redirect("account")
    return render(request, "authorities/daily_email.html", {"form": form})
