"""Each check of who may see what, taken away, is noticed by the matrix; or docs/checks.md says what notices it."""

import re
from collections import defaultdict
from functools import partial

import pytest
from django.urls import reverse

from tests.checks import ROOT, calls, permissions, watching
from tests.test_separation import (  # noqa: F401  the same world, with a check taken away
    expected,
    hushed,
    in_autumn,
    people,
    questions,
    speakers,
    words_not_for,
    world,
)  # fmt: skip
from tests.test_separation_of_ids import IN_BODY, IN_QUERY, asking, ids, told_apart  # noqa: F401
from tests.who_gets_what import ROUTES

PAGE = ROOT / "docs" / "checks.md"
BEHIND = "another check in the same file stands behind it"
ALONE = "its answer holds no word and no status that would tell"
UNMET = "the matrix does not come to it"
ROW = re.compile(r"^\| `([\w.]+)` \| `([\w./]+)` \| (.+?) \|$", re.MULTILINE)


def explained():
    """The checks that the matrix does not notice, as docs/checks.md lists them with what does."""
    return {(kind, where) for kind, where, _ in ROW.findall(PAGE.read_text())}


def put(speakers, world, ids):  # noqa: F811
    """Every question of the matrix that comes to a record, as a function: is the answer wrong?"""
    for name, route in ROUTES.items():
        if route.open:
            continue
        for method, whose, allowed in questions(route):
            if method in ("get", "post"):
                address = reverse(name, args=route.about(world, whose) if route.about else [])
                for person, speaker in speakers.items():
                    yield partial(is_wrong, speaker, name, method, address, person, allowed)
    for name, fields in IN_QUERY.items():
        yield partial(is_told_apart, asking(speakers), ids, name, "get", fields)
    for name, (fields, rest) in IN_BODY.items():
        yield partial(is_told_apart, asking(speakers), ids, name, "post", fields, rest)


def is_wrong(speaker, name, method, address, person, allowed):
    answer = speaker.ask(method, address, as_json=name.startswith("api_"), walled=False)
    right = expected(name, method, person, allowed)
    return answer.status not in right or any(words_not_for(person, answer.body, name))


def is_told_apart(*question):
    return any(told_apart(*question))


def test_every_check_that_is_explained_is_still_there():
    there = {(check.kind, check.where) for check in (*calls(), *permissions())}

    assert explained() - there == set()


@pytest.mark.long
def test_every_check_taken_away_is_noticed_or_explained(speakers, world, ids, monkeypatch, capsys):  # noqa: F811
    watch, met = watching(monkeypatch), defaultdict(list)
    for wrong in put(speakers, world, ids):
        watch.passed.clear()
        assert not wrong(), wrong.args[1:4]
        for check in watch.passed:
            met[check].append(wrong)

    unnoticed, every = {}, [*permissions(), *calls()]
    for check in every:
        asked = [wrong for passed, asks in met.items() if check.is_at(passed) for wrong in asks]
        with watch.without(check):
            if any(wrong() for wrong in asked):
                continue
        # Where two checks keep the same thing, either may go; not both.
        with watch.without(*(each for each in every if each.where == check.where)):
            unnoticed[check] = BEHIND if any(wrong() for wrong in asked) else ALONE if asked else UNMET
    with capsys.disabled():
        print(f"\n{len(every)} checks taken away, {len(unnoticed)} not noticed by the matrix")
        print("\n".join(f"| `{kind}` | `{where}` | {why} |" for (kind, where, _), why in unnoticed.items()))

    assert {(check.kind, check.where) for check in unnoticed} - explained() == set()
