"""The demonstration, from nothing, as a person at a terminal has it."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil
import pytest
from django.urls import reverse

from authorities.models import Person
from mou_portal.demo import book
from mou_portal.demo.refusal import CannotDemonstrate

ROOT = Path(__file__).resolve().parent.parent.parent
COMMAND = [sys.executable, "-m", "mou_portal.demo"]
SECONDS = 120


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory):
    """One data folder for the story below: what the first demonstration loaded, the next ones find."""
    folder = tmp_path_factory.mktemp("demo") / "d d"
    yield folder
    for process in processes(folder):
        with contextlib.suppress(psutil.Error):
            process.kill()


def environment(data_dir):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {**kept, "MOU_DATA_DIR": str(data_dir)}


def processes(folder):
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            ours = process.environ().get("MOU_DATA_DIR") == str(folder) or str(folder) in " ".join(process.cmdline())
            if ours and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found


def until(condition, seconds=SECONDS):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


@contextlib.contextmanager
def serving(data_dir, *, port):
    process = subprocess.Popen(
        [*COMMAND, "--port", str(port)],
        cwd=ROOT,
        env=environment(data_dir),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "Ctrl-C stops it" in line:
            break
    try:
        yield process, "".join(lines)
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        process.communicate()


def free_port():
    from mou_portal.demo.processes import free_port

    return free_port(None)


def page(port, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
        return answer.read().decode()


def test_the_story_of_a_demonstration(data_dir):
    """One test, because each step stands on the one before and the first takes long."""
    done = subprocess.run(
        [*COMMAND, "--once"], cwd=ROOT, env=environment(data_dir), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "of them live" in done.stdout
    assert "Breach" in done.stdout
    files = [Path(line.split(": ", 1)[1]) for line in done.stdout.splitlines() if str(data_dir) in line]
    assert {path.suffix for path in files} >= {".csv", ".xlsx", ".pdf"}
    assert all(path.stat().st_size for path in files)
    until(lambda: not processes(data_dir), seconds=5)

    port = free_port()
    with serving(data_dir, port=port) as (process, said):
        seconds = float(re.search(r"ready after ([0-9.]+) seconds", said)[1])
        assert seconds < 15  # under five on a machine that does nothing else
        assert f"http://localhost:{port}/" in said
        assert re.search(r"hr\.walsall@example\.org +demonstration-only-2026 +[A-Z2-7]{32} +\d{6}\n", said)
        assert "@example.org" in said
        assert "Loading" not in said
        assert "Sign in" in page(port, reverse("account_login"))
        until(lambda: {"worker", "beat"} <= {word for one in processes(data_dir) for word in one.cmdline()})

        process.send_signal(signal.SIGINT)
        process.wait(60)
    until(lambda: not processes(data_dir), seconds=5)

    with serving(data_dir, port=port) as (process, _):
        process.kill()
    until(lambda: not processes(data_dir), seconds=30)

    reset = subprocess.run([*COMMAND, "--reset", "--once", "--port", "x"], cwd=ROOT, capture_output=True, check=False)
    assert reset.returncode == 2
    assert data_dir.exists()


def test_another_database_is_not_deleted_by_a_reset(tmp_path):
    done = subprocess.run(
        [*COMMAND, "--once", "--reset"],
        cwd=ROOT,
        env={**environment(tmp_path), "DATABASE_URL": "postgres://elsewhere/mou"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "is not deleted" in done.stderr


@pytest.mark.django_db
def test_a_database_with_real_accounts_is_left_alone():
    Person.objects.create_user("somebody@walsall.gov.uk")

    with pytest.raises(CannotDemonstrate, match="real accounts in it"):
        book._refuse_a_real_database()


@pytest.mark.django_db
def test_the_demonstrations_own_accounts_are_not_real_ones():
    Person.objects.create_user("hr.officer.walsall@example.org")

    book._refuse_a_real_database()


@pytest.fixture
def data(settings, tmp_path, monkeypatch):
    """A data folder in which no demonstration has been loaded."""
    settings.DATA = tmp_path
    monkeypatch.setattr(book, "LOADED", tmp_path / "demonstration.loaded")


def test_a_demonstration_of_an_earlier_version_says_how_to_begin_again(data, agreements, tmp_path, monkeypatch):
    for file in book.AGREEMENTS.glob("*.toml"):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8") + "\n# Another text.\n", encoding="utf-8")
    monkeypatch.setattr(book, "AGREEMENTS", tmp_path)

    with pytest.raises(CannotDemonstrate) as refused:
        book.load()

    assert str(refused.value) == (
        "This demonstration was made by an earlier version of the portal. Begin again with bin/demo --reset."
    )


def test_another_fault_of_an_agreement_is_said_as_it_is(data, agreements, tmp_path, monkeypatch):
    (tmp_path / "bad.toml").write_text("agreement = ")
    monkeypatch.setattr(book, "AGREEMENTS", tmp_path)

    with pytest.raises(
        CannotDemonstrate, match=r"load_agreement could not be done\. bad\.toml, line 1: This is not TOML"
    ):
        book.load()
