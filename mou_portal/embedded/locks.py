"""File locks that the kernel gives back when a process ends, however it ends."""

import fcntl
import time

POLL_SECONDS = 0.02


def open_lock(path):
    """The open lock file; closing it gives up whatever lock was taken through it."""
    return open(path, "a+")


def lock(file, *, wait=False):
    """Take the file for us alone. True if we have it."""
    return _flock(file, fcntl.LOCK_EX, wait)


def shared(file, *, wait):
    """Take the file together with others. True if we have it."""
    return _flock(file, fcntl.LOCK_SH, wait)


def is_held(path):
    """Whether another process has the file for itself."""
    if not path.exists():
        return False
    with open_lock(path) as file:
        return not shared(file, wait=False)


def wait_until_free(path, seconds):
    """Wait until nobody has the file for itself. False if that took longer than `seconds`."""
    until = time.monotonic() + seconds
    while is_held(path):
        if time.monotonic() > until:
            return False
        time.sleep(POLL_SECONDS)
    return True


def _flock(file, how, wait):
    try:
        fcntl.flock(file, how if wait else how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
