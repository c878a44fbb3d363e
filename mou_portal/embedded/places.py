"""Where the embedded servers keep their data, locks, sockets and logs."""

import hashlib
import os
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mou_portal.embedded.errors import EmbeddedError
from mou_portal.embedded.identity import Dropped, server_identity

SOCKET_BYTES = 107  # the longest path a unix socket can have on Linux; the database refuses a longer one
LOG_BYTES = 5_000_000
PRIVATE = 0o700


@dataclass(frozen=True)
class Places:
    """The folders and files of one pair of servers."""

    data_dir: Path

    @property
    def users_lock(self):
        return self.data_dir / "users.lock"

    @property
    def start_lock(self):
        return self.data_dir / "start.lock"

    @property
    def keeper_lock(self):
        return self.data_dir / "keeper.lock"

    @property
    def urls(self):
        return self.data_dir / "servers.json"

    @cached_property
    def identity(self):
        return server_identity()

    @cached_property
    def servers_dir(self):
        """The data folder, or one that the unprivileged user can reach where root has to drop its rights."""
        if not isinstance(self.identity, Dropped):
            return self.data_dir
        name = hashlib.sha256(os.fsencode(self.data_dir)).hexdigest()[:12]
        return Path("/var/tmp") / f"mou-portal-{name}"  # noqa: S108 - made private, and its owner is checked

    @property
    def run(self):
        return self.servers_dir / "run"

    @property
    def fits_socket(self):
        return len(os.fsencode(self.run / ".s.PGSQL.5432")) <= SOCKET_BYTES

    def log(self, name):
        return self.data_dir / "log" / f"{name}.log"

    def open_log(self, name):
        """The log of one process, begun again when it has grown long."""
        path = self.log(name)
        long = path.exists() and path.stat().st_size > LOG_BYTES
        return open(path, "w" if long else "a")

    def prepare(self):
        """Make the folders, readable by nobody else."""
        try:
            self.data_dir.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
            (self.data_dir / "log").mkdir(mode=PRIVATE, exist_ok=True)
        except OSError as error:
            raise EmbeddedError(f"{self.data_dir} cannot be written: {error.strerror}. Set MOU_DATA_DIR.") from None

    def prepare_servers(self):
        """Make the servers' own folders, owned by whoever the servers run as."""
        self.servers_dir.mkdir(mode=PRIVATE, exist_ok=True)
        found = self.servers_dir.lstat()
        if self.servers_dir.is_symlink() or found.st_uid not in (os.geteuid(), self.identity.uid):
            raise EmbeddedError(f"{self.servers_dir} belongs to someone else. Remove it, or set DATABASE_URL.")
        self.run.mkdir(mode=PRIVATE, exist_ok=True)
        for folder in (self.servers_dir, self.run):
            folder.chmod(PRIVATE)
            self.identity.own(folder)

    def password(self):
        """The database password, made once. Only asked for where sockets cannot be used."""
        kept = self.data_dir / "password"
        try:
            with open(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_hex(24))
        except FileExistsError:
            pass
        return kept.read_text()
