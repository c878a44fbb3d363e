"""A browser on its way to the council and back."""

from urllib.parse import urlparse

import requests

START = "/account/sign-in/council/e08000030/"
ASHA = {"email": "asha@example.org", "email_verified": True}
UNTRUSTED = "cannot be trusted, so nobody was signed in"
UNKNOWN = "we know nobody there by that account"


def there(client, start=START):
    """Go to the council's page; the address with which it sends the browser back."""
    sent = client.get(start)
    assert sent.status_code == 302, sent.content.decode()
    back = requests.get(sent.url, allow_redirects=False, timeout=5).headers["Location"]
    return urlparse(back)._replace(scheme="", netloc="").geturl()


def whole(client, start=START):
    """There and back."""
    return client.get(there(client, start))


def signed_in(client):
    return client.session.get("_auth_user_id")
