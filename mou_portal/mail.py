"""Settings about e-mail, from the environment: by which way it goes, from whom, and to which address it leads back."""

import os

HOST = os.environ.get("MOU_EMAIL_HOST", "")
FOLDER = os.environ.get("MOU_EMAIL_FOLDER", "")
# `starttls`, `tls` from the first byte, or nothing.
SECURED_BY = os.environ.get("MOU_EMAIL_SECURITY", "")


def backend(https):
    """The class that sends: another by name (GOV.UK Notify's, say), SMTP, files, or for one machine the screen.

    Letters hold links that open an account: they are printed only where no account is real, and never into a log.
    """
    kind = "smtp" if HOST else "filebased" if FOLDER else "dummy" if https else "console"
    return os.environ.get("MOU_EMAIL_BACKEND") or f"django.core.mail.backends.{kind}.EmailBackend"


def sender():
    """Django's settings for whatever sends."""
    return {
        "EMAIL_HOST": HOST or "localhost",
        "EMAIL_PORT": int(os.environ.get("MOU_EMAIL_PORT") or {"starttls": 587, "tls": 465}.get(SECURED_BY, 25)),
        "EMAIL_HOST_USER": os.environ.get("MOU_EMAIL_USER", ""),
        "EMAIL_HOST_PASSWORD": os.environ.get("MOU_EMAIL_PASSWORD", ""),
        "EMAIL_USE_TLS": SECURED_BY == "starttls",
        "EMAIL_USE_SSL": SECURED_BY == "tls",
        "EMAIL_TIMEOUT": 20,
        "EMAIL_FILE_PATH": FOLDER or None,
        "DEFAULT_FROM_EMAIL": os.environ.get("MOU_FROM_EMAIL", "mou-portal@localhost"),
        "LOG_ANCHOR_EMAIL": [each for each in os.environ.get("MOU_LOG_ANCHOR_EMAIL", "").split(",") if each],
    }


def portal_address(hosts, https):
    """Where the portal is, for links in e-mails that no request asked for."""
    return (os.environ.get("MOU_ADDRESS") or f"http{'s' * https}://{hosts[0]}").rstrip("/")
