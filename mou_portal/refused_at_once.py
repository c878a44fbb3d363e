"""What is refused before anything else looks at it."""

from django.conf import settings
from django.http import HttpResponseNotAllowed, JsonResponse

# They would send a request's own headers back, or make a tunnel of the portal.
NEVER = ("CONNECT", "TRACE", "TRACK")
OFFERED = ("GET", "HEAD", "OPTIONS", "POST")
USE_TLS = "Use https. The key that came with this request has crossed the network in plain text: revoke it."


def refused_at_once(get_response):
    """A middleware: no method that serves attackers alone, and no API without TLS.

    A page is led from http to https. A program is not: it would go on sending its key in plain text, and nobody would
    notice.
    """

    def answering(request):
        if request.method in NEVER:
            return HttpResponseNotAllowed(OFFERED)
        if settings.SECURE_SSL_REDIRECT and request.path.startswith("/api/") and not request.is_secure():
            return JsonResponse({"errors": [{"field": "", "message": USE_TLS}]}, status=403)
        return get_response(request)

    return answering
