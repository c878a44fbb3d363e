"""An issuer that sends us on to another address is not followed."""

import http.server
import threading

import pytest
import requests
from allauth.socialaccount.adapter import get_adapter


class SendsOn(http.server.BaseHTTPRequestHandler):
    asked: list[str] = []

    def do_GET(self):
        self.asked.append(self.path)
        self.send_response(302)
        self.send_header("Location", "/inside")
        self.end_headers()

    def log_message(self, *_):
        """Nothing is printed."""


def test_an_issuer_that_sends_us_on_is_not_followed():
    server = http.server.HTTPServer(("127.0.0.1", 0), SendsOn)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with get_adapter().get_requests_session() as session, pytest.raises(requests.TooManyRedirects):
            session.get(f"http://127.0.0.1:{server.server_port}/discovery", timeout=5)
    finally:
        server.shutdown()
        server.server_close()

    assert SendsOn.asked == ["/discovery"]
