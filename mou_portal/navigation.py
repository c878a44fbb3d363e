"""The menu: the pages that this person may open, and no others."""

from typing import NamedTuple

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from authorities import second_factor

# label, name of the page, permissions of which one is enough (none: for everybody who has signed in)
PAGES = (
    ("Home", "home", ()),
    ("Check a worker", "check_worker", ("compliance.check_worker",)),
    ("Record a placement", "record_placement", ("placements.record",)),
    ("Files", "send_file", ("placements.record",)),
    ("Placements", "placements", ("placements.read",)),
    ("Search", "search", ("placements.search",)),
    ("Breaches", "breaches", ("compliance.read_breaches",)),
    ("The rules", "rules", ("compliance.read_rules",)),
    ("Agreements", "agreements", ()),
    ("What if", "what_if", ("compliance.what_if",)),
    ("Look-ups", "look_ups", ("authorities.review_look_ups",)),
    ("Reports", "reports", ("reports.read_savings", "reports.read_quarterly")),
    ("Log", "log", ("authorities.read_log",)),
)


class Item(NamedTuple):
    """One entry of the menu."""

    label: str
    name: str
    url: str
    active: bool


def navigation(request):
    """Context for every page: the menu, for whom the person acts, and whether this is the demonstration."""
    user = getattr(request, "user", None)
    signed_in = user is not None and second_factor.proved(request)
    return {
        "navigation": menu(user, request.path) if signed_in else [],
        "acting_for": acting_for(user) if signed_in else "",
        "account_url": address("account") if signed_in else "",
        "demo": settings.DEMO,
    }


def acting_for(user):
    """Whom the person works for here: their authorities, else their supplier or region, in words."""
    held = user.current_appointments
    named = sorted({str(a.authority) for a in held if a.authority}) or sorted(
        {str(a.supplier or a.region) for a in held if a.supplier or a.region}
    )
    return ", ".join(named)


def menu(user, path):
    """The entries that this person may open; the one whose address most closely contains the path is active."""
    allowed = [(label, name, address(name)) for label, name, needs in PAGES if may(user, needs)]
    allowed = [entry for entry in allowed if entry[2]]
    home = address("home")
    holding = [url for _, _, url in allowed if path == url or (url != home and path.startswith(url))]
    here = max(holding, key=len, default="")
    return [Item(label, name, url, active=bool(here) and url == here) for label, name, url in allowed]


def may(user, permissions):
    """Whether the person holds one of these permissions; a page without any is for everybody signed in."""
    return not permissions or any(user.has_perm(permission) for permission in permissions)


def address(name):
    """The address of a page, or nothing where this portal has no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
