"""python -m mou_portal.demo: what bin/demo runs once everything is installed."""

import argparse
import os
import signal
import sys
import time
from pathlib import Path

from mou_portal import embedded
from mou_portal.demo.refusal import CannotDemonstrate


def main(arguments=None):
    """Exit status: 0 done, 2 could not be done."""
    options = _options(arguments)
    for sign in (signal.SIGINT, signal.SIGTERM):  # also where a shell started us in the background, deaf to Ctrl-C
        signal.signal(sign, signal.default_int_handler)
    began = time.monotonic()
    os.environ["MOU_DEMO"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = "mou_portal.settings"
    os.environ.pop("MOU_ALLOWED_HOSTS", None)
    try:
        if options.reset:
            _reset()
        embedded.ensure()
        import django

        django.setup()
        from mou_portal.demo import show  # models can be imported from here on

        show.once(began) if options.once else show.serve(began, options.port)
    except (CannotDemonstrate, embedded.EmbeddedError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped.\n")
        return 0 if not options.once else 130
    return 0


def _options(arguments):
    parser = argparse.ArgumentParser(prog="bin/demo", description=sys.modules["mou_portal.demo"].__doc__)
    parser.add_argument("--once", action="store_true", help="load, assess and report, print a summary, and end")
    parser.add_argument("--reset", action="store_true", help="delete the demonstration's data first")
    parser.add_argument("--port", type=int, help="the port to serve on (default: 8000, or the next free one)")
    return parser.parse_args(arguments)


def _reset():
    if os.environ.get("DATABASE_URL"):
        raise CannotDemonstrate("DATABASE_URL is set: a database that is not the demonstration's own is not deleted.")
    embedded.erase(Path(os.environ.get("MOU_DATA_DIR") or embedded.ROOT / ".data"))


if __name__ == "__main__":
    sys.exit(main())
