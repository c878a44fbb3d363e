"""Every page that is not for everybody asks for a permission, beside what it asks of the rows that it is about."""

import inspect
from pathlib import Path
from types import SimpleNamespace

import rules
from django.urls import get_resolver

from authorities.api import Permitted
from tests.checks import ROOT, Check, asks_for
from tests.test_separation import in_autumn, people  # noqa: F401  the same cast
from tests.who_gets_what import ROUTES, SIGNED_IN

# One's own things, and versions of which everybody may read those that are published.
FOR_ALL = {"revoke_key", "agreement_version", "agreement_document", "mfa_remove_webauthn", "record_placement_answer"}


def views(patterns):
    """Each address by its name, with what answers there."""
    for each in patterns:
        if hasattr(each, "url_patterns"):
            yield from views(each.url_patterns)
        else:
            yield each.name, each.callback


def permission_of(view, method):
    """The permission that a view asks for; none where it asks for none."""
    of_api = getattr(view, "cls", None)
    if of_api is None:
        return getattr(view, "permission", None)
    asks = any(issubclass(each, Permitted) for each in of_api.permission_classes)
    return asks and of_api(request=SimpleNamespace(method=method)).permission


def readers(rights):
    """Everybody who may do anything there."""
    return set().union(*(each or () for each in (rights.values() if isinstance(rights, dict) else [rights])))


def asked_about():
    """Each page and method that is not for everybody, with its readers and the permission that it asks for."""
    found = dict(views(get_resolver().url_patterns))
    for name, route in ROUTES.items():
        if route.open or name in FOR_ALL or name.startswith("mfa_"):
            continue
        for method, rights in (("GET", route.get), ("POST", route.post)):
            if rights is not None and not readers(rights) >= SIGNED_IN:
                yield name, found[name], readers(rights), permission_of(found[name], method)


def held_to_a_permission():
    """The checks of these pages, as tests/checks.py names them: without its check the test below fails."""
    for _, view, _, _ in asked_about():
        kind, made = ("Permitted", asks_for(view.cls)) if hasattr(view, "cls") else ("permitted", inspect.unwrap(view))
        where = Path(inspect.getsourcefile(made)).relative_to(ROOT)
        yield Check(kind, str(where), made.__name__)


def test_every_page_that_is_not_for_everybody_asks_for_a_permission_that_its_readers_hold(people):  # noqa: F811
    for name, _, allowed, asked in asked_about():
        assert asked in rules.permissions.permissions, name
        assert [who for who in sorted(allowed) if not people[who].has_perm(asked)] == [], name
