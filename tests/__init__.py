"""The tests; a busy machine is no failure, so that no property has to be shown within a time."""

import os

from hypothesis import HealthCheck, settings

# Where the tests are themselves on trial, the same few examples each time.
few = {"max_examples": int(os.environ["MOU_EXAMPLES"]), "derandomize": True} if "MOU_EXAMPLES" in os.environ else {}
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow], **few)
settings.load_profile("patient")
