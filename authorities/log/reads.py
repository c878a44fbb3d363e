"""Each page, file and answer of the API that was granted to somebody: who, which, about which numbers, and when.

Beside the chain and not in it: a page that is read takes no turn in the chain, and the rows go when their time is over.
`seals` ties each day of them to the chain.
"""

from django.db import connection
from django.urls import get_resolver

from .naming import whose
from .noting import home, numbers

# Addresses that lead to nobody's records: everything else that is granted leaves a row, a new page from its first day.
SIGNING_IN = "signing in and out; each has an entry of its own"
ACCOUNT = "one's own account and how one signs in"
NOT_KEPT = {
    "health": "says whether the portal runs",
    "browser_reports": "a browser reports what it was forbidden",
    "api_schema": "what the API is like, for everybody",
    "account": ACCOUNT,
    "daily_email": ACCOUNT,
    "stop_daily_email": ACCOUNT,
    "sessions": ACCOUNT,
    "revoke_key": ACCOUNT,
    "invitation": SIGNING_IN,
    "invitation_link": SIGNING_IN,
    "councils": SIGNING_IN,
    "council_start": SIGNING_IN,
    "council_back": SIGNING_IN,
}
LIBRARY = ("account_", "mfa_")  # allauth's names, for the same two
ADD = """
    INSERT INTO authorities_logread (at, by_id, authority_id, region_id, via, ids, method, whose_id)
    VALUES (clock_timestamp(), %s, %s, %s, %s, %s, %s, ({}))"""


def pages():
    """The names of all addresses that leave a row."""
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    return sorted(name for name in names if _is_kept(name))


def granted(request, response):
    """Whether what was asked for was given to somebody who has signed in, and may hold a record."""
    if not request.user.is_authenticated or not _is_kept(request.resolver_match.view_name):
        return False
    # Whoever must sign in or confirm first is led to their account, and has been given nothing yet.
    led_away = response.headers.get("Location", "").startswith("/account/")
    return response.status_code < 400 and not led_away


def keep(request, *, authority=None, ids=""):
    """Write one row about this request. `authority` (an id) and `ids`: for a page that opens without an account."""
    person = request.user if request.user.is_authenticated else None
    own, region = (authority, None) if authority else home(person)
    match = request.resolver_match
    row = [person and person.pk, own, region, match.view_name, ids or numbers(match.kwargs), request.method]
    record, values = whose(match.kwargs)
    # No query of Django's: what a page asks for is counted without it, as is for whom the connection stands.
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        cursor.execute(ADD.format(record), [*row, *values])


def _is_kept(name):
    return name not in NOT_KEPT and not name.startswith(LIBRARY)
