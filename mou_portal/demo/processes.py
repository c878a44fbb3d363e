"""Web, worker and scheduler as children: started together, stopped together."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings

from authorities.wall import WEB as WEB_ROLE
from authorities.wall import WORKER as WORKER_ROLE
from mou_portal.demo.refusal import CannotDemonstrate
from mou_portal.embedded.identity import die_with_parent

QUIETLY = ("--without-mingle", "--without-gossip", "--loglevel=INFO")  # one worker has nobody to gossip with
WORKER = ("celery", "-A", "mou_portal", "worker", "--concurrency=2", *QUIETLY)
SCHEDULER = ("celery", "-A", "mou_portal", "beat", "--pidfile=", "--loglevel=INFO")
WEB = ("gunicorn", "-c", "python:mou_portal.web_server", "mou_portal.wsgi")
START_SECONDS = 60
STOP_SECONDS = 30
PORTS = range(8000, 8100)


class Children:
    """Processes of ours, by name, for as long as a `with` block lasts; their output goes to the data folder's log."""

    def __init__(self):
        self.processes = {}

    def __enter__(self):
        return self

    def __exit__(self, *error):
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            _wait(process)

    def start(self, name, command, **environment):
        """Start one, unless it runs already."""
        if name not in self.processes:
            role = WEB_ROLE if name == "web" else WORKER_ROLE
            self.processes[name] = _start(name, command, environment | _database_as(role))

    def raise_if_ended(self):
        """Say so when one of them has ended on its own."""
        for name, process in self.processes.items():
            if process.poll() is not None:
                raise CannotDemonstrate(f"The {name} ended unexpectedly. See {log_of(name)}.")

    def wait_until_web_answers(self, port):
        """Wait until the web server answers that it is well."""
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            self.raise_if_ended()
            with contextlib.suppress(urllib.error.URLError, OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health/?format=json", timeout=5)
                return
            time.sleep(0.05)
        raise CannotDemonstrate(f"The web server did not answer. See {log_of('web')}.")


def log_of(name):
    return settings.DATA / "log" / f"{name}.log"


def free_port(wanted):
    """The port asked for, or the first free one."""
    for port in [wanted] if wanted else PORTS:
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise CannotDemonstrate(f"Port {wanted} is taken. Name another with --port." if wanted else "No port is free.")


def _database_as(role):
    """Which database role a process is, in the servers of our own; in others the address that was given says it."""
    if not settings.EMBEDDED:
        return {}
    address = urlsplit(os.environ["DATABASE_URL"])
    _, at, host = address.netloc.rpartition("@")
    password = f":{address.password}" if address.password else ""
    return {"DATABASE_URL": urlunsplit(address._replace(netloc=f"{role}{password}{at}{host}"))}


def _start(name, command, environment):
    log_of(name).parent.mkdir(parents=True, exist_ok=True)
    with open(log_of(name), "w") as log:
        return subprocess.Popen(  # noqa: S603 - our own commands
            [sys.executable, "-m", *command],
            cwd=settings.ROOT,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C is for us, who then stop them in order
            preexec_fn=die_with_parent,
        )


def _wait(child):
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
