"""Small faults put into the pure rulebook, one at a time, to see whether its pure tests notice.

cosmic-ray makes them: it also changes functions that carry a decorator, as every rule does. An equality becomes its
opposite and an order every other order. Left out are changes of type hints, which decide nothing, and those that any
test would notice as a type error: both would flatter the count.
"""

import ast
import difflib
import itertools
import os
import shutil
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from subprocess import TimeoutExpired
from tempfile import TemporaryDirectory
from typing import NamedTuple

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

from tests.pure import ALONE, FOLDER, MODULES, ROOT, TESTS, run

ORDERS = ("Lt", "LtE", "Gt", "GtE")
OPERATORS = (
    "AddNot", "ReplaceAndWithOr", "ReplaceOrWithAnd", "ReplaceTrueWithFalse", "ReplaceFalseWithTrue",
    "ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "ZeroIterationForLoop", "ExceptionReplacer",
    "NumberReplacer", "RemoveDecorator", "ReplaceUnaryOperator_Delete_Not", "ReplaceUnaryOperator_Delete_USub",
    "ReplaceUnaryOperator_USub_UAdd",
    *(f"ReplaceComparisonOperator_{pair}" for pair in ("Is_IsNot", "IsNot_Is", "Eq_NotEq", "NotEq_Eq")),
    *(f"ReplaceComparisonOperator_{one}_{other}" for one, other in itertools.permutations(ORDERS, 2)),
    *(f"ReplaceBinaryOperator_{pair}" for pair in ("Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul", "FloorDiv_Mul",
                                                   "Mod_Mul", "BitOr_BitAnd")),
)  # fmt: skip
# A loop that a fault has made endless ends here, and the fault counts as noticed.
SECONDS = 120


class Mutant(NamedTuple):
    """One fault: the file, what is changed, and where it stands among the places for such a change."""

    file: str
    operator: str
    occurrence: int

    def put_into(self, source):
        """The text of the file with the fault in it."""
        return mutate_code(source, get_operator(f"core/{self.operator}")(), self.occurrence)

    def lines(self):
        """The line before and after; of several lines one text, with strokes between them."""
        sound = (ROOT / self.file).read_text()
        told = list(difflib.ndiff(sound.splitlines(), self.put_into(sound).splitlines()))
        return tuple(" / ".join(line[2:].strip() for line in told if line[:2] == sign) for sign in ("- ", "+ "))


@cache
def mutants():
    """Every fault, in the order of files and of kinds."""
    return tuple(each for path in MODULES for each in _of(path))


def survivors(chosen, processes, seconds=None):
    """Those of the chosen faults that no pure test notices, and how many were tried before the seconds were over."""
    with TemporaryDirectory() as folder, ProcessPoolExecutor(processes) as pool:
        assert not is_noticed(folder, None), "the pure tests fail without any fault"
        noticed = list(pool.map(partial(_in_time, folder, _now() + (seconds or 1e9)), chosen))
    pairs = list(zip(chosen, noticed, strict=True))
    return [mutant for mutant, seen in pairs if seen is False], sum(seen is not None for _, seen in pairs)


def is_noticed(folder, mutant):
    """Whether the nearest tests, or else all of them, fail with the fault put into a copy of the rulebook."""
    copy = _copy(folder, os.getpid())
    if mutant is None:
        return _fails(copy, TESTS)
    file = copy / mutant.file
    sound = file.read_text()
    file.write_text(mutant.put_into(sound))
    try:
        return any(_fails(copy, tests) for tests in (_nearest(mutant.file), TESTS) if tests)
    finally:
        file.write_text(sound)


def _in_time(folder, until, mutant):
    return is_noticed(folder, mutant) if _now() < until else None


def _now():
    return os.times().elapsed


@cache
def _copy(folder, process):
    copy = Path(folder) / str(process)
    for name in ("compliance", "tests"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


def _fails(copy, tests):
    try:
        return run("-m", "pytest", *ALONE, "-x", *tests, cwd=copy, timeout=SECONDS, MOU_EXAMPLES="20").returncode != 0
    except TimeoutExpired:
        return True


def _nearest(file):
    path = Path(file)
    nearest = (FOLDER / "rules" if path.parent.name == "rules" else FOLDER) / f"test_{path.stem}.py"
    return [nearest] if (ROOT / nearest).exists() else []


def _of(path):
    source = path.read_text()
    tree, hints = get_ast(source), _hints(source)
    for name in OPERATORS:
        operator = get_operator(f"core/{name}")()
        places = (place for node in ast_nodes(tree) for place in operator.mutation_positions(node))
        for occurrence, (begins, _) in enumerate(places):
            if not any(first <= begins < last for first, last in hints):
                yield Mutant(str(path.relative_to(ROOT)), name, occurrence)


def _hints(source):
    """Where the type hints stand: from (line, column) to (line, column)."""
    nodes = list(ast.walk(ast.parse(source)))
    hints = [getattr(node, kind, None) for node in nodes for kind in ("annotation", "returns")]
    return [((hint.lineno, hint.col_offset), (hint.end_lineno, hint.end_col_offset)) for hint in hints if hint]
