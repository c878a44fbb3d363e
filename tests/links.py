"""What a page offers: its links and its forms, each of which whoever reads the page may follow."""

import re
from functools import cache
from html import unescape

from django.urls import Resolver404, resolve

from tests.who_gets_what import OPEN, ROUTES, SIGNED_OUT

# An address of the API stands whole in what it answers.
LINK = re.compile(r'(?:<a\b[^>]*\bhref="|"url":"https?://[^/"]+)(/[^"#]*)')
FORM = re.compile(r'<form\b(?=[^>]*\bmethod="post")[^>]*\baction="(/[^"#]*)')


def offered(body):
    """Every address that a page offers, with the method."""
    for method, pattern in (("get", LINK), ("post", FORM)):
        yield from ((method, unescape(address)) for address in dict.fromkeys(pattern.findall(body)))


def refused(person, body, world):
    """Every address that a page offers to somebody who gets nothing there, by the table of who gets what."""
    for method, address in offered(body):
        if not may_follow(person, method, address, world):
            yield address


def dead(speaker, addresses):
    """Every address that leads this person nowhere, of those and of all that is offered there, and so on."""
    waiting, met = [("get", address) for address in addresses], set()
    while waiting:
        method, address = waiting.pop()
        asked = method, *_kind_of(address)
        name, _ = led_to(address)
        route = ROUTES.get(name, OPEN)
        if route.open or asked in met or (method == "post" and route.post == set()):
            continue
        met.add(asked)
        answer = speaker.ask(method, address, as_json=name.startswith("api_"), walled=False)
        if answer.status not in (200, 302, 400):
            yield f"{method} {address} answered {answer.status}"
        waiting += offered(answer.body)


def _kind_of(address):
    """A page with the names of what is asked of it: one address of each such kind is enough."""
    page, _, asked = address.partition("?")
    return page, frozenset(each.partition("=")[0] for each in asked.split("&"))


def may_follow(person, method, address, world):
    """Whether this person gets something at an address; of things that are not in this world it is not known."""
    name, sent = led_to(address)
    route = ROUTES.get(name)
    if route is None or route.open:
        return True
    rights = getattr(route, method)
    if person in SIGNED_OUT or rights == set():
        return True  # led to signing in first; or nobody gets anything without what a form carries
    if isinstance(rights, dict):
        about = [whose for whose in rights if [str(value) for value in route.about(world, whose)] == sent]
        return not about or any(person in rights[whose] for whose in about)
    return rights is not None and person in rights


@cache
def led_to(address):
    """The name of what is at an address, and what it is about; no name where there is nothing."""
    try:
        found = resolve(address.partition("?")[0])
    except Resolver404:
        return "", []
    return found.url_name, [str(value) for value in (*found.args, *found.kwargs.values())]
