"""A small issuer of OpenID Connect, for tests: it stands for a council's sign-in service, and misbehaves on demand."""

import json
import threading
import time
from base64 import urlsafe_b64encode
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlparse

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa


@cache
def key(name):
    """A key pair, made once: making one is slow."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def number(value):
    return urlsafe_b64encode(value.to_bytes((value.bit_length() + 7) // 8, "big")).rstrip(b"=").decode()


class Issuer:
    """`claims` go into every token over those that are right; a claim set to None is left out."""

    def __init__(self, client_id):
        self.client_id, self.claims, self.discovery = client_id, {}, {}
        self.signed_with, self.algorithm, self.answers = "own", "RS256", {}
        self.asked, self.codes = [], {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler(self))
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def authorize(self, asked):
        """The browser comes: remember what was asked, and send it back with a code."""
        self.asked.append(asked)
        code = f"code-{len(self.asked)}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, sent):
        """The portal comes: each code once, for a token about whoever the claims say."""
        asked = self.codes.pop(sent["code"], None)
        if asked is None:
            return {"error": "invalid_grant"}
        now = int(time.time())
        right = {"iss": self.url, "aud": self.client_id, "iat": now, "exp": now + 300, "nonce": asked.get("nonce")}
        claims = right | {"sub": "subject-1", "amr": ["pwd", "mfa"]} | self.claims
        token = {name: value for name, value in claims.items() if value is not None}
        signer = key(self.signed_with) if self.algorithm == "RS256" else "a-secret-that-anybody-may-know-of-32"
        text = jwt.encode(token, signer if self.algorithm != "none" else None, self.algorithm, {"kid": "1"})
        return {"access_token": "unused", "token_type": "Bearer", "id_token": text}

    def document(self):
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
        } | self.discovery

    def keys(self):
        public = key("own").public_key().public_numbers()
        return {
            "keys": [
                {"kty": "RSA", "kid": "1", "use": "sig", "alg": "RS256", "n": number(public.n), "e": number(public.e)}
            ]
        }


def handler(issuer):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked = urlparse(self.path)
            if asked.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", issuer.authorize({k: v[0] for k, v in parse_qs(asked.query).items()}))
                self.end_headers()
            else:
                self.answer(issuer.keys() if asked.path == "/keys" else issuer.document())

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.answer(issuer.token({k: v[0] for k, v in parse_qs(body).items()}))

        def answer(self, told):
            body = json.dumps(told).encode()
            self.send_response(400 if "error" in told else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            """Say nothing."""

    return Handler
