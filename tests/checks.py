"""Every check of who may see what, taken away one at a time, to see whether the matrix notices.

A check is a permission, a call of `for_user`, of `shares` or of `authorities_as`: each is found in the source, and
taken away in the running process, where it is called from. The wall in the database is left out: it would hide a
filter that is missing.
"""

import ast
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import rules
from django.db.models import QuerySet

from authorities.models import Authority, Person
from authorities.sharing import Reach

ROOT = Path(__file__).resolve().parent.parent
APPS = ("authorities", "placements", "compliance", "reports", "mou_portal")
CALLS = ("for_user", "shares", "authorities_as")


class Check(NamedTuple):
    """One check: what it is, and where it stands; a permission has a name instead."""

    kind: str
    where: str
    line: int = 0

    def is_at(self, passed):
        """Whether what was passed is this check; a call over several lines is passed at one of them."""
        return self[:2] == passed[:2] and abs(self.line - passed.line) <= 1


def permissions():
    """Every permission that is asked for somewhere."""
    return [Check("permission", name) for name in sorted(rules.permissions.permissions)]


def calls():
    """Every place from which a filter is called."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" in path.parts or path.name in ("reach.py", "standing.py"):
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CALLS:
                    yield Check(node.func.attr, str(path.relative_to(ROOT)), node.func.end_lineno)


class Watch:
    """Notes which checks are passed, and lets everything through at the one that is taken away."""

    def __init__(self):
        self.passed, self.away = set(), ()

    def passes(self, kind, frame=None, name=""):
        """Whether this check is the one taken away."""
        while frame is not None and not (name := _own(frame.f_code.co_filename)):
            frame = frame.f_back
        check = Check(kind, name, frame.f_lineno if frame else 0)
        self.passed.add(check)
        return self._is_away(check)

    def _is_away(self, check):
        return any(away.is_at(check) for away in self.away)

    @contextmanager
    def without(self, *checks):
        self.away = checks
        try:
            yield
        finally:
            self.away = ()


def watching(monkeypatch):
    """Put a watch on every check; it is taken off with the test."""
    watch = Watch()
    querysets = {kind for kind in _all_kinds(QuerySet) if "for_user" in vars(kind)}
    for kind in querysets:
        monkeypatch.setattr(kind, "for_user", _watched(watch, "for_user", kind.for_user, lambda rows, *_: rows.all()))
    monkeypatch.setattr(Reach, "shares", _watched(watch, "shares", Reach.shares, lambda *_, **__: True))
    everybody = _watched(watch, "authorities_as", Person.authorities_as, lambda *_: list(Authority.objects.all()))
    monkeypatch.setattr(Person, "authorities_as", everybody)
    plain = Person.has_perm

    def has_perm(person, permission, obj=None):
        return watch.passes("permission", name=permission) or plain(person, permission, obj)

    monkeypatch.setattr(Person, "has_perm", has_perm)
    return watch


def _own(file):
    """A file of ours as the source names it; nothing for those between us and the filter, such as a manager's."""
    parts = Path(file).relative_to(ROOT).parts if Path(file).is_relative_to(ROOT) else ("",)
    return "/".join(parts) if parts[0] in APPS else ""


def _watched(watch, kind, plain, open_door):
    def asked(*given, **named):
        away = watch.passes(kind, sys._getframe(1))
        return open_door(*given, **named) if away else plain(*given, **named)

    return asked


def _all_kinds(kind):
    for each in kind.__subclasses__():
        yield each
        yield from _all_kinds(each)
