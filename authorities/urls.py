"""Addresses of signing in and of one's own account."""

from allauth.account import views
from django.urls import path, re_path
from django.views.generic import RedirectView

from .pages import account, jobs, people

urlpatterns = [
    path("jobs/", jobs.jobs, name="jobs"),
    path("people/", people.people, name="people"),
    path("account/", account.account, name="account"),
    re_path(r"^account/keys/(?P<key>[0-9a-f]{16})/revoke/$", account.revoke_key, name="revoke_key"),
    path("account/sign-in/", views.login, name="account_login"),
    path("account/sign-out/", views.logout, name="account_logout"),
    path("account/closed/", views.account_inactive, name="account_inactive"),
    path("account/sign-up/", views.signup, name="account_signup"),
    path("account/confirm/", views.reauthenticate, name="account_reauthenticate"),
    path("account/password/", views.password_change, name="account_change_password"),
    path("account/password/reset/", views.password_reset, name="account_reset_password"),
    path("account/password/reset/sent/", views.password_reset_done, name="account_reset_password_done"),
    path(
        "account/password/reset/done/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"
    ),
    re_path(
        r"^account/password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    # allauth asks for these names; addresses and first passwords are the administrator's to set.
    path("account/email/", RedirectView.as_view(pattern_name="account"), name="account_email"),
    path(
        "account/password/set/",
        RedirectView.as_view(pattern_name="account_reset_password"),
        name="account_set_password",
    ),
]
