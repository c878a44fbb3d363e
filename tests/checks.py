"""Every check of who may see what, taken away one at a time, to see whether a test notices.

A check is a place in the source that asks: the permission of a page or of an address of the API, a call of `has_perm`
or of a filter of records. Each is found in the source, and taken away in the running process, at that place alone. The
wall in the database is left out: it would hide a filter that is missing.
"""

import ast
import inspect
import re
import sys
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from itertools import count, islice
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from django.conf import settings
from django.db.models import Q, QuerySet

from authorities import appointing
from authorities.log import models as log_models
from authorities.log import reading as log_reading
from authorities.models import Appointment, Authority, Person, Region, Supplier
from authorities.sharing import Reach, reach_of, regions_read_by
from authorities.sharing.readers import Case
from compliance import two_keys
from compliance.pages import load_agreement
from compliance.what_if import models as what_if_models

ROOT = Path(__file__).resolve().parent.parent
APPS = ("authorities", "placements", "compliance", "reports", "mou_portal")


def every_region(*_):
    """Any region, for whoever asks."""
    return list(Region.objects.order_by("name"))


def everything(*_):
    """The reach of somebody who holds every role everywhere."""
    ids = {
        Case.OWN: Authority, Case.TYPED: Authority, Case.REGION: Region, Case.MEMBER: Region, Case.ORDER: Supplier,
    }  # fmt: skip
    held = {case: list(model.objects.values_list("pk", flat=True)) for case, model in ids.items()}
    return Reach((role, case, pk) for role in Appointment.Role for case, pks in held.items() for pk in pks)


# What each gives to everybody once it is taken away.
METHODS = {
    "has_perm": (Person, lambda *_: True),
    "holds": (Person, lambda *_: True),
    "of": (Reach, lambda reach, *_: reach),
    "authorities_as": (Person, lambda *_: list(Authority.objects.all())),
    "shares": (Reach, lambda *_, **__: True),
    "sees_identity": (Reach, lambda *_, **__: True),
}
FUNCTIONS = {
    "reach_of": (reach_of, everything),
    "regions_read_by": (regions_read_by, lambda *_: set(Region.objects.values_list("pk", flat=True))),
    "acts_as": (two_keys.acts_as, lambda *_: True),
    "may_publish": (two_keys.may_publish, lambda *_: True),
    "regions_asked_for": (what_if_models.regions_asked_for, every_region),
    "may_ask_about": (what_if_models.may_ask_about, lambda *_: True),
    "regions_of": (load_agreement.regions_of, lambda *_: {each.pk for each in every_region()}),
    "audited_by": (log_models.audited_by, lambda *_: Q(pk__isnull=False)),
    "authorities_in": (log_reading.authorities_in, lambda *_: list(Authority.objects.all())),
    "may_give": (appointing.may_give, lambda *_, **__: True),
    "looked_after_by": (appointing.looked_after_by, lambda *_: Q(pk__isnull=False)),
}
FILTERS = ("for_user", "worked_on_by")
CALLS = (*FILTERS, *METHODS, *FUNCTIONS)
# Where these are made of one another, and where the permission of a view is asked, which is counted with the view.
MADE_IN = {
    f"authorities/{file}.py"
    for file in ("access", "api", "people", "permissions", "sharing/reach", "sharing/querysets", "wall/standing")
}
IN_TEMPLATE = re.compile(r"\bperms\.(\w+\.\w+)")


class Check(NamedTuple):
    """One check: what asks, where, in which function, and which of those there."""

    kind: str
    where: str
    function: str
    number: int = 1

    def __str__(self):
        return f"`{self.kind}` | `{self.where}` `{self.function}`{f' ({self.number})' if self.number > 1 else ''}"


# What asks the same things and guards nothing: with the reason, which docs/checks.md tells.
NO_CHECK = {
    Check("regions_read_by", "compliance/pages/rules.py", "asked_regions"): (
        "which region’s rules are shown first; anybody may ask for each"
    ),
    Check("regions_read_by", "compliance/forecast_queries.py", "forecasts"): (
        "which regions’ published caps are spoken of; whose placements `for_user` says"
    ),
    Check("authorities_as", "reports/pages/return_ready.py", "return_ready", 2): (
        "whether the list has a column for the authority; whose placements `for_user` says"
    ),
    Check("reach_of", "placements/pages/search.py", "found"): (
        "whether the list has a column for the authority; what is found `for_user` says"
    ),
    Check(
        "authorities_as", "placements/queries.py", "of_own"
    ): "which authority a list is narrowed to that home leads to",
    Check("reach_of", "placements/queries.py", "of_own"): "which authority a list is narrowed to that home leads to",
    **{
        Check(kind, "placements/search.py", "_reach"): "in which authority is searched; what is found `for_user` says"
        for kind in ("reach_of", "of")
    },
    Check("for_user", "compliance/file_answers.py", "of"): (
        "what was found of a file’s placements: those are of the authority whose file `own_uploads` has opened"
    ),
    Check("of", "compliance/pages/placements.py", "placements"): "whether the page says that names do not show",
}


def every_check():
    """Every check in the source, in its order."""
    return sorted(_every_place() - set(NO_CHECK))


def no_longer_there():
    """What is told to be no check and is not in the source."""
    return sorted(set(NO_CHECK) - _every_place())


def _every_place():
    return {*_places().values(), *_of_views(), *_of_templates()}


