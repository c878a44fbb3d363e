"""Naming and mapping job titles."""

import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from authorities.models import JobRole, JobTitle, JobTitleMapping
from placements import actions
from placements.models import Change
from tests.factories import PlacementFactory

pytestmark = pytest.mark.django_db
WALSALL = ("--authority", "335", "--title", "Experienced  Social Worker")


@pytest.fixture
def role(west_midlands):
    return JobRole.objects.get_or_create(
        region=west_midlands,
        slug="senior_social_worker",
        defaults={"name": "senior social worker", "core_type": "senior_social_worker"},
    )[0]


def mapped(*options):
    out = io.StringIO()
    call_command("map_title", *WALSALL, *options, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_a_title_is_named_first_and_mapped_later(role):
    assert mapped() == {"authority": "E08000030", "title": "Experienced Social Worker", "role": None, "since": None}
    assert not JobTitleMapping.objects.exists()

    for _ in range(2):
        assert mapped("--role", "Senior social worker", "--since", "2025-04-01")["since"] == "2025-04-01"

    assert JobTitleMapping.objects.get().job_role == role
    assert JobTitle.objects.count() == 1


def test_placements_under_the_title_may_be_judged_anew(role, walsall, asha):
    title = actions.map_title(authority=walsall, title="Practice Lead", by=asha)
    placement = PlacementFactory(authority=walsall, job_title=title, job_role=None)

    actions.map_title(authority=walsall, title="practice lead", job_role=role, since=date(2026, 1, 1), by=asha)

    assert Change.objects.get().match_key == placement.worker.match_key


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--role", "wizard", "--since", "2025-04-01"), "“wizard” is not a role of the agreement"),
        (("--role", "senior_social_worker"), "go together"),
        (("--role", "senior_social_worker", "--since", "1926-04-01"), "is in 1926"),
        (("--title", "🎉"), "contains a symbol or a hidden character"),
    ],
)
def test_what_cannot_be_is_refused_in_words(role, options, words):
    with pytest.raises(CommandError, match=words):
        mapped(*options)

    assert not JobTitle.objects.exists()
