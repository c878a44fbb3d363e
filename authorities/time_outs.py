"""How long a session lasts: so long without a request, and so long at most. What was being typed is kept (`kept`)."""

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout

BEGAN, SEEN = "began_at", "seen_at"
MINUTE = 60  # a sign of life is written no oftener: else every page would write


class TimeOuts:
    """A middleware that signs a person out before their request is looked at: the page sees a stranger's.

    A form that carries the person's token is then kept for them, as when a session was lost in any other way.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            now = time.time()
            if over := too_long(request.session, now):
                logout(request)
                messages.info(request, over)
            else:
                mark(request.session, now)
        return self.get_response(request)


def too_long(session, now):
    """Why the session is over, in words; empty while it is not."""
    if now - session.get(SEEN, now) > settings.IDLE_MINUTES * MINUTE:
        return f"You were signed out because you did nothing for {settings.IDLE_MINUTES} minutes. Sign in to carry on."
    if now - session.get(BEGAN, now) > settings.SESSION_HOURS * 60 * MINUTE:
        return f"You were signed out because {settings.SESSION_HOURS} hours have passed. Sign in to carry on."
    return ""


def mark(session, now):
    """Write down that the session began, and that it lives."""
    session.setdefault(BEGAN, now)
    if now - session.get(SEEN, 0) > MINUTE:
        session[SEEN] = now
