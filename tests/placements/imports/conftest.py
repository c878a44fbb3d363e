"""What the tests of imports share."""

import csv
import io
import json
from datetime import date

import pytest
import time_machine
from django.core.management import call_command

from authorities.models import JobRole

ROLES = {"social_worker": "social worker", "senior_social_worker": "senior social worker"}


@pytest.fixture(autouse=True)
def _november():
    with time_machine.travel(date(2026, 11, 20), tick=False):
        yield


@pytest.fixture
def roles(west_midlands):
    """Two roles of the region, without the agreement that names them."""
    return [
        JobRole.objects.get_or_create(region=west_midlands, slug=slug, defaults={"name": name, "core_type": slug})[0]
        for slug, name in ROLES.items()
    ]


@pytest.fixture
def send(tmp_path, walsall, roles, asha):
    """Import rows, or the content of a file, for Walsall; the command's answer."""

    def sent(kind, rows, *options):
        file = tmp_path / f"{kind}.csv"
        file.write_bytes(rows if isinstance(rows, bytes) else as_csv(rows))
        out = io.StringIO()
        arguments = [str(file), "--authority", "E08000030", "--by", asha.email, "--json", *options]
        call_command(f"import_{kind}", *arguments, stdout=out)
        return json.loads(out.getvalue())

    return sent


def as_csv(rows):
    """Rows as a file, with the columns that any of them has."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()
