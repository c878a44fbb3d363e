"""Gunicorn's settings: gunicorn -c python:mou_portal.web_server mou_portal.wsgi"""

import os
from pathlib import Path

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")

bind = os.environ.get("MOU_BIND", "127.0.0.1:8000")
if os.environ.get("MOU_DEMO") == "1" and bind.rpartition(":")[0] not in LOOPBACK:
    # The demonstration's passwords are printed for anyone to read.
    raise SystemExit("The demonstration serves this machine alone. Set MOU_BIND to 127.0.0.1 and a port.")

workers = int(os.environ.get("MOU_WEB_WORKERS", "2"))
threads = int(os.environ.get("MOU_WEB_THREADS", "4"))
worker_class = "gthread"
preload_app = True  # read once, shared by the workers: quicker and smaller
timeout = 60  # seconds; anything longer is a job
graceful_timeout = 20
keepalive = 5
accesslog = "-"
# Not the query: it may hold a registration number.
access_log_format = '%(h)s %(t)s "%(m)s %(U)s %(H)s" %(s)s %(b)s %(L)s'
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a heartbeat file, made by gunicorn
forwarded_allow_ips = os.environ.get("MOU_TRUSTED_PROXIES", "127.0.0.1")
no_control_socket = True
