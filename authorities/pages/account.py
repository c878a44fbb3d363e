"""Your account: who you are, what you may do, your password and your API keys."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from authorities import actions, queries, sealing
from authorities.forms import ChoiceField, PortalForm
from authorities.refusal import Refused

from . import daily_email

LIVES = [("30", "30 days"), ("90", "90 days"), ("365", "1 year")]


NEW_KEY = "new_key"


class KeyForm(PortalForm):
    name = forms.CharField(
        label="What is the key for?",
        max_length=50,
        help_text="For example, the order system. It helps you to tell your keys apart.",
        error_messages={"required": "Enter what the key is for"},
    )
    days = ChoiceField(
        label="How long should the key work?",
        choices=LIVES,
        help_text="You can revoke it earlier.",
        error_messages={"required": "Select how long the key should work"},
    )


@never_cache
@login_required
def account(request):
    """Show the account; on POST make an API key, which the page then shows this once."""
    form = KeyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            text = actions.make_key(
                name=form.cleaned_data["name"], days=int(form.cleaned_data["days"]), by=request.user
            )
            # For the one page that follows, sealed: so that loading a page again neither makes nor shows a key.
            request.session[NEW_KEY] = sealing.seal(text)
            return redirect("account")
        except Refused as refused:
            form.add_error("days", str(refused))
    kept = request.session.pop(NEW_KEY, "") if request.method == "GET" else ""
    new_key = sealing.unseal(kept) if kept else ""
    return render(request, "authorities/account.html", shown(request.user) | {"form": form, "new_key": new_key})


def shown(person):
    """What the page says about this person."""
    return {
        "who": [
            ("Name", person.name, "", ""),
            ("Email address", person.email, "", ""),
            ("Daily email", daily_email.IN_WORDS[person.daily_email], reverse("daily_email"), "Change"),
        ],
        "appointments": person.current_appointments,
        "keys": queries.keys_of(person),
        "now": timezone.now(),
    }


@login_required
@require_POST
def revoke_key(request, key):
    """End one of one's own keys, named by the beginning of its hash."""
    actions.revoke_key(key=get_object_or_404(queries.keys_of(request.user), digest__startswith=key), by=request.user)
    messages.success(request, "The key has been revoked. It no longer works.")
    return redirect("account")
