"""The menu: the pages that this person may open, and no others."""

from typing import NamedTuple

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from authorities import second_factor


class Page(NamedTuple):
    """One page of the menu: permissions of which one is enough (none: for everybody who has signed in), and the names
    of pages that belong to it where the person has no entry of their own for them."""

    label: str
    name: str
    needs: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()


# So few and so short that an officer's stand in one line of 1,100 px: tests/journeys/test_home.py measures it.
PAGES = (
    Page("Home", "home"),
    Page("Check a worker", "check_worker", ("compliance.check_worker",)),
    Page("Record a placement", "record_placement", ("placements.record",)),
    Page("Placements", "placements", ("placements.read",)),
    Page("Files", "send_file", ("placements.record",)),
    Page("Search", "search", ("placements.search",)),
    Page("Breaches", "breaches", ("compliance.read_breaches",)),
    Page("Rules", "rules", ("compliance.read_rules",), holds=("agreements",)),
    Page("Agreements", "agreements", ("compliance.approve_agreements",)),
    Page("What if", "what_if", ("compliance.what_if",)),
    Page("Look-ups", "look_ups", ("authorities.review_look_ups",)),
    Page("Reports", "reports", ("reports.read_savings", "reports.read_quarterly")),
    Page("Log", "log", ("authorities.read_log",)),
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
    allowed = [(page, address(page.name)) for page in PAGES if may(user, page.needs)]
    allowed = [(page, url) for page, url in allowed if url]
    here = _holding(allowed, path)
    return [Item(page.label, page.name, url, active=page is here) for page, url in allowed]


def _holding(allowed, path):
    """The page of the menu that a path belongs to: of several, the one with the longest address."""
    home, own = address("home"), {page.name for page, _ in allowed}
    held = [(address(name), page) for page, _ in allowed for name in page.holds if name not in own]
    found = [
        (url, page)
        for url, page in [*((url, page) for page, url in allowed), *held]
        if url and (path == url or (url != home and path.startswith(url)))
    ]
    return max(found, key=lambda each: len(each[0]), default=("", None))[1]


def may(user, permissions):
    """Whether the person holds one of these permissions; a page without any is for everybody signed in."""
    return not permissions or any(user.has_perm(permission) for permission in permissions)


def address(name):
    """The address of a page, or nothing where this portal has no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
