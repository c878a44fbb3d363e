"""The process that owns the embedded servers: starts them, restarts them, stops them after the last user."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from mou_portal.embedded.errors import EmbeddedError
from mou_portal.embedded.locks import lock, open_lock
from mou_portal.embedded.places import Places
from mou_portal.embedded.postgres import Postgres
from mou_portal.embedded.valkey import Valkey

LOOK_SECONDS = 0.2
STOP_SECONDS = 30
MOST_RESTARTS = 20  # a server that cannot stay up is a fault to show, not to hide
HELD: list[IO[str]] = []  # the keeper's lock, for as long as its process lives


class Stopped(Exception):
    """We were asked to stop."""


def keep(data_dir, report, *, durable):
    """Run both servers until nobody uses them."""
    places = Places(data_dir)
    places.prepare()
    HELD.append(open_lock(places.keeper_lock))
    if not lock(HELD[-1]):
        raise EmbeddedError("Another keeper runs already.")
    HELD[-1].truncate(0)
    HELD[-1].write(str(os.getpid()))
    HELD[-1].flush()
    with open_lock(places.users_lock) as users:
        servers = _servers(places, durable)
        try:
            for server in servers:
                server.start()
            _tell(places, servers, report)
            _watch(servers, users)
        except Stopped:
            pass
        finally:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            places.urls.unlink(missing_ok=True)
            for server in reversed(servers):
                _stop(server)


def _servers(places, durable):
    places.prepare_servers()
    ports = (None, None) if places.fits_socket else _free_ports()
    return [Postgres(places, port=ports[0], durable=durable), Valkey(places, port=ports[1])]


def _free_ports():
    with socket.create_server(("127.0.0.1", 0)) as first, socket.create_server(("127.0.0.1", 0)) as second:
        return first.getsockname()[1], second.getsockname()[1]


def _tell(places, servers, report):
    answer = {"database_url": servers[0].url, "redis_url": servers[1].url}
    if places.servers_dir != places.data_dir:
        answer["note"] = f"PostgreSQL may not run as root, so the servers run as nobody, in {places.servers_dir}."
    urls = json.dumps(answer)
    half = places.urls.with_suffix(".new")
    with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(urls)
    half.rename(places.urls)
    print(urls, file=report, flush=True)
    report.close()


def _watch(servers, users):
    restarts = 0
    while not lock(users):
        for server in servers:
            if server.process.poll() is not None and restarts < MOST_RESTARTS:
                restarts += 1
                server.start()
        time.sleep(LOOK_SECONDS)


def _stop(server):
    if server.process is None or server.process.poll() is not None:
        return
    server.process.send_signal(server.farewell)
    try:
        server.process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.process.send_signal(signal.SIGQUIT)
        server.process.wait()


def _asked_to_stop(number, frame):
    raise Stopped


def main():
    data_dir, report, how = Path(sys.argv[1]), open(int(sys.argv[2]), "w"), sys.argv[3]  # noqa: SIM115
    os.set_inheritable(report.fileno(), False)  # a server that held it would keep whoever started us waiting
    signal.signal(signal.SIGTERM, _asked_to_stop)
    try:
        keep(data_dir, report, durable=how == "durable")
    except (EmbeddedError, OSError, subprocess.SubprocessError) as error:
        if not report.closed:
            print(json.dumps({"error": str(error)}), file=report, flush=True)
        raise
    os._exit(0)  # at once: whoever waits for the lock takes it that we have gone


if __name__ == "__main__":
    main()
