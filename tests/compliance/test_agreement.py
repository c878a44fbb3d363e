"""What an agreement says of a day: its caps, bands, ranks and signatories."""

from dataclasses import FrozenInstanceError, replace
from datetime import date
from decimal import Decimal

import pytest

from compliance.agreement import NotInForce, Role
from tests.compliance.cases import BANDS, SENIOR, cap, clause, version

SENIOR_LIMITED = "senior_social_worker", "limited_company"


def test_a_cap_holds_from_its_first_day_until_the_next_one():
    series = version(clause(), caps=[cap("25.00", date(2016, 1, 1)), cap()]).cap(*SENIOR_LIMITED)

    assert series.on(date(2015, 1, 1)).value == Decimal("24.00")
    assert series.on(date(2015, 12, 31)).value == Decimal("24.00")
    assert series.on(date(2016, 1, 1)).value == Decimal("25.00")


@pytest.mark.parametrize(
    ("pay_type", "how"),
    [
        ("paye", "through PAYE"),
        ("umbrella", "through an umbrella company"),
        ("limited_company", "through a limited company"),
        ("", "in a way that is not known"),
    ],
)
def test_what_is_not_in_force_is_named(pay_type, how):
    series = version(clause()).cap("senior_social_worker", pay_type)

    with pytest.raises(NotInForce) as absent:
        series.on(date(2025, 3, 1))
    assert str(absent.value) == f"a pay cap for a senior social worker paid {how} on 1 March 2025"


def test_a_role_that_the_agreement_does_not_know_is_named_by_its_slug():
    with pytest.raises(NotInForce, match="a pay cap for an advanced practitioner paid through PAYE"):
        version(clause()).cap("advanced_practitioner", "paye").on(date(2025, 3, 1))


def test_a_figure_declared_unknown_is_not_in_force():
    series = version(clause(), caps=[cap(), cap(None, date(2016, 1, 1)), cap("26.00", date(2017, 1, 1))]).cap(
        *SENIOR_LIMITED
    )

    assert series.on(date(2015, 12, 31)).value == Decimal("24.00")
    with pytest.raises(NotInForce):
        series.on(date(2016, 1, 1))
    assert series.on(date(2017, 1, 1)).value == Decimal("26.00")


def test_each_clause_has_its_own_caps():
    both = version(clause(), clause(id="price"), caps=[cap(), cap("30.00", clause="price", since=date(2016, 1, 1))])

    assert both.cap(*SENIOR_LIMITED, "price").on(date(2016, 1, 1)).value == Decimal("30.00")
    assert both.change_days(*SENIOR_LIMITED) == (date(2015, 1, 1), date(2016, 1, 1))
    assert both.change_days(*SENIOR_LIMITED, "price") == (date(2016, 1, 1),)
    assert both.clause("price").id == "price"


def test_a_patched_version_answers_with_its_own_caps():
    now = version(clause(), caps=[cap()])
    assert now.cap(*SENIOR_LIMITED).on(date(2015, 1, 1)).value == Decimal("24.00")

    patched = replace(now, caps=(cap("23.00"),))
    assert patched.cap(*SENIOR_LIMITED).on(date(2015, 1, 1)).value == Decimal("23.00")


def test_the_rank_of_a_role_is_told_only_where_the_agreement_says():
    ranked = version(roles=(SENIOR, Role("team_manager", "team manager", "team_manager", 3)))

    assert [ranked.rank(role) for role in ("team_manager", SENIOR.slug, "", "other")] == [3, None, None, None]


def test_the_bands_of_a_role_are_those_that_its_caps_name():
    banded = version(clause(), caps=[cap(band="newer"), cap(band="longer", pay_type="paye")], bands=BANDS)

    assert banded.bands_of(*SENIOR_LIMITED, "cap") == BANDS[:1]
    assert banded.bands_of(SENIOR_LIMITED[0], "paye", "cap") == BANDS[1:]
    assert banded.bands_of(*SENIOR_LIMITED, "price-cap") == ()


def test_each_band_has_its_own_caps():
    banded = version(clause(), caps=[cap("24.00", band="newer"), cap("26.00", band="longer"), cap("20.00")])

    for band, value in (("newer", "24.00"), ("longer", "26.00"), ("", "20.00")):
        assert banded.cap(*SENIOR_LIMITED, "cap", band).on(date(2015, 1, 1)).value == Decimal(value)
    assert banded.cap(*SENIOR_LIMITED, "price-cap").entries == ()


def test_an_agreement_without_signatories_binds_every_member():
    assert version().has_signed("E08000030", date(2015, 1, 1))


def test_whether_a_figure_is_known_on_a_day():
    caps = [cap(), cap(None, date(2016, 1, 1)), cap("26.00", date(2017, 1, 1))]
    series = version(clause(), caps=caps).cap(*SENIOR_LIMITED)
    days = [date(2014, 12, 31), date(2015, 1, 1), date(2015, 12, 31), date(2016, 1, 1), date(2017, 1, 1)]

    assert [series.holds_on(day) for day in days] == [False, True, True, False, True]


@pytest.mark.parametrize("published", [clause(), version(clause())])
def test_what_was_agreed_cannot_be_changed(published):
    with pytest.raises(FrozenInstanceError):
        published.title = "Another"


def test_what_was_asked_of_a_version_is_no_part_of_it():
    asked, fresh = version(clause(), caps=[cap()]), version(clause(), caps=[cap()])
    asked.cap(*SENIOR_LIMITED).on(date(2015, 1, 1))

    assert asked == fresh
    assert "asked" not in repr(asked)