@cache
def _places():
    """Each call that asks, by where it ends: (file, line, column)."""
    found = {}
    for where, tree in _sources():
        numbers = {}
        for function, node in _calls(tree):
            kind = _called(node)
            if kind in CALLS and where not in MADE_IN and _is_asked_of_somebody(kind, node):
                number = next(numbers.setdefault((kind, function), count(1)))
                found[where, node.end_lineno, node.end_col_offset] = Check(kind, where, function, number)
    return found


def _of_views():
    """The permission of each page and of each address of the API."""
    for where, tree in _sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and any(_called(each) == "permitted" for each in node.decorator_list):
                yield Check("permitted", where, node.name)
            if isinstance(node, ast.ClassDef) and any(_assigns(each, "permission_classes") for each in node.body):
                yield Check("Permitted", where, node.name)


def _of_templates():
    for path in (ROOT / "templates").rglob("*.html"):
        yield from (Check("perms", "templates", name) for name in IN_TEMPLATE.findall(path.read_text()))


@cache
def _sources():
    files = [path for app in APPS for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]
    return [(str(path.relative_to(ROOT)), ast.parse(path.read_text())) for path in files]


def _calls(node, within="the module"):
    """Each call in the source with the function that it stands in."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield within, child
        named = isinstance(child, (ast.FunctionDef, ast.ClassDef))
        yield from _calls(child, child.name if named else within)


def _called(node):
    return isinstance(node, ast.Call) and (getattr(node.func, "attr", "") or getattr(node.func, "id", ""))


def _is_asked_of_somebody(kind, node):
    """Whether `of` is asked of what somebody may read, and `holds` of a person: other things are asked for too."""
    asked = ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else ""
    wanted = {"of": ("reach",), "holds": ("person", "user", "by")}.get(kind)
    return wanted is None or any(name in asked for name in wanted)


def _assigns(node, name):
    return isinstance(node, ast.Assign) and name in [getattr(target, "id", "") for target in node.targets]


class Watch:
    """Notes which checks are passed, and lets everything through at those that are taken away."""

    def __init__(self):
        self.passed, self.away = set(), frozenset()

    def passes(self, check):
        """Whether this check is taken away."""
        self.passed.add(check)
        return check in self.away

    @contextmanager
    def without(self, *checks):
        self.away = frozenset(checks)
        try:
            yield
        finally:
            self.away = frozenset()


def watching(monkeypatch):
    """Put a watch on every check; it is taken off with the test."""
    # A page that is first read with a watch on would keep it, and no later watch would know its checks.
    import_module(settings.ROOT_URLCONF)
    watch = Watch()
    for name in FILTERS:
        for rows in {kind for kind in _all_kinds(QuerySet) if name in vars(kind)}:
            monkeypatch.setattr(rows, name, _watched(watch, name, vars(rows)[name], lambda rows, *_: rows.all()))
    for name, (owner, opened) in METHODS.items():
        monkeypatch.setattr(owner, name, _watched(watch, name, getattr(owner, name), opened))
    for name, (function, opened) in FUNCTIONS.items():
        for module in [each for each in list(sys.modules.values()) if isinstance(each, ModuleType)]:
            if vars(module).get(name) is function and module.__name__.split(".")[0] in APPS:
                monkeypatch.setattr(module, name, _watched(watch, name, function, opened))
    return watch


def _watched(watch, kind, plain, open_door):
    def asked(*given, **named):
        check = _check_at(kind, sys._getframe(1), given)
        return open_door(*given, **named) if check and watch.passes(check) else plain(*given, **named)

    return asked


def _check_at(kind, frame, given):
    """The check that is being passed, if it is one; those between us and the source, such as a manager’s, are not."""
    if kind == "has_perm" and (view := _view_of(frame)):
        return view
    own = frame
    while own is not None and not _own(own.f_code.co_filename):
        own = own.f_back
    if own is None:
        return None
    end = _ends(own.f_code, own.f_lasti)
    check = _places().get((_own(own.f_code.co_filename), *end))
    if check is None and kind == "has_perm":
        return Check("perms", "templates", given[1])
    return check if check and check.kind == kind else None


def _view_of(frame):
    """The page or address whose own permission is asked."""
    view = frame.f_locals.get("view")
    if frame.f_code.co_name == "guarded":
        code = inspect.unwrap(view).__code__
        return Check("permitted", _own(code.co_filename), code.co_name)
    if frame.f_code.co_name == "has_permission":
        made = asks_for(type(view))
        return Check("Permitted", _own(sys.modules[made.__module__].__file__), made.__name__)
    return None


def asks_for(view):
    """The class of the API, of those that a view is made of, that says that a permission is asked for."""
    return next(each for each in view.__mro__ if "permission_classes" in vars(each))


@cache
def _ends(code, at):
    """Where in the source the call ends that is at this instruction: (line, column)."""
    _, line, _, column = next(islice(code.co_positions(), at // 2, None))
    return line, column


@cache
def _own(file):
    """A file of ours as the source names it; nothing for those of others."""
    parts = Path(file).relative_to(ROOT).parts if Path(file).is_relative_to(ROOT) else ("",)
    return "/".join(parts) if parts[0] in APPS else ""


def _all_kinds(kind):
    for each in kind.__subclasses__():
        yield each
        yield from _all_kinds(each)
