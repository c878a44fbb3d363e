"""Accept an invitation: choose a password, or sign in with the account there is; then the role is taken up."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django import forms
from django.contrib import messages
from django.contrib.auth.password_validation import validate_password
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from authorities import actions, second_factor
from authorities.forms import PortalForm
from authorities.models import Person
from authorities.refusal import Refused

KEY = "invitation_key"


class AccountForm(PortalForm):
    name = forms.CharField(label="Your name", max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password1 = forms.CharField(
        label="Choose a password",
        strip=False,
        help_text="Use 12 characters or more. Three random words are a good way to begin.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="Type the password again", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    nouns = {"name": "your name", "password1": "a password", "password2": "the password again"}

    def __init__(self, *args, email, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self):
        typed = super().clean()
        first, second = typed.get("password1"), typed.get("password2")
        if first and second and first != second:
            self.add_error("password2", "The two passwords must be the same")
        if first:
            try:
                validate_password(first, Person(email=self.email, name=typed.get("name", "")))
            except forms.ValidationError as error:
                self.add_error("password1", error)
        return typed


@require_safe
def link(request, key):
    """The address in the e-mail: put the key by, so that it stands in no page and no address after this one."""
    request.session[KEY] = key
    return redirect("invitation")


@require_http_methods(["GET", "POST"])
def invitation(request):
    key = request.session.get(KEY, "")
    found = actions.invitation_of(key)
    if found is None:
        return render(request, "authorities/invitation.html", {"gone": True}, status=404)
    known = Person.objects.filter(email__iexact=found.email).first()
    theirs = known is not None and known == request.user and second_factor.proved(request)
    form = None if known else AccountForm(request.POST or None, email=found.email)
    if request.method == "POST" and (theirs or (form is not None and form.is_valid())):
        return _accept(request, key, form)
    context = {"invitation": found, "form": form, "theirs": theirs, "closed": known is not None and not known.is_active}
    return render(request, "authorities/invitation.html", context)


def _accept(request, key, form):
    typed = form.cleaned_data if form else {}
    who = None if form else request.user
    try:
        person = actions.accept_invitation(
            key=key, person=who, name=typed.get("name", ""), password=typed.get("password1", "")
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("invitation")
    del request.session[KEY]
    if who:
        messages.success(request, "You have accepted. The role is yours from today.")
        return redirect("home")
    # They have shown the letter box and chosen the password: the door asks for the second factor next.
    return perform_password_login(request, {"email": person.email}, Login(user=person))
