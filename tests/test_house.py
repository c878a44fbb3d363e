"""The house keeps its own rules: what is where, what it is called, and how large it grows."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from django.db import connection

from compliance.agreement_file import read
from compliance.rules import RULES

ROOT = Path(__file__).resolve().parent.parent
APPS = ("authorities", "placements", "compliance", "reports", "mou_portal")
FIRST_LEVEL = {
    ".ci", ".dockerignore", ".gitignore", "CHANGELOG.md", "Dockerfile", "LICENSE", "README.md", "authorities",
    "benchmarks", "bin", "compliance", "docker-compose.yml", "docs", "manage.py", "mou_portal", "placements",
    "pyproject.toml", "reports", "requirements-dev.lock", "requirements.lock", "templates", "tests",
}  # fmt: skip
DRAWERS = ("utils", "helpers", "services", "common", "core")


def tracked(*patterns):
    listed = subprocess.run(["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, check=True, text=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()]


def source_files():
    return [path for path in tracked("*.py") if "migrations" not in path.parts]


def test_the_first_level_holds_what_the_plan_names_and_nothing_else():
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} <= FIRST_LEVEL


def test_no_drawer_without_a_name():
    assert [path for path in source_files() if path.stem in DRAWERS] == []


def test_no_source_file_outgrows_its_room():
    assert {str(p): n for p in source_files() if (n := len(p.read_text().splitlines())) > 300} == {}


def test_every_module_says_in_one_line_what_it_is_for():
    silent = [p for p in source_files() if (text := p.read_text().strip()) and not text.startswith(('"""', "#!"))]

    assert silent == []


def test_only_the_clock_knows_what_day_it_is():
    asks = re.compile(r"date\.today\(|datetime\.now\(|localdate\(|utcnow\(")
    asking = [p.relative_to(ROOT) for p in source_files() if asks.search(p.read_text()) and p.parts[-1] != "clock.py"]

    assert [str(path) for path in asking if path.parts[0] in APPS] == []


def test_no_exception_is_made_once_and_raised_again():
    """Raised again, it would carry the traceback of every time before."""
    made = {
        f"{path.relative_to(ROOT)}:{line.lineno}"
        for path in source_files()
        for line in ast.parse(path.read_text()).body
        if isinstance(line, ast.Assign | ast.AnnAssign)
        and isinstance(line.value, ast.Call)
        and isinstance(line.value.func, ast.Name)
        and re.search(r"(Refused|TooMany|Error|Exception)$", line.value.func.id)
    }

    assert made == set()


def test_no_test_can_be_skipped():
    marks = re.compile(r"pytest\.(mark\.)?(skip|xfail|importorskip)")
    tests = [path for path in source_files() if "tests" in path.parts and path.name != "test_house.py"]

    assert [path for path in tests if marks.search(path.read_text())] == []


def test_no_lock_names_an_index():
    assert [
        p.name for p in tracked("*.lock") if re.search(r"https?://|file://|--(extra-)?index-url", p.read_text())
    ] == []


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_rule_is_cited_by_an_agreement_and_tested(name):
    stem = name.split("@")[0]
    files = [path for at in ("compliance", "tests") for path in (ROOT / at / "agreements").glob("*.toml")]
    agreements = [read(path.read_text(), path.name) for path in files]

    assert any(clause.rule == name for version in agreements for clause in version.clauses)
    assert (ROOT / "compliance" / "rules" / f"{stem}.py").exists()
    assert (ROOT / "tests" / "compliance" / "rules" / f"test_{stem}.py").exists()


def test_every_rule_file_is_on_the_contents_page():
    files = {path.stem for path in (ROOT / "compliance" / "rules").glob("*.py")} - {"__init__"}

    assert files == {name.split("@")[0] for name in RULES}


@pytest.mark.parametrize("app", [app for app in APPS if (ROOT / app / "pages").exists()])
def test_every_page_has_a_template_and_a_test_of_its_name(app):
    stems = {path.stem for path in (ROOT / app / "pages").glob("*.py")} - {"__init__"}
    templates = {path.stem for path in (ROOT / "templates" / app).glob("**/*.html")}
    tests = {path.stem for path in (ROOT / "tests" / app).glob("**/test_*.py")}

    assert stems - templates == set()
    assert {f"test_{stem}" for stem in stems} - tests == set()


def test_the_driver_is_psycopg2():
    # With psycopg 3 beside it Django would change over without a word.
    assert connection.Database.__name__ == "psycopg2"
