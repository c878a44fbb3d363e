"""A real PostgreSQL and a real Valkey for demonstrations and tests, shared by every process that needs them.

A keeper process starts both servers as its children and holds a lock. Each process that uses them holds a shared
lock on another file. The kernel gives locks back even after `kill -9`, so the keeper always knows when the last
user has gone, and then stops the servers and itself.
"""

import atexit
import contextlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from mou_portal.embedded.errors import EmbeddedError
from mou_portal.embedded.locks import is_held, lock, open_lock, shared, wait_until_free
from mou_portal.embedded.places import Places

__all__ = ["EmbeddedError", "Servers", "ensure", "erase", "start"]

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 120  # the first start on a slow disk; a warm one takes well under a second
STOP_SECONDS = 60


@dataclass
class Servers:
    """Two running servers, and this process's share in them."""

    database_url: str
    redis_url: str
    places: Places = field(repr=False)
    share: IO[str] | None = field(default=None, repr=False)
    keeper: subprocess.Popen | None = field(default=None, repr=False)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.stop()

    def stop(self):
        """Give back the share; whoever was last waits until both servers have stopped."""
        if self.share is None:
            return
        last = lock(self.share)
        if last:
            self._end_keeper()
        elif not shared(self.share, wait=False):
            wait_until_free(self.places.keeper_lock, STOP_SECONDS)  # another was last, and is stopping them now
        self.share.close()
        self.share = None

    def _end_keeper(self):
        with contextlib.suppress(ProcessLookupError, ValueError, FileNotFoundError):
            if is_held(self.places.keeper_lock):
                os.kill(int(self.places.keeper_lock.read_text()), 15)
        wait_until_free(self.places.keeper_lock, STOP_SECONDS)
        if self.keeper is not None:
            self.keeper.wait(STOP_SECONDS)


def start(data_dir, *, durable=True):
    """Start the servers on `data_dir`, or join them if they run. Without `durable`, a power cut may lose data."""
    if sys.platform == "win32":
        raise EmbeddedError("There is no embedded database for Windows. Set DATABASE_URL and REDIS_URL.")
    places = Places(Path(data_dir).absolute())
    places.prepare()
    share = open_lock(places.users_lock)
    shared(share, wait=True)
    try:
        with open_lock(places.start_lock) as starting:
            lock(starting, wait=True)
            keeper, urls = (None, _running(places)) if is_held(places.keeper_lock) else _spawn(places, durable)
    except BaseException:
        share.close()
        raise
    return Servers(urls["database_url"], urls["redis_url"], places, share, keeper)


def ensure(data_dir=None, *, durable=True):
    """Fill in DATABASE_URL and REDIS_URL where they are not set, and stop at exit what was started for it."""
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        return None
    data_dir = Path(data_dir or os.environ.get("MOU_DATA_DIR") or ROOT / ".data").absolute()
    servers = start(data_dir, durable=durable)
    atexit.register(servers.stop)
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = servers.database_url
        os.environ["MOU_EMBEDDED"] = "1"
    if not os.environ.get("REDIS_URL"):
        os.environ["REDIS_URL"] = servers.redis_url
    os.environ["MOU_DATA_DIR"] = str(data_dir)
    return servers


def erase(data_dir):
    """Delete everything kept in `data_dir`; refused while a process uses it."""
    places = Places(Path(data_dir).absolute())
    if not places.data_dir.exists():
        return
    if not places.users_lock.exists():
        raise EmbeddedError(f"{places.data_dir} was not made by the portal, so it was left alone.")
    with open_lock(places.users_lock) as users:
        if not lock(users) or not wait_until_free(places.keeper_lock, STOP_SECONDS):
            raise EmbeddedError(f"{places.data_dir} is in use. Stop the portal that runs on it first.")
        for folder in {places.servers_dir, places.data_dir}:
            shutil.rmtree(folder, ignore_errors=True)
        if places.data_dir.exists():
            raise EmbeddedError(f"{places.data_dir} could not be deleted. Delete it by hand.")


def _running(places):
    try:
        return json.loads(places.urls.read_text())
    except (OSError, ValueError):
        raise EmbeddedError(f"The embedded servers are starting or stopping. See {places.log('keeper')}.") from None


def _spawn(places, durable):
    places.urls.unlink(missing_ok=True)
    reading, writing = os.pipe()
    with places.open_log("keeper") as log, open(reading) as report:
        arguments = [str(places.data_dir), str(writing), "durable" if durable else "quick"]
        keeper = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "mou_portal.embedded.keeper", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=[writing],
            start_new_session=True,  # Ctrl-C in the terminal is for us; the keeper stops when we have gone
            cwd="/",
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        os.close(writing)
        answer = json.loads(report.readline() or "{}")
    if "database_url" not in answer:
        keeper.wait(STOP_SECONDS)
        why = answer.get("error", "The keeper process ended.")
        raise EmbeddedError(
            f"The embedded servers did not start. {why} See {places.log('keeper')}, or set DATABASE_URL and REDIS_URL."
        )
    if answer.get("note"):
        print(answer["note"], file=sys.stderr)  # noqa: T201 - for the person at the terminal
    return keeper, answer
