"""What the addresses of the API share."""

import subprocess
import sys

import pytest

FIRST = (
    "import django; django.setup(); import {}; from rest_framework.views import APIView; print(APIView.parser_classes)"
)


# Django runs its checks in no fixed order, so a worker may meet either of the two first.
@pytest.mark.parametrize("module", ["authorities.api", "rest_framework.views"])
def test_the_api_and_its_framework_may_be_loaded_in_either_order(module):
    run = subprocess.run([sys.executable, "-c", FIRST.format(module)], capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stderr
    assert "authorities.api.Json" in run.stdout
