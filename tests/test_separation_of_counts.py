"""What others hold makes no difference: every page answers a person the same, whatever there is that they do not read.

Words alone would not tell of a number on a page, a choice in a form or a row in a list. Here records of each kind are
added where the sharing contract says that a person reads none, and whatever that person asks must answer as before.
"""

import difflib
from contextlib import ExitStack, contextmanager

import pytest
from django.db import transaction
from django.urls import reverse

from tests.others import add, hidden_from, places
from tests.test_separation import (  # noqa: F401  the same world, to which others add
    everybody,
    hushed,
    in_autumn,
    people,
    speakers,
    world,
)  # fmt: skip
from tests.who_gets_what import ROUTES, SIGNED_OUT
from tests.who_meets_what import COUNTED

# One's own account, whose secrets are drawn anew for whoever asks.
OWN_ACCOUNT = ("mfa_", "account", "sessions")
TRIED = 3


@contextmanager
def added(labels, place):
    """As long as this lasts there is one more of each of these kinds."""
    with transaction.atomic():
        add(labels, place)
        yield
        transaction.set_rollback(True)


def askers(speakers):  # noqa: F811
    """Everybody who has signed in and whose account is open."""
    return [name for name in speakers if name not in SIGNED_OUT]


def pages_of(person, world):  # noqa: F811
    """Every page and address of the API that this person may read, with each thing that it may be about."""
    for name, route in ROUTES.items():
        if route.open or route.get is None or name.startswith(OWN_ACCOUNT):
            continue
        by_thing = route.get if isinstance(route.get, dict) else {"": route.get}
        for whose, allowed in by_thing.items():
            if person in allowed and person not in COUNTED.get(name, ()):
                yield name, reverse(name, args=route.about(world, whose) if route.about else []), whose


def answers(speaker, asked):
    return {page: speaker.ask("get", page[1], as_json=page[0].startswith("api_"), walled=False) for page in asked}


def swayed(person, speaker, asked, where):
    """Each page that answers this person differently once there is more, anywhere, that they do not read."""
    before = answers(speaker, asked)
    with everywhere_added(speaker.user, where):
        after = answers(speaker, asked)
    for page in asked:
        if after[page] != before[page]:
            yield f"{person}: {page[1]} tells of others: {difference(before[page], after[page])}"


@contextmanager
def everywhere_added(person, where):
    """As long as this lasts there is more, at each of these places, of whatever this person does not read there."""
    with ExitStack() as kept:
        for place in where:
            kept.enter_context(added(list(hidden_from(person, place)), place))
        yield


def difference(before, after):
    lines = difflib.ndiff(before.body.splitlines(), after.body.splitlines())
    return [f"{before.status} {after.status}", *(line for line in lines if line[0] in "-+")][:6]


def told(asking, speakers, world):  # noqa: F811
    """Everything that tells one of these people of what they do not read."""
    where = list(places())
    return [
        each for person in asking for each in swayed(person, speakers[person], list(pages_of(person, world)), where)
    ]


def test_what_others_hold_makes_no_difference(speakers, world, drawn):  # noqa: F811
    """Some people, drawn anew each time; the long run asks as everybody."""
    assert told(drawn.sample(askers(speakers), TRIED), speakers, world) == []


@pytest.mark.long
def test_what_others_hold_makes_no_difference_to_anybody(speakers, world):  # noqa: F811
    assert told(askers(speakers), speakers, world) == []


def test_what_is_added_shows_to_whoever_reads_it(speakers, world):  # noqa: F811
    """Else the test above would pass because nothing was added."""
    walsall = next(iter(places()))
    for person in ("asha", "hugo", "ivy"):
        hidden = set(hidden_from(speakers[person].user, walsall))
        read = [label for label in hidden_from(speakers["former"].user, walsall) if label not in hidden]
        asked = list(pages_of(person, world))
        before = answers(speakers[person], asked)
        with added(read, walsall):
            after = answers(speakers[person], asked)
        assert sum(before[page] != after[page] for page in asked) > 2, person
