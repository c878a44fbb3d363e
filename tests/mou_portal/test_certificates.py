"""Certificates instead of passwords: the drivers of the database and of the broker show them, over TLS."""

import json
import socket
import ssl
from datetime import UTC, datetime, timedelta
from threading import Thread

import psycopg2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.db.backends.postgresql.base import DatabaseWrapper
from kombu import Connection
from kombu.exceptions import OperationalError

from tests.mou_portal.test_hardening import setting

SSL_REQUEST = 8  # bytes with which libpq asks for TLS


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    """An authority's certificate, and one that it gave to a server and one to the web; returns the path of each."""
    folder, keys = tmp_path_factory.mktemp("papers"), {}
    for name in ("root", "server", "mou_web"):
        keys[name] = ec.generate_private_key(ec.SECP256R1())
        paper = signed(name, keys[name], keys["root"])
        (folder / f"{name}.crt").write_bytes(paper.public_bytes(serialization.Encoding.PEM))
        key = folder / f"{name}.key"
        key.touch(mode=0o600)
        key.write_bytes(
            keys[name].private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
    return lambda name: str(folder / name)


def signed(name, key, by):
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "root")]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=name == "root", path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    )
    return made.sign(by, hashes.SHA256())


@pytest.fixture
def server(papers):
    """Listens on this machine, lets in nobody without a certificate, and keeps the names of those who showed one."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(papers("server.crt"), papers("server.key"))
    context.load_verify_locations(papers("root.crt"))
    context.verify_mode = ssl.CERT_REQUIRED
    listening, shown = socket.create_server(("127.0.0.1", 0)), []

    def serve(of_database):
        conversation, _ = listening.accept()
        listening.close()  # whoever tries again is refused at once
        with conversation:
            if of_database:
                conversation.recv(SSL_REQUEST)
                conversation.sendall(b"S")
            with context.wrap_socket(conversation, server_side=True) as secure:
                secure.recv(1)  # the handshake is over, and the driver says who it is
                shown.append(dict(pair for [pair] in secure.getpeercert()["subject"])["commonName"])

    def start(*, of_database):
        port = listening.getsockname()[1]
        thread = Thread(target=serve, args=[of_database], daemon=True)
        thread.start()
        return port, lambda: thread.join(10) or shown

    yield start
    listening.close()


def test_the_database_is_shown_the_certificate_of_a_process(server, papers):
    port, shown = server(of_database=True)
    url = (
        f"postgres://mou_web@localhost:{port}/mou?sslmode=verify-full&sslrootcert={papers('root.crt')}"
        f"&sslcert={papers('mou_web.crt')}&sslkey={papers('mou_web.key')}"
    )
    database = json.loads(setting("__import__('json').dumps(DATABASES['default'])", DATABASE_URL=url))
    given = DatabaseWrapper(database | {"TIME_ZONE": None}).get_connection_params()
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(**given)

    assert shown() == ["mou_web"]
    assert "password" not in given


def test_the_broker_is_shown_the_certificate_of_a_process(server, papers):
    port, shown = server(of_database=False)
    url = (
        f"rediss://localhost:{port}/0?ssl_cert_reqs=required&ssl_ca_certs={papers('root.crt')}"
        f"&ssl_certfile={papers('mou_web.crt')}&ssl_keyfile={papers('mou_web.key')}"
    )
    with Connection(setting("REDIS_URL", REDIS_URL=url)) as connection, pytest.raises(OperationalError):
        connection.default_channel.client.ping()

    assert shown() == ["mou_web"]
