"""Settings: one file; every difference between machines comes from the environment."""

import os
import secrets
import sys
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from authorities.wall import WEB, WORKER
from mou_portal import mail
from mou_portal.browser_headers import POLICY
from mou_portal.log_lines import LINES

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("MOU_DATA_DIR") or ROOT / ".data")
EMBEDDED = os.environ.get("MOU_EMBEDDED") == "1"  # set by the launcher that started the embedded servers
DEMO = os.environ.get("MOU_DEMO") == "1"
DEBUG = os.environ.get("MOU_DEBUG") == "1"
TESTING = "pytest" in sys.modules


def required(name):
    """The value of an environment variable that production cannot do without."""
    value = os.environ.get(name)
    if not value:
        raise ImproperlyConfigured(f"Set {name} in the environment. See docs/running.md.")
    return value


def secret(name):
    """A secret from the environment; with the embedded servers, one made once and kept beside their data."""
    if os.environ.get(name) or not EMBEDDED:
        return required(name)
    kept = DATA / "secrets" / name.lower()
    kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with open(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return kept.read_text()


SECRET_KEY = secret("MOU_SECRET_KEY")
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("MOU_SECRET_KEYS_OLD", "").split(",") if key]
# Matches records of one person across authorities. It is kept outside the database, because registration
# numbers are few enough to be guessed from a plain hash.
MATCH_KEY = secret("MOU_MATCH_KEY").encode()
# Keys beside it that rows may still stand under while the key is being changed: see docs/running.md.
MATCH_KEYS_OLD = tuple(key.encode() for key in os.environ.get("MOU_MATCH_KEYS_OLD", "").split(",") if key)

if not required("DATABASE_URL").startswith(("postgres://", "postgresql://")):
    raise ImproperlyConfigured(
        "DATABASE_URL names no PostgreSQL database. Write it as postgres://user:password@host/name."
    )
DATABASES = {"default": dj_database_url.parse(required("DATABASE_URL"), conn_max_age=60, conn_health_checks=True)}
if DATABASES["default"]["USER"] not in (WEB, WORKER):
    # Whoever comes as neither is at the machine itself: migrations, commands, tests. See authorities/wall/.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c app.system=on"
REDIS_URL = required("REDIS_URL")
# What all processes must count together (codes used, attempts made) and pages cannot do without.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}

# The demonstration has well-known passwords, so it answers on this machine alone.
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = (
    LOOPBACK if DEMO or not os.environ.get("MOU_ALLOWED_HOSTS") else os.environ["MOU_ALLOWED_HOSTS"].split(",")
)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host not in LOOPBACK]
if os.environ.get("MOU_ALLOWED_HOSTS") and (DEMO or DEBUG or EMBEDDED):
    raise ImproperlyConfigured(
        "Demonstrations, debug pages and the embedded servers are for this machine alone."
        " Unset MOU_ALLOWED_HOSTS, or MOU_DEMO and MOU_DEBUG, and set DATABASE_URL."
    )
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("Name the portal's own hosts in MOU_ALLOWED_HOSTS; a star lets any name in.")

