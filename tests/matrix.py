"""Asking every address as every person: the whole of Django behind the door, with who asks already known.

Sessions and people are read from the database once, by Django's own way in; after that a question costs what its view
costs. `tests/test_separation.py` asks some questions through the whole stack as well, and gets the same answers.
"""

import re
from contextlib import nullcontext
from copy import copy
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.base import SessionBase
from django.core.handlers.base import BaseHandler
from django.db import transaction
from django.http import HttpRequest
from django.test import Client, RequestFactory, override_settings
from django.utils import timezone

from tests.who_gets_what import SIGNED_OUT

SAFE = ("get", "head", "options")
METHODS = (*SAFE, "post", "put", "patch", "delete")
OFFERED = ("get", "head", "post")
NEVER_OFFERED = ("put", "patch", "delete")
# What reads sessions and people from the database, and what looks at no record: the first is done once, here.
LEFT_OUT = {
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "axes.middleware.AxesMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
}
# Signed texts, tokens and the moment differ each time they are drawn.
DRAWN = re.compile(r'(?<=value=")[\w:.-]{50,}|nonce-[\w+/=-]+|(?<=datetime=")[\d:.T+-]{20,}|at \d+:\d\d[ap]m')


class Remembered(SessionBase):
    """A session that is kept nowhere."""

    def __init__(self, data=()):
        super().__init__("0" * 32)
        self._session_cache = dict(data)

    def exists(self, session_key):
        return False

    def create(self):
        pass

    def save(self, must_create=False):
        pass

    def delete(self, session_key=None):
        pass

    def load(self):
        return {}


class Answer(NamedTuple):
    """What came back, without what is drawn anew each time."""

    status: int
    body: str
    to: str = ""


class Speaker:
    """A person, or nobody, who may ask."""

    def __init__(self, person):
        client = Client()
        if person:
            client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        self.client, self.person = client, person

    def arrives(self):
        """Come in by Django's own door, once: whoever is not let in is nobody from here on."""
        request = HttpRequest()
        request.session = self.client.session
        self.data, self.user = dict(request.session.items()), get_user(request)
        if self.user.is_authenticated:
            self.user.current_appointments  # noqa: B018  read once, and kept with the person

    def ask(self, method, address, data=None, *, as_json=False, walled=True):
        """The answer to one question, and nothing of what it wrote."""
        request = _request(method, address, data, as_json=as_json)
        request.session, request.user = Remembered(self.data), copy(self.user)
        request._dont_enforce_csrf_checks = True
        # No address takes another method than these two: whoever only reads leaves nothing to take back.
        with transaction.atomic() if method == "post" else nullcontext():
            response = (HANDLER if method in OFFERED and walled else BARE)(request)
            body = response.getvalue().decode(errors="replace")
            if method == "post":
                transaction.set_rollback(True)
        return Answer(response.status_code, DRAWN.sub("", body), response.headers.get("Location", ""))


def _request(method, address, data, *, as_json):
    make = getattr(RequestFactory(), method)
    if as_json:
        kind = {"content_type": "application/json"} if method not in ("get", "head") else {}
        return make(address, data if data is not None or method in SAFE else {}, **kind)
    if method in ("get", "head", "post"):
        return make(address, data or {})
    return make(address)


class Handler:
    """Django's own, with the middleware that is left."""

    def __init__(self, left_out):
        self.left_out, self.answering = left_out, None

    def __call__(self, request):
        if self.answering is None:
            kept = [name for name in settings.MIDDLEWARE if name not in self.left_out]
            with override_settings(MIDDLEWARE=kept):
                self.answering = BaseHandler()
                self.answering.load_middleware()
        timezone.deactivate()
        return self.answering.get_response(request)


HANDLER = Handler(LEFT_OUT)
# What no address offers comes to no record, so that nobody needs to stand before the database for it.
BARE = Handler(LEFT_OUT | {"authorities.wall.middleware.standing"})


def without(answer, *told):
    """An answer without what was asked for: its address, an id or a name that only comes back as it was sent."""
    body, to = answer.body, answer.to
    for text in sorted(map(str, told), key=len, reverse=True):
        alone = re.compile(rf"(?<![\w-]){re.escape(text)}(?![\w-])")
        body, to = alone.sub("…", body), alone.sub("…", to)
    return Answer(answer.status, body, to)


def expected(name, method, person, allowed):
    """The statuses that are right."""
    api = name.startswith("api_")
    if name == "record_placement_answer" and person in SIGNED_OUT and method == "post":
        return {200}  # a fragment that says: sign in again
    if person in SIGNED_OUT:
        offered = allowed is not None and method in ("get", "post")
        return {401} if api else {302} if offered else {302, 405}
    if method == "options":
        # For what an address is, and for which methods, is the same whatever thing is asked about.
        return {200, 404} if api else {200, 404, 405}
    if method in NEVER_OFFERED and (name == "account" or name.startswith("mfa_")):
        return {200, 302, 404, 405}  # one's own account, drawn for whoever asks
    if allowed is None:
        return {404, 405}
    if method == "head":
        return {200, 302, 405} if person in allowed else {404, 405}
    return {200, 302, 400} if person in allowed else {404}
