"""The embedded servers: started once, shared, stopped after the last user, and none the worse for being killed."""

import contextlib
import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import psycopg2
import pytest
import redis

from mou_portal import embedded
from mou_portal.embedded import identity, keeper, places
from mou_portal.embedded.locks import is_held, lock, open_lock

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def data_dir(tmp_path_factory):
    """A short path with a space in it; whatever still runs on it at the end is stopped."""
    folder = tmp_path_factory.mktemp("a b") / "data"
    yield folder
    for process in processes(folder):
        with contextlib.suppress(psutil.Error):
            process.kill()


def processes(folder):
    """The keeper and the two servers that run on a folder."""
    found = []
    for process in psutil.process_iter(["cmdline", "status"]):
        line = " ".join(process.info["cmdline"] or [])
        if str(folder) in line and process.info["status"] != psutil.STATUS_ZOMBIE and process.pid != os.getpid():
            found.append(process)
    return found


def until(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def ask(url, statement):
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else None


def broker(url):
    return redis.Redis.from_url(url.replace("redis+socket://", "unix://").replace("%20", " "))


def test_a_real_database_and_a_real_broker_answer(data_dir):
    with embedded.start(data_dir) as servers:
        assert ask(servers.database_url, "SHOW server_version_num")[0][0].startswith("18")
        assert broker(servers.redis_url).ping()


def test_the_portal_does_not_connect_as_a_superuser(data_dir):
    with embedded.start(data_dir) as servers:
        question = "SELECT current_user, rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        assert ask(servers.database_url, question) == [("mou_owner", False, True)]


def test_text_sorts_alike_on_every_machine(data_dir):
    with embedded.start(data_dir) as servers:
        question = "SELECT datlocprovider, datlocale, pg_encoding_to_char(encoding) FROM pg_database"
        assert ask(servers.database_url, question)[0] == ("b", "C.UTF-8", "UTF8")


def test_nobody_else_can_enter_the_data_folder(data_dir):
    with embedded.start(data_dir):
        for folder in (data_dir, data_dir / "postgres", data_dir / "run"):
            assert folder.stat().st_mode & 0o777 == 0o700


def test_the_second_user_joins_the_first_and_the_last_one_stops_the_servers(data_dir):
    first = embedded.start(data_dir)
    second = embedded.start(data_dir)
    assert first.database_url == second.database_url

    first.stop()
    assert ask(second.database_url, "SELECT 1") == [(1,)]

    second.stop()
    until(lambda: not processes(data_dir), seconds=2)


def test_many_processes_starting_at_once_share_one_pair_of_servers(data_dir):
    code = "import sys\nfrom mou_portal import embedded\nwith embedded.start(sys.argv[1]) as servers:\n"
    code += "    print(servers.database_url, flush=True)\n    sys.stdin.read()\n"
    several = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(data_dir)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for _ in range(4)
    ]
    urls = {one.stdout.readline() for one in several}
    keepers = [process for process in processes(data_dir) if "mou_portal.embedded.keeper" in process.cmdline()]
    for one in several:
        one.communicate()

    assert len(urls) == 1
    assert len(keepers) == 1
    until(lambda: not processes(data_dir), seconds=2)


def test_a_user_that_is_killed_leaves_no_server_behind(data_dir):
    code = "import os, sys\nfrom mou_portal import embedded\nembedded.start(sys.argv[1])\nos.kill(os.getpid(), 9)\n"
    subprocess.run([sys.executable, "-c", code, str(data_dir)], cwd=ROOT, check=False)

    until(lambda: not processes(data_dir))


def test_nothing_that_was_committed_is_lost_when_everything_is_killed(data_dir):
    servers = embedded.start(data_dir)
    ask(servers.database_url, "CREATE TABLE kept AS SELECT 42 AS answer")
    # The keeper first: while it lives it starts again what was killed.
    for process in sorted(processes(data_dir), key=lambda each: "mou_portal.embedded.keeper" not in each.cmdline()):
        process.kill()
    until(lambda: not processes(data_dir))

    with embedded.start(data_dir) as again:
        assert ask(again.database_url, "SELECT answer FROM kept") == [(42,)]
    servers.stop()


def test_what_a_killed_database_leaves_behind_does_not_keep_a_new_one_from_starting(data_dir):
    servers = embedded.start(data_dir)
    with contextlib.closing(psycopg2.connect(servers.database_url)) as connection:
        # Stopped, it holds the memory of its server, as one that is busy does for a while.
        os.kill(connection.info.backend_pid, signal.SIGSTOP)
        for process in sorted(processes(data_dir), key=lambda each: "mou_portal.embedded.keeper" not in each.cmdline()):
            process.kill()
        until(lambda: not processes(data_dir))

        with embedded.start(data_dir) as again:
            assert ask(again.database_url, "SELECT 42") == [(42,)]
    servers.stop()


