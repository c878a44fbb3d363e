"""A clean Python that runs tests over and over, each time in a child that has loaded nothing of ours yet.

Run in a copy of the rulebook. Reads seconds and test files as a JSON list from each line, and answers with a line:
pytest's exit code, or `late` where the seconds were over.
"""

import json
import os
import signal
import sys
import time

import hypothesis.strategies  # noqa: F401
import pytest

sys.path[0] = os.getcwd()


def in_a_child(arguments):
    """Pytest's exit code, from a child with nowhere to write."""
    child = os.fork()
    if child:
        return child
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os._exit(pytest.main(arguments))


def outcome(child, seconds):
    """What became of a child; one that takes longer than the seconds is ended."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "late"


if __name__ == "__main__":
    for line in sys.stdin:
        seconds, *tests = json.loads(line)
        print(outcome(in_a_child([*sys.argv[1:], *tests]), seconds), flush=True)
