"""Invite somebody: an address and a role, and the rest is theirs to do."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from authorities import actions, appointing
from authorities.access import confirmed, permitted
from authorities.forms import ChoiceField, PortalForm
from authorities.models import Appointment, Authority, Region, Supplier
from authorities.refusal import Refused

Role = Appointment.Role
KINDS = {"authority": Authority, "region": Region, "supplier": Supplier}


class InviteForm(PortalForm):
    email = forms.EmailField(label="Email address", max_length=254)
    role = ChoiceField(label="As what?", error_messages={"required": "Select a role"})
    place = forms.ChoiceField(
        label="For whom?", error_messages={"invalid_choice": "Select for whom from the list"}, required=False
    )
    nouns = {"email": "their email address", "role": "a role"}

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        # The role says whether it may be left out: an administrator is for the whole portal.
        self.fields["place"].quietly_optional = True
        self.fields["role"].choices = [(role.value, role.label) for role in appointing.roles_given_by(by)]
        places = places_of(by)
        self.fields["place"].choices = [("", "The whole portal"), *places] if len(places) != 1 else places

    def there(self):
        """The place chosen, as the action takes it."""
        kind, _, number = self.cleaned_data["place"].partition("-")
        return {kind: KINDS[kind].objects.get(pk=number)} if kind else {}


def places_of(person):
    """Where this person may give roles: their own authorities; for the administrator everything there is."""
    if not person.holds(Role.ADMINISTRATOR):
        return [(f"authority-{one.pk}", one.name) for one in person.authorities_as(*appointing.GIVEN_BY)]
    found = [(kind, one) for kind, model in KINDS.items() for one in model.objects.order_by("name")]
    return [(f"{kind}-{one.pk}", str(one)) for kind, one in found]


@require_http_methods(["GET", "POST"])
@permitted("authorities.invite")
@confirmed
def invite(request):
    form = InviteForm(request.POST or None, by=request.user)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            actions.invite(
                email=typed["email"], role=typed["role"], by=request.user, link=_link(request), **form.there()
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, f"An invitation is on its way to {typed['email']}. It holds for 7 days.")
            return redirect("access_review")
    return render(request, "authorities/invite.html", {"form": form})


def _link(request):
    return lambda key: request.build_absolute_uri(reverse("invitation_link", args=[key]))
