"""Small faults put into the pure rulebook, one at a time, to see whether its pure tests notice.

cosmic-ray makes them: it also changes functions that carry a decorator, as every rule does. An equality becomes its
opposite and an order every other order. Left out are changes of type hints, which decide nothing, and those that any
test would notice as a type error: both would flatter the count.
"""

import ast
import difflib
import itertools
import json
import shutil
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

from tests.pure import ALONE, FOLDER, MODULES, ROOT, TESTS, run, start

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
NEAR = {
    "assess": ("test_binding", "test_stretches"),
    "agreement": ("test_parameters",),
    "ceiling": ("rules/test_pay_cap", "rules/test_price_cap"),
    "facts": ("rules/test_twelve_month",),
    "history": ("rules/test_twelve_month", "rules/test_cool_off"),
    "parameters": ("test_schedules", "test_agreement"),
}
# Seconds for the sound tests; a fault that makes a loop endless is noticed once it takes so many times as long.
PATIENCE, LONGER = 300, 3


class Mutant(NamedTuple):
    """One fault: the file, what is changed, and where it stands among the places for such a change."""

    file: str
    operator: str
    occurrence: int

    def put_into(self, source):
        """The text of the file with the fault in it."""
        return mutate_code(source, get_operator(f"core/{self.operator}")(), self.occurrence)

    def lines(self):
        """The line before and after; of several lines one text."""
        sound = (ROOT / self.file).read_text()
        told = [
            line for line in difflib.ndiff(sound.splitlines(), self.put_into(sound).splitlines()) if line[2:].strip()
        ]
        return tuple(" ⏎ ".join(line[2:].strip() for line in told if line[:2] == sign) for sign in ("- ", "+ "))


@cache
def mutants():
    """Every fault, in the order of files and of kinds."""
    return tuple(each for path in MODULES for each in _of(path))


def survivors(chosen, processes, seconds=float("inf")):
    """Those of the chosen faults that no pure test notices, and how many were tried before the seconds were over."""
    left, alive, tried = deque(chosen), [], []

    def work(workshop):
        while left and (time.monotonic() < until or not tried):
            mutant = left.popleft()
            tried.append(mutant)
            if not workshop.notices(mutant):
                alive.append(mutant)

    with ExitStack() as stack, ThreadPoolExecutor(processes) as pool:
        workshops = [stack.enter_context(Workshop()) for _ in range(processes)]
        # Were the tests to fail without a fault, they would seem to notice every one.
        for sound in list(pool.map(Workshop.is_sound, workshops)):
            assert sound, "the pure tests fail without any fault"
        until = time.monotonic() + seconds
        list(pool.map(work, workshops))
    return alive, len(tried)


class Workshop:
    """A copy of the rulebook with a Python beside it that runs its tests."""

    def __enter__(self):
        self.folder = TemporaryDirectory()
        self.copy = Path(self.folder.name)
        for name in ("compliance", "tests"):
            shutil.copytree(ROOT / name, self.copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", self.copy)
        # Compiled once, and known by their text: a file with a fault in it is compiled anew.
        run("-m", "compileall", "-q", "--invalidation-mode", "checked-hash", "compliance", "tests", cwd=self.copy)
        command = (self.copy / "tests" / "trial.py", *ALONE, "--assert=plain", "-x")
        self.python, self.patience = start(*command, cwd=self.copy, MOU_EXAMPLES="20"), PATIENCE
        return self

    def __exit__(self, *_):
        self.python.stdin.close()
        self.python.wait()
        self.python.stdout.close()
        self.folder.cleanup()

    def is_sound(self):
        """Whether every pure test passes as things are; how long that takes is what later runs are measured by."""
        begun = time.monotonic()
        sound = self._exit_code(TESTS) == "0"
        self.patience = LONGER * (time.monotonic() - begun)
        return sound

    def notices(self, mutant):
        """Whether the nearest tests, or else all of them, fail with the fault in place."""
        file = self.copy / mutant.file
        sound = file.read_text()
        file.write_text(mutant.put_into(sound))
        try:
            return any(self._exit_code(tests) != "0" for tests in (_nearest(mutant.file), TESTS) if tests)
        finally:
            file.write_text(sound)

    def _exit_code(self, tests):
        self.python.stdin.write(json.dumps([self.patience, *map(str, tests)]) + "\n")
        self.python.stdin.flush()
        return self.python.stdout.readline().strip()


def _nearest(file):
    """The tests that are likeliest to notice, so that most faults need no more."""
    path = Path(file)
    named = "rules/test" if path.parent.name == "rules" else "test"
    likely = [f"{named}_{path.stem}.py", *(f"{other}.py" for other in NEAR.get(path.stem, ()))]
    return [FOLDER / name for name in likely if (ROOT / FOLDER / name).exists()]


def _of(path):
    source = path.read_text()
    tree, hints = get_ast(source), _hints(source)
    for name in OPERATORS:
        operator = get_operator(f"core/{name}")()
        places = ((node, place) for node in ast_nodes(tree) for place in operator.mutation_positions(node))
        for occurrence, (node, (begins, _)) in enumerate(places):
            if not _is_star(node) and not any(first <= begins < last for first, last in hints):
                yield Mutant(str(path.relative_to(ROOT)), name, occurrence)


def _is_star(node):
    """The star of a signature, which multiplies nothing."""
    return node.parent is not None and node.parent.type in ("parameters", "param") and node.type == "operator"


def _hints(source):
    """Where the type hints stand: from (line, column) to (line, column)."""
    nodes = list(ast.walk(ast.parse(source)))
    hints = [getattr(node, kind, None) for node in nodes for kind in ("annotation", "returns")]
    return [((hint.lineno, hint.col_offset), (hint.end_lineno, hint.end_col_offset)) for hint in hints if hint]
