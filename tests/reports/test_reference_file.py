"""The rates that savings are measured against: each with its source, loaded once, refused in words."""

from datetime import date
from decimal import Decimal

import pytest

from authorities.command import person
from authorities.refusal import Refused
from reports import actions
from reports.models import ReferenceRate

RATE = """
[[rate]]
role = "social_worker"
pay_types = ["paye", "umbrella"]
since = 2026-04-01
value = "35.00"
source = "A test"
"""
FILE = 'region = "E12000005"\n' + RATE


def load(text):
    return actions.load_reference_rates(text=text, name="rates.toml", by=person())


def test_a_file_is_loaded_once(agreements):
    assert load(FILE) == {"added": 2, "changed": 0, "unchanged": 0}
    assert load(FILE) == {"added": 0, "changed": 0, "unchanged": 2}
    rate = ReferenceRate.objects.get(pay_type="paye")
    assert (rate.since, rate.hourly_rate, rate.source, rate.illustrative) == (
        date(2026, 4, 1), Decimal("35.00"), "A test", False,
    )  # fmt: skip


def test_a_corrected_rate_is_changed(agreements):
    load(FILE)

    assert load(FILE.replace("35.00", "35.50")) == {"added": 0, "changed": 2, "unchanged": 0}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("region =", "not a TOML file"),
        (RATE, "no region"),
        ('region = "E12000005"', "no rates"),
        (FILE.replace('source = "A test"', ""), "rate 1: source missing"),
        (FILE.replace('"35.00"', "35.00"), "is not an hourly rate"),
        (FILE.replace("35.00", "35.005"), "is not an hourly rate"),
        (FILE.replace("35.00", "-1"), "is not an hourly rate"),
        (FILE.replace("35.00", "NaN"), "is not an hourly rate"),
        (FILE.replace("paye", "cash"), "unknown pay type cash"),
        (FILE.replace("2026-04-01", '"1 April"'), "since is not a date"),
        (FILE + RATE, "rate 2: the same role, pay type and day stands twice"),
        (FILE.replace("social_worker", "social_wrecker"), "roles that the region does not have: social_wrecker"),
        (FILE.replace("E12000005", "E12000009"), "No region has the code E12000009"),
    ],
)
def test_a_bad_file_is_refused_in_words_and_nothing_is_written(agreements, text, words):
    with pytest.raises(Refused, match=words):
        load(text)
    assert not ReferenceRate.objects.exists()
