"""Whom the servers run as: PostgreSQL refuses to run as root, so root has to become somebody else.

Where the kernel allows it, that is root itself under another name inside a user namespace: nothing on disk changes
hands. Where it does not, the servers drop to the unprivileged user `nobody`, in a folder of their own, and no
other folder is opened to it.
"""

import ctypes
import os
import pwd
import signal
import sys
from dataclasses import dataclass

NEW_USER_NAMESPACE = 0x10000000
SET_PARENT_DEATH_SIGNAL = 1


@dataclass(frozen=True)
class Plain:
    """The user who asked."""

    uid: int

    def become(self):
        pass

    def own(self, path):
        pass


@dataclass(frozen=True)
class Renamed(Plain):
    """Root, under another name inside a user namespace."""

    def become(self):
        user, group = os.geteuid(), os.getegid()
        if ctypes.CDLL(None, use_errno=True).unshare(NEW_USER_NAMESPACE):
            raise OSError(ctypes.get_errno(), "a user namespace was refused")
        for name, text in {
            "setgroups": "deny",
            "uid_map": f"{self.uid} {user} 1",
            "gid_map": f"{self.uid} {group} 1",
        }.items():
            with open(f"/proc/self/{name}", "w") as file:
                file.write(text)


@dataclass(frozen=True)
class Dropped(Plain):
    """An unprivileged user, for good."""

    def become(self):
        os.setgroups([])
        os.setgid(self.uid)
        os.setuid(self.uid)

    def own(self, path):
        os.chown(path, self.uid, self.uid)


def server_identity():
    """Whom the servers run as on this machine."""
    if os.geteuid() != 0:
        return Plain(os.geteuid())
    nobody = _unprivileged_uid()
    renamed = Renamed(nobody)
    return renamed if sys.platform == "linux" and _works(renamed) else Dropped(nobody)


def before_exec(identity, farewell):
    """What a server's process does before it becomes the server: change name, and tie its life to the keeper's."""

    def prepare():
        os.umask(0o077)
        identity.become()
        die_with_parent(farewell)  # after the change of name, which would clear it

    return prepare


def die_with_parent(farewell=signal.SIGTERM):
    """Ask the kernel to end this process when the one that started it has ended, however that ended."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, int(farewell))


def _unprivileged_uid():
    """One that has a name, because `initdb` asks for it."""
    users = sorted(pwd.getpwall(), key=lambda user: (user.pw_name != "nobody", -user.pw_uid))
    return next((user.pw_uid for user in users if user.pw_uid != 0), 65534)


def _works(identity):
    child = os.fork()
    if child == 0:
        try:
            signal.alarm(5)
            identity.become()
            os._exit(0 if os.geteuid() == identity.uid else 1)
        except BaseException:
            os._exit(1)
    return os.waitpid(child, 0)[1] == 0
