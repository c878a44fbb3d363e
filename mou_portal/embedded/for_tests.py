"""A pytest plugin: the tests' own embedded servers, beside the demonstration's, when no others are named."""

from mou_portal import embedded

# At import, because settings read the environment when pytest-django loads them. Tests need no safety from power cuts.
embedded.ensure(embedded.ROOT / ".data-test", durable=False)
