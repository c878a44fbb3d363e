"""bin/audit: every locked library is compared with a list of known weaknesses, here one that this test serves."""

import json
import os
import re
import subprocess
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKED = dict(
    re.findall(r"^([\w.-]+)(?:\[[^]]*\])?==([^\s;]+)", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
)


class Service(BaseHTTPRequestHandler):
    """Answers as OSV does: one weakness in `weak`, none in anything else; keeps what it was asked about."""

    weak, asked = "", {}

    def do_POST(self):
        queries = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
        self.asked.update({each["package"]["name"]: each["version"] for each in queries})
        self.answer(
            {"results": [{"vulns": [WEAKNESS]} if each["package"]["name"] == self.weak else {} for each in queries]}
        )

    def do_GET(self):
        self.answer(WEAKNESS | {"summary": "It can be brought down.", "affected": []})

    def answer(self, said):
        body = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


WEAKNESS = {"id": "GHSA-0000-test", "modified": "2026-01-01T00:00:00Z"}


@pytest.fixture
def service():
    kind = type("Service", (Service,), {"asked": {}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    Thread(target=server.serve_forever, daemon=True).start()
    yield kind, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def audit(address):
    command = ["bin/audit", "--service-url", address]
    environment = os.environ | {"UV_HTTP_RETRIES": "0"}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_every_locked_library_is_asked_about_and_none_is_known_to_be_weak(service):
    kind, address = service
    done = audit(address)

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("No weakness is known")
    # Some are locked for other versions of Python or other systems alone.
    assert set(kind.asked) <= set(LOCKED)
    assert {"django", "django-allauth", "gunicorn", "python-calamine", "cryptography", "pyjwt"} <= set(kind.asked)
    assert len(kind.asked) > 0.9 * len(LOCKED)
    assert kind.asked["django"] == LOCKED["django"]


def test_a_known_weakness_is_named_and_fails(service):
    kind, address = service
    kind.weak = "gunicorn"
    done = audit(address)

    assert done.returncode == 1
    assert "GHSA-0000-test: It can be brought down." in done.stdout
    assert f"gunicorn {LOCKED['gunicorn']} has 1 known vulnerability" in done.stdout
    assert "within the days that docs/security.md names" in done.stderr


def test_a_list_that_cannot_be_asked_is_not_taken_for_an_empty_one():
    done = audit("http://127.0.0.1:1/")

    assert done.returncode == 2
    assert "could not be asked" in done.stderr
