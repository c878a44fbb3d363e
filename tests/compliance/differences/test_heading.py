"""What the heads of two files say, and that nothing is told where nothing differs."""

from dataclasses import replace
from datetime import date

import pytest

from compliance.differences import differences
from tests.compliance.differences.conftest import OLD


def test_nothing_differs_from_itself():
    assert differences(OLD, OLD) == []


def test_a_version_with_the_same_content_says_that_nothing_else_changes():
    assert differences(OLD, replace(OLD, version="2026", in_force_from=date(2026, 4, 1))) == [
        "Version 2026 holds from 1 April 2026; version 2025 holds from 1 January 2025.",
        "Nothing else changes.",
    ]


def test_a_version_from_the_same_day_takes_the_place_of_the_other():
    assert differences(OLD, replace(OLD, version="2025-b", corrects="2025", reason="A figure was mistyped.")) == [
        "Version 2025-b takes the place of version 2025 from the same day, 1 January 2025.",
        "It corrects version 2025, because: “A figure was mistyped.”",
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"agreement": "south-mou"}, "It is another agreement: “south-mou”, not “north-mou”."),
        ({"title": "The pact"}, "The title of the agreement is now “The pact”."),
        ({"regime": "national"}, "It belongs to the national rules, not to a regional agreement."),
        ({"region": ""}, "The region that it is for is no longer given."),
        ({"schedule_of": "dfe"}, "The agreement whose figures it holds is now “dfe”."),
        (
            {"convention": "same_day"},
            "After a waiting time the first free day is the corresponding date itself,"
            " not the day after the corresponding date.",
        ),
        ({"note": "Read this."}, "The note at the head is now “Read this.”"),
        ({"source": "The signed text"}, "The source of the agreement is now “The signed text”."),
        ({"sure": "primary source"}, "How sure we are of the agreement is now “primary source”."),
    ],
)
def test_one_thing_in_the_head_changes(change, sentence):
    assert differences(OLD, replace(OLD, **change)) == [sentence]


def test_a_version_after_a_correction_is_not_one():
    before = replace(OLD, version="2025-b", corrects="2025", reason="Mistyped")

    assert differences(before, replace(before, corrects="", reason="")) == [
        "It is not a correction, as version 2025-b was."
    ]