def test_a_killed_database_is_started_again_under_its_users(data_dir):
    pid_file = data_dir / "postgres" / "postmaster.pid"
    with embedded.start(data_dir) as servers:
        ask(servers.database_url, "CREATE TABLE kept AS SELECT 42 AS answer")
        killed = int(pid_file.read_text().split()[0])
        os.kill(killed, signal.SIGKILL)
        until(lambda: pid_file.exists() and pid_file.read_text().split()[0] != str(killed))
        until(lambda: _answers(servers.database_url))

        assert ask(servers.database_url, "SELECT answer FROM kept") == [(42,)]


def _answers(url):
    try:
        return ask(url, "SELECT 1")
    except psycopg2.OperationalError:
        return False


def test_the_servers_end_with_a_keeper_that_is_killed(data_dir):
    servers = embedded.start(data_dir)
    os.kill(int((data_dir / "keeper.lock").read_text()), signal.SIGKILL)

    until(lambda: not processes(data_dir))
    servers.stop()


def test_a_path_too_long_for_a_socket_is_served_on_this_machine_with_a_password(tmp_path):
    folder = tmp_path / ("long" * 30)
    with embedded.start(folder) as servers:
        assert "@127.0.0.1:" in servers.database_url
        assert ask(servers.database_url, "SELECT 1") == [(1,)]
        assert broker(servers.redis_url).ping()
        with pytest.raises(psycopg2.OperationalError, match="password"):
            ask(servers.database_url.replace("mou_owner:", "mou_owner:not"), "SELECT 1")
        with pytest.raises(redis.AuthenticationError):
            broker(servers.redis_url.replace("redis://:", "redis://:not")).ping()


def test_data_of_another_postgresql_is_refused_in_words(data_dir):
    embedded.start(data_dir).stop()
    (data_dir / "postgres" / "PG_VERSION").write_text("15\n")

    with pytest.raises(embedded.EmbeddedError, match="was made by PostgreSQL 15 and this is PostgreSQL 18"):
        embedded.start(data_dir)

    until(lambda: not processes(data_dir), seconds=2)


def test_erasing_is_refused_while_in_use_and_thorough_afterwards(data_dir):
    with embedded.start(data_dir), pytest.raises(embedded.EmbeddedError, match="is in use"):
        embedded.erase(data_dir)

    embedded.erase(data_dir)

    assert not data_dir.exists()


def test_a_folder_that_is_not_ours_is_not_erased(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")

    with pytest.raises(embedded.EmbeddedError, match="was not made by the portal"):
        embedded.erase(tmp_path)

    assert (tmp_path / "thesis.txt").exists()


def test_a_command_leaves_no_server_behind_that_it_started(data_dir):
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", "from django.db import connection as c; print(c.introspection)"],
        cwd=ROOT,
        env={**environment, "MOU_DATA_DIR": str(data_dir)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    until(lambda: not processes(data_dir), seconds=2)


def test_urls_in_the_environment_come_first(monkeypatch, data_dir):
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/mou")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere/0")

    assert embedded.ensure(data_dir) is None
    assert not data_dir.exists()


def _keep_as(chosen, data_dir, writing):
    places.server_identity = lambda: chosen
    signal.signal(signal.SIGTERM, keeper._asked_to_stop)
    with open(writing, "w") as report:
        keeper.keep(data_dir, report, durable=False)


def test_root_that_may_not_rename_itself_drops_its_rights_in_a_folder_that_nobody_can_reach(data_dir):
    """As an ordinary user, the same path with that user's own name: nothing to drop."""
    chosen = identity.Dropped(identity._unprivileged_uid()) if os.geteuid() == 0 else identity.server_identity()
    places_used = places.Places(data_dir)
    places_used.prepare()
    object.__setattr__(places_used, "identity", chosen)
    reading, writing = os.pipe()
    with open_lock(places_used.users_lock) as users, open(reading) as report:
        lock(users)
        process = multiprocessing.get_context("fork").Process(target=_keep_as, args=(chosen, data_dir, writing))
        process.start()
        os.close(writing)
        answer = json.loads(report.readline())
        try:
            assert ask(answer["database_url"], "SELECT 1") == [(1,)]
            assert places_used.servers_dir.stat().st_uid == chosen.uid
            assert {one.uids().real for one in processes(places_used.run)} == {chosen.uid}
        finally:
            process.terminate()
            process.join(20)
    assert not is_held(places_used.keeper_lock)
    shutil.rmtree(places_used.servers_dir)
