"""Addresses of signing in and of one's own account."""

from allauth.account import views
from allauth.mfa.base import views as mfa_views
from django.urls import path, re_path
from django.views.generic import RedirectView

from .pages import (
    access_review,
    account,
    daily_email,
    invitation,
    invite,
    jobs,
    log,
    log_reads,
    outbox,
    people,
    person,
    recovery_codes,
    saved_filter,
    saved_filters,
    second_factor,
    sessions,
    stop_daily_email,
)
from .pages import single_sign_on as sso

urlpatterns = [
    path("jobs/", jobs.jobs, name="jobs"),
    path("emails/", outbox.outbox, name="outbox"),
    path("saved-filters/", saved_filters.saved_filters, name="saved_filters"),
    path("saved-filters/<int:filter_id>/", saved_filter.saved_filter, name="saved_filter"),
    path("people/", people.people, name="people"),
    path("log/", log.log, name="log"),
    path("log/pages/", log_reads.log_reads, name="log_reads"),
    path("access/", access_review.access_review, name="access_review"),
    path("access/invite/", invite.invite, name="invite"),
    path("account/invitation/", invitation.invitation, name="invitation"),
    re_path(r"^account/invitation/(?P<key>[\w-]{43})/$", invitation.link, name="invitation_link"),
    path("people/<int:person_id>/", person.person, name="person"),
    path("account/sessions/", sessions.sessions, name="sessions"),
    path("account/daily-email/", daily_email.daily_email, name="daily_email"),
    path("daily-email/stop/<str:token>/", stop_daily_email.stop_daily_email, name="stop_daily_email"),
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
    path("account/second-factor/", second_factor.index, name="mfa_index"),
    path("account/second-factor/app/", second_factor.SetUpApp.as_view(), name="mfa_activate_totp"),
    path("account/second-factor/passkey/", second_factor.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path(
        "account/second-factor/passkeys/<int:pk>/remove/",
        second_factor.RemovePasskey.as_view(),
        name="mfa_remove_webauthn",
    ),
    path("account/second-factor/codes/", recovery_codes.show, name="mfa_view_recovery_codes"),
    path("account/second-factor/codes/new/", recovery_codes.new, name="mfa_generate_recovery_codes"),
    path("account/sign-in/council/", sso.councils, name="councils"),
    re_path(r"^account/sign-in/council/(?P<code>[a-z0-9]{9})/$", sso.council_start, name="council_start"),
    re_path(r"^account/sign-in/council/(?P<code>[a-z0-9]{9})/back/$", sso.council_back, name="council_back"),
    path("account/sign-in/code/", mfa_views.authenticate, name="mfa_authenticate"),
    path("account/sign-in/passkey/", second_factor.SignInByPasskey.as_view(), name="mfa_login_webauthn"),
    path("account/confirm/code/", mfa_views.reauthenticate, name="mfa_reauthenticate"),
    path("account/confirm/passkey/", second_factor.ConfirmByPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    # allauth asks for these names; addresses and first passwords are the administrator's to set.
    path("account/email/", RedirectView.as_view(pattern_name="account"), name="account_email"),
    path(
        "account/password/set/",
        RedirectView.as_view(pattern_name="account_reset_password"),
        name="account_set_password",
    ),
]
