"""What a council's issuer says about who has signed in there, and how much of it is believed.

allauth finds the issuer's addresses, keeps the state and fetches the tokens. It neither sends a nonce nor looks at the
signature of a token that it fetched itself, and believes the issuer that the discovery names: all three are done here.
"""

import hashlib
import secrets
import time
from base64 import urlsafe_b64encode

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.urls import reverse
from requests import RequestException

from .. import sealing

ALGORITHMS = ("RS256", "PS256", "ES256")
NEEDED = ("iss", "aud", "exp", "iat", "sub", "nonce")
LEEWAY = 60  # seconds between two clocks
SECOND_FACTORS = {"mfa"}  # in `amr`, as RFC 8176 and Entra ID have it


class Untrusted(Exception):
    """Why what came from an issuer is not believed: `reason` says how the page puts it."""

    def __init__(self, reason, said):
        super().__init__(said)
        self.reason = reason


class Issuer(OpenIDConnectOAuth2Adapter):
    """One council's application, for one request."""

    def __init__(self, request, council):
        super().__init__(request, council.app.provider_id)
        self.council = council

    @property
    def openid_config(self):
        try:
            config = super().openid_config
        except (RequestException, ValueError) as error:
            raise Untrusted("silent", "no discovery") from error
        if config.get("issuer") != self.council.issuer:
            raise Untrusted("token", "the discovery names another issuer")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if settings.HTTPS and not str(config.get(name)).startswith("https://"):
                raise Untrusted("token", f"{name} is not behind TLS")
        return config

    def get_callback_url(self, request, app):
        return request.build_absolute_uri(reverse("council_back", args=[self.council.app.provider_id]))

    def get_client(self, request, app):
        client = super().get_client(request, app)
        client.consumer_secret = sealing.unseal(app.secret)
        return client

    def address(self, state_id, asked, again):
        """Where to send the browser; `asked` holds what is compared afterwards."""
        client = self.get_client(self.request, self.council.app)
        client.state = state_id
        challenge = urlsafe_b64encode(hashlib.sha256(asked["verifier"].encode()).digest()).rstrip(b"=").decode()
        more = {"nonce": asked["nonce"], "code_challenge": challenge, "code_challenge_method": "S256"}
        if again:
            more |= {"prompt": "login", "max_age": "0"}
        return client.get_redirect_url(self.authorize_url, ["openid", "profile", "email"], more)

    def claims(self, code, asked):
        """What the issuer says of who has signed in, once every part of it has been proved; Untrusted otherwise."""
        client = self.get_client(self.request, self.council.app)
        try:
            answer = client.get_access_token(code, pkce_code_verifier=asked["verifier"])
        except (RequestException, ValueError) as error:
            raise Untrusted("silent", "no token") from error
        except OAuth2Error as error:
            raise Untrusted("token", "the code was not taken") from error
        token = answer.get("id_token", "")
        try:
            claims = self._proved(token)
        except (jwt.PyJWTError, ValueError, TypeError) as error:
            raise Untrusted("token", type(error).__name__) from error
        if not secrets.compare_digest(str(claims["nonce"]), asked["nonce"]):
            raise Untrusted("token", "another nonce")
        if claims.get("azp", self.council.app.client_id) != self.council.app.client_id:
            raise Untrusted("token", "made for another party")
        return claims

    def _proved(self, token):
        key = jwt.PyJWKClient(self.openid_config["jwks_uri"], timeout=5).get_signing_key_from_jwt(token)
        return jwt.decode(
            token,
            key.key,
            algorithms=ALGORITHMS,
            audience=self.council.app.client_id,
            issuer=self.council.issuer,
            leeway=LEEWAY,
            options={"require": list(NEEDED), "strict_aud": False},
        )


def asking():
    """What is kept in the session while the browser is away: only its own answer fits."""
    return {"nonce": secrets.token_urlsafe(32), "verifier": secrets.token_urlsafe(48)}


def showed_second_factor(claims):
    """Whether the issuer says that a second factor was used."""
    methods = claims.get("amr")
    return isinstance(methods, list) and not SECOND_FACTORS.isdisjoint(map(str, methods))


def signed_in_lately(claims, seconds):
    """Whether the sign-in there is so fresh, as far as the issuer says when it was."""
    at = claims.get("auth_time")
    return not isinstance(at, int | float) or time.time() - at < seconds + LEEWAY
