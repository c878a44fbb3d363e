"""Which version follows which, and until when each holds."""

from datetime import date

import pytest

from compliance.actions import load_agreement
from compliance.models import Agreement, AgreementVersion
from compliance.succession import in_order, spans, version_before
from tests.compliance.lives import LATER, NEXT, SHIPPED, drafted_by

CORRECTION = 'version = "2025-b"\ncorrects = "2025"\nreason = "A figure was mistyped."'


@pytest.fixture
def mou(agreements):
    return Agreement.objects.get(slug="west-midlands-mou")


@pytest.fixture
def corrected(mou, dev):
    """The version of 2025, put right from its first day."""
    return load_agreement(text=SHIPPED.replace('version = "2025"', CORRECTION), name="b.toml", publish=True, by=dev)


def labels(versions):
    return [version.label for version in versions]


def test_versions_follow_each_other_by_their_first_days_and_then_as_published(mou, corrected):
    assert labels(in_order(mou.versions.order_by("-pk"))) == ["2015", "2022", "2025", "2025-b"]


def test_each_holds_until_the_day_before_the_next(mou, corrected, dev):
    load_agreement(text=LATER, name="later.toml", publish=True, by=dev)
    named = {version.pk: version.label for version in mou.versions.all()}
    held = {named[pk]: span for pk, span in spans(mou.versions.all()).items()}

    assert held["2022"].until == date(2024, 12, 31)
    assert held["2025"].replaced
    assert held["2025"].next.label == "2025-b"
    assert held["2025-b"].until == date(2027, 3, 31)
    assert held["2026"] == (None, None, False)


def test_a_version_is_superseded_from_the_day_on_which_another_holds(mou, corrected):
    named = {version.label: version.pk for version in mou.versions.all()}
    held = spans(mou.versions.all())

    assert not held[named["2022"]].is_over(date(2024, 12, 31))
    assert held[named["2022"]].is_over(date(2025, 1, 1))
    assert held[named["2025"]].is_over(date(2024, 1, 1))
    assert not held[named["2025-b"]].is_over(date(2099, 1, 1))


def test_a_draft_is_neither_followed_nor_following(mou, dev):
    draft = drafted_by(dev, NEXT)

    assert draft.pk not in spans(mou.versions.all())
    assert version_before(draft).label == "2025"


def test_the_version_before_a_published_one_stays_the_same_whatever_comes_later(mou, corrected):
    before = {version.label: version_before(version) for version in mou.versions.all()}

    assert before["2015"] is None
    assert labels([before["2022"], before["2025"], before["2025-b"]]) == ["2015", "2022", "2025"]


def test_a_version_from_between_two_others_is_compared_with_the_earlier(mou, dev):
    text = LATER.replace("in_force_from = 2027-04-01", "in_force_from = 2023-01-01")

    assert version_before(drafted_by(dev, text)).label == "2022"
    assert AgreementVersion.objects.published().count() > 3
