"""How much is tried of what has no end: a little while somebody waits for the tests, more in CI, and all at length."""

import os

HOW_MUCH = os.environ.get("MOU_TESTS", "")
LONG = HOW_MUCH == "long"


def amount(usual, *, ci):
    """So many where `bin/test` is run by hand, and so many in CI and in the long run."""
    return ci if HOW_MUCH in ("ci", "long") else usual
