"""Signing in: no sign-up, one sentence for every failure, and a lock after too many."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm as AllauthLoginForm


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        """Accounts are made by an administrator."""
        return False


class LoginForm(AllauthLoginForm):
    """E-mail address and password."""