INSTALLED_APPS = [
    "mou_portal",
    "reports",
    "compliance",
    "placements",
    "authorities",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "drf_spectacular",
    "health_check",
    "knox",
    "pghistory",
    "pgtrigger",
    "rest_framework",
    "rules",
]
MIDDLEWARE = [
    "mou_portal.browser_headers.browser_headers",
    "mou_portal.refused_at_once.refused_at_once",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mou_portal.kept_nowhere.kept_nowhere",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "authorities.wall.middleware.standing",
    "allauth.account.middleware.AccountMiddleware",
    "authorities.second_factor.SecondFactorFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "authorities.time_outs.TimeOuts",
    "authorities.renewing.renewing",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "authorities.log.middleware.Logging",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "mou_portal.urls"
WSGI_APPLICATION = "mou_portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mou_portal.navigation.navigation",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
DJANGO_TABLES2_TEMPLATE = "components/table.html"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People and sign-in
AUTH_USER_MODEL = "authorities.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "authorities.passwords.NotKnownFromBreaches"},
    {"NAME": "authorities.passwords.NotEasilyGuessed"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "authorities.sign_in.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_FORMS = {
    "login": "authorities.sign_in.LoginForm",
    "change_password": "authorities.sign_in.ChangePasswordForm",
    "reset_password": "authorities.sign_in.ResetPasswordForm",
    "reset_password_from_key": "authorities.sign_in.ResetPasswordKeyForm",
    "reauthenticate": "authorities.sign_in.ReauthenticateForm",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody may ask whether there is an account
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600  # seconds for which a sign-in or a confirmation is fresh enough
# Failed passwords are counted by axes, failed codes by allauth, in the database, for all processes together.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/15m/key", "login": "300/m/ip"}
SOCIALACCOUNT_ADAPTER = "authorities.single_sign_on.adapter.Adapter"
MFA_ADAPTER = "authorities.second_factor.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]  # recovery codes are ours: authorities/recovery_codes.py
MFA_TOTP_ISSUER = "MOU portal"
MFA_TOTP_TOLERANCE = 1 if DEMO else 0  # half minutes either way: a demonstration's codes are read off a terminal
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "authenticate": "authorities.second_factor_forms.AuthenticateForm",
    "reauthenticate": "authorities.second_factor_forms.ReauthenticateForm",
    "activate_totp": "authorities.second_factor_forms.SetUpAppForm",
    "add_webauthn": "authorities.second_factor_forms.AddPasskeyForm",
    "authenticate_webauthn": "authorities.second_factor_forms.AuthenticatePasskeyForm",
    "reauthenticate_webauthn": "authorities.second_factor_forms.ReauthenticatePasskeyForm",
    "login_webauthn": "authorities.second_factor_forms.SignInPasskeyForm",
}
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours: a quarter of an hour
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "authorities.sign_in.axes_username"
AXES_LOCKOUT_CALLABLE = "authorities.sign_in.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "authorities.sign_in.client_address"
AXES_VERBOSE = False
# How many proxies of ours stand before the portal, so that a lock falls on the person and not on the proxy.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("MOU_PROXIES") or 0)
IDLE_MINUTES = int(os.environ.get("MOU_IDLE_MINUTES") or 30)
SESSION_HOURS = int(os.environ.get("MOU_SESSION_HOURS") or 8)
SESSION_COOKIE_AGE = 60 * 60 * SESSION_HOURS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
OPERATOR_EMAIL = "operator@localhost"  # on whose behalf commands act when --by is left out

# Browser
STATIC_URL = "static/"
STATIC_ROOT = DATA / "static" if EMBEDDED else Path(os.environ.get("MOU_STATIC_ROOT") or ROOT / ".data" / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
CONTENT_SECURITY_POLICY = {"DIRECTIVES": POLICY}
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "authorities.kept.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
HTTPS = not (DEMO or DEBUG or TESTING or EMBEDDED)
# A cookie of that prefix is taken over TLS alone, for this host and its whole address: no neighbour can plant one.
COOKIES = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIES}sessionid", f"{COOKIES}csrftoken"
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # what was done is not put into a cookie
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

# Language and time: placement facts are local dates
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
DATE_FORMAT = "j F Y"

# API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "authorities.api.KeyAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "authorities.api.Pages",
    "EXCEPTION_HANDLER": "authorities.api_refusal.explained",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["authorities.api.Json"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "COERCE_DECIMAL_TO_STRING": True,
    "PAGE_SIZE": 100,
}
SPECTACULAR_SETTINGS = {"TITLE": "MOU portal", "VERSION": "1", "SERVE_INCLUDE_SCHEMA": False}
REST_KNOX = {"AUTH_HEADER_PREFIX": "Bearer"}
KNOX_TOKEN_MODEL = "knox.AuthToken"  # noqa: S105  the name of a model

# Facts that are settings, not law
SWE_NUMBER_DIGITS = 6  # the most digits a registration number may have
# Weeks after which home asks that a placement be looked at again. No rule says how long one may last.
LONG_PLACEMENT_WEEKS = int(os.environ.get("MOU_LONG_PLACEMENT_WEEKS") or 52)
# The most look-ups before an engagement, for one person and for all who ask for one authority or one supplier. Those
# that end in a recorded placement do not count.
LOOK_UPS = {"person": {"hour": 30, "day": 100}, "body": {"hour": 120, "day": 500}}

# Mail
EMAIL_BACKEND = mail.backend(HTTPS)
PORTAL_ADDRESS = mail.portal_address(ALLOWED_HOSTS, HTTPS)
globals().update(mail.sender())

# Log
LOGGING = LINES
