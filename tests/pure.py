"""The pure rulebook: its modules, and the tests of it that need neither the database nor the web."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPLIANCE = ROOT / "compliance"
NAMES = (
    "agreement", "amounts", "answer", "assess", "ceiling", "cover", "experience", "facts", "history", "money",
    "on_costs", "parameters", "periods", "rule",
)  # fmt: skip
MODULES = (*(COMPLIANCE / f"{name}.py" for name in NAMES), *sorted((COMPLIANCE / "rules").glob("*.py")))
OF_MORE_THAN_ONE = ("binding", "properties", "schedules", "stretches", "words")
FOLDER = Path("tests") / "compliance"
TESTS = (FOLDER / "rules", *(FOLDER / f"test_{name}.py" for name in (*NAMES, *OF_MORE_THAN_ONE)))
# Without the settings, the database and the plugins that the rest of the tests need.
ALONE = ("-q", "--noconftest", "-p", "no:cacheprovider", "-o", "addopts=", "-W", "ignore")


def run(*command, cwd=ROOT, **environment):
    """Run Python with nothing but what the pure rulebook needs; output and errors come as one text."""
    python = start(*command, cwd=cwd, **environment)
    output, _ = python.communicate()
    return subprocess.CompletedProcess(command, python.returncode, output)


def start(*command, cwd, **environment):
    """Start such a Python, to be written to and read from."""
    bare = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONDONTWRITEBYTECODE": "1", **environment}
    return subprocess.Popen(
        [sys.executable, *map(str, command)], cwd=cwd, env=bare, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
