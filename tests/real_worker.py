"""A real broker and a real worker, on the tests' own database."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from mou_portal.celery import app
from mou_portal.embedded.identity import die_with_parent

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 30
QUIETLY = ("--without-mingle", "--without-gossip", "--without-heartbeat")


@pytest.fixture
def broker():
    """An empty corner of the real broker, for these tests alone."""
    url = settings.REDIS_URL
    corner = f"{url}{'&' if '?' in url else '?'}virtual_host=15" if url.startswith("redis+socket") else f"{url[:-1]}15"
    kept, app.conf.broker_url = app.conf.broker_url, corner
    forget_connections()
    with app.connection_for_write() as bell:
        bell.default_channel.client.flushdb()
    yield corner
    app.conf.broker_url = kept
    forget_connections()


def forget_connections():
    app._pool = None
    app.amqp._producer_pool = None


def database_url():
    """The address of the tests' own database, for processes beside this one."""
    database = settings.DATABASES["default"]
    host = database["HOST"] or database["OPTIONS"].get("host", "")
    account = f"{database['USER']}:{database['PASSWORD']}@" if database["PASSWORD"] else f"{database['USER']}@"
    where = f"{host}:{database['PORT']}" if not host.startswith("/") else ""
    query = f"?host={host}" if host.startswith("/") else ""
    return f"postgres://{account}{where}/{connection.settings_dict['NAME']}{query}"


@contextlib.contextmanager
def worker(broker):
    """A real worker on the tests' database; all of its processes are killed at the end."""
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "tests.mou_portal.worker_for_tests",
            "worker",
            "--concurrency=1",
            *QUIETLY,
        ],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": database_url(),
            "REDIS_URL": broker,
        },
        start_new_session=True,
        preexec_fn=die_with_parent,  # a run that is killed leaves no worker behind, to take the next run's jobs
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_for(condition):
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        found = condition()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError("it did not happen in time")
