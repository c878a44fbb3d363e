"""A pytest plugin: the tests' own embedded servers, beside the demonstration's, when no others are named."""

import os

from mou_portal import embedded

# At import, because settings read the environment when pytest-django loads them. Tests need no safety from power cuts.
embedded.ensure(embedded.ROOT / os.environ.get("MOU_TESTS_DATA", ".data-test"), durable=False)
for name in ("MOU_SECRET_KEY", "MOU_MATCH_KEY"):
    os.environ.setdefault(name, f"{name} of the tests alone, long enough to be taken for a real one")
