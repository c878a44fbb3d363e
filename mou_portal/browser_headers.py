"""What every answer tells the browser besides its content: what it may do here, and where to complain."""

REPORT_TO = "portal"
REPORTS = "/browser-reports/"
SELF, NONE = ["'self'"], ["'none'"]
# Our own files, and nothing written into a page but images: the square code of an authenticator app is one.
POLICY = {
    "default-src": NONE,
    "connect-src": SELF,
    "font-src": SELF,
    "img-src": [*SELF, "data:"],
    "manifest-src": SELF,
    "script-src": SELF,
    "style-src": SELF,
    "object-src": NONE,
    "base-uri": NONE,
    "form-action": SELF,
    "frame-ancestors": NONE,
    "report-uri": REPORTS,
    "report-to": REPORT_TO,
}
# What no page of the portal needs; passkeys are for our own pages alone.
NEEDLESS = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone",
            "midi", "payment", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking")  # fmt: skip
OWN = ("publickey-credentials-create", "publickey-credentials-get", "clipboard-write", "fullscreen")
HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join([*(f"{name}=()" for name in NEEDLESS), *(f"{name}=(self)" for name in OWN)]),
    "Reporting-Endpoints": f'{REPORT_TO}="{REPORTS}"',
}


def browser_headers(get_response):
    """A middleware outside all others, so that static files and errors carry them too.

    The opener policy and the referrer policy are Django's own; the content security policy is django-csp's.
    """

    def answering(request):
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return answering
