"""A council's application: set up, and changed."""

from allauth.socialaccount.models import SocialAccount, SocialApp
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from .. import sealing
from ..acting import acting
from ..models import Council
from ..refusal import Refused


def set_up_council(*, authority, issuer, client_id, secret, email_domains=(), by):
    """Let an authority's people sign in with its issuer. Another issuer than before: who is who is learnt anew."""
    issuer = issuer.rstrip("/")
    try:
        URLValidator(schemes=["https"] if settings.HTTPS else ["https", "http"])(issuer)
    except ValidationError as error:
        raise Refused("The issuer is not an https address.", "Copy it from your sign-in service.", "issuer") from error
    if not client_id or not secret:
        raise Refused("The client id or the secret is missing.", "Copy both from your sign-in service.", "client_id")
    if Council.objects.filter(issuer=issuer).exclude(authority=authority).exists():
        raise Refused("Another authority signs in with this issuer.", "Each council has its own tenant.", "issuer")
    code = authority.ons_code.lower()
    with acting(by):
        before = Council.objects.filter(authority=authority).first()
        if before and before.issuer != issuer:
            SocialAccount.objects.filter(provider=code).delete()
        told = {"name": authority.name[:40], "client_id": client_id, "secret": sealing.seal(secret)}
        told["settings"] = {"server_url": issuer, "token_auth_method": "client_secret_post"}
        app, _ = SocialApp.objects.update_or_create(provider="openid_connect", provider_id=code, defaults=told)
        domains = sorted({domain.strip().lower() for domain in email_domains if domain.strip()})
        council, _ = Council.objects.update_or_create(
            authority=authority, defaults={"app": app, "issuer": issuer, "email_domains": domains}
        )
    return council
