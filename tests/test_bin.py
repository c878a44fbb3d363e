"""The commands in bin/, where something they need is missing."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ("sh", "dirname", "basename", "cmp", "rm", "cp", "id", "env")


@pytest.fixture
def bare_machine(tmp_path):
    """A clone in a path with a space, and a machine that has only a shell and its tools."""
    clone, programs = tmp_path / "a clone", tmp_path / "programs"
    clone.mkdir()
    programs.mkdir()
    shutil.copytree(ROOT / "bin", clone / "bin")
    for lock in ROOT.glob("*.lock"):
        shutil.copy(lock, clone)
    for tool in TOOLS:
        (programs / tool).symlink_to(shutil.which(tool))
    return clone, programs


def run(machine, *command):
    clone, programs = machine
    environment = {"PATH": str(programs), "HOME": str(clone)}
    return subprocess.run(command, cwd=clone, env=environment, capture_output=True, text=True, check=False)


def fake(machine, name, script):
    program = machine[1] / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def test_a_machine_without_python_is_told_what_to_install(bare_machine):
    done = run(bare_machine, "bin/demo", "--once")

    assert done.returncode == 2
    assert "apt-get install python3 python3-venv" in done.stderr


def test_a_python_that_cannot_make_environments_is_told_the_package(bare_machine):
    fake(bare_machine, "python3", 'case "$2" in *ensurepip*) exit 1 ;; esac')

    done = run(bare_machine, "bin/demo", "--once")

    assert done.returncode == 2
    assert done.stderr == ("This Python cannot make a virtual environment. On Debian: apt-get install python3-venv\n")


def test_an_installation_that_does_not_succeed_says_so_and_is_tried_again(bare_machine):
    fake(
        bare_machine,
        "python3",
        'case "$2" in venv) mkdir -p .venv/bin; cp "$0" .venv/bin/python ;; pip) exit 1 ;; esac',
    )
    (bare_machine[1] / "mkdir").symlink_to(shutil.which("mkdir"))

    for _ in range(2):
        done = run(bare_machine, "bin/demo", "--once")
        assert done.returncode == 2
        assert "The installation did not succeed" in done.stderr


def test_tests_without_chromium_say_what_to_install_to_one_who_may_not(bare_machine):
    fake(bare_machine, "id-1000", "echo 1000")
    os.replace(bare_machine[1] / "id-1000", bare_machine[1] / "id")

    done = run(bare_machine, "bin/test")

    assert done.returncode == 2
    assert "apt-get install chromium" in done.stderr
    assert "bin/test --without-browser" in done.stderr


def test_where_the_smaller_chromium_cannot_be_had_root_gets_the_whole_one(bare_machine):
    programs = bare_machine[1]
    for name, script in (
        ("id-0", "echo 0"),
        (
            "apt-get",
            f'echo "$*" >>asked; case "$*" in *-shell) exit 100 ;; *chromium) cp "$0" "{programs}/chromium" ;; esac',
        ),
        (
            "python3",
            'case "$2" in venv) mkdir -p .venv/bin; cp "$0" .venv/bin/python ;; pytest) echo "$MOU_CHROMIUM" ;; esac',
        ),
    ):
        fake(bare_machine, name, script)
    os.replace(programs / "id-0", programs / "id")
    (programs / "mkdir").symlink_to(shutil.which("mkdir"))

    done = run(bare_machine, "bin/test", "tests/a test.py")

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(programs / "chromium")
    asked = (bare_machine[0] / "asked").read_text().splitlines()
    assert [line.split()[-1] for line in asked] == ["-q", "chromium-headless-shell", "chromium"]


def test_tests_without_a_browser_are_asked_for_by_name(bare_machine):
    fake(
        bare_machine,
        "python3",
        'case "$2" in venv) mkdir -p .venv/bin; cp "$0" .venv/bin/python ;; pytest) echo "$@" ;; esac',
    )
    (bare_machine[1] / "mkdir").symlink_to(shutil.which("mkdir"))

    done = run(bare_machine, "bin/test", "--without-browser", "tests/a test.py", "-x")

    assert done.returncode == 0, done.stderr
    assert "--ignore=tests/journeys tests/a test.py -x" in done.stdout
    assert "not long" in done.stdout
