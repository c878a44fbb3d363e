"""python -m mou_portal.alive web|worker|scheduler: whether that process is well, as an exit status."""

import os
import socket
import sys
import time
import urllib.request

SILENT_SECONDS = 60  # the scheduler looks at the clock every five


def web():
    """The web server answers and reaches the database."""
    port = os.environ.get("MOU_BIND", "127.0.0.1:8000").rpartition(":")[2]
    host = os.environ.get("MOU_ALLOWED_HOSTS", "127.0.0.1").split(",")[0]
    question = urllib.request.Request(f"http://127.0.0.1:{port}/health/?format=json", headers={"Host": host})
    with urllib.request.urlopen(question, timeout=8) as answer:  # noqa: S310
        return answer.status == 200


def worker():
    """The worker of this machine answers through the broker."""
    from mou_portal.celery import app

    return bool(app.control.ping(destination=[f"celery@{socket.gethostname()}"], timeout=8, limit=1))


def scheduler():
    """The scheduler has looked at the clock lately."""
    from mou_portal.scheduler import SIGN_OF_LIFE

    return time.time() - SIGN_OF_LIFE.stat().st_mtime < SILENT_SECONDS


WELL = {"web": web, "worker": worker, "scheduler": scheduler}


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mou_portal.settings")
    try:
        return 0 if WELL[sys.argv[1]]() else 1
    except Exception as error:  # whatever went wrong, it is not well
        sys.stderr.write(f"Not well: {error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
