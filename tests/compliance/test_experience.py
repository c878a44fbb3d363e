"""Experience as the union of spells, counted by hand, and the bands in which it may lie."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.agreement import Band
from compliance.experience import Experience, bands_within, experience, union
from tests.compliance.cases import senior, spell

START = date(2025, 3, 1)
LAST = date(2025, 2, 28)
LOCAL = ("local_authority",)
ONE_DAY = timedelta(days=1)


def known(*spells, counts=LOCAL, **changes):
    return experience(senior(started_on=START, spells=spells, **changes), counts)


def days(*spells):
    return known(*spells).most


@pytest.mark.parametrize(
    ("spells", "counted"),
    [
        # Both ends are counted.
        ([spell(date(2024, 1, 1), date(2024, 1, 1))], 1),
        ([spell(date(2024, 1, 1), date(2024, 1, 31))], 31),
        # 2024 has a 29 February: 31 + 29 days; 2023 has none: 31 + 28.
        ([spell(date(2024, 1, 1), date(2024, 2, 29))], 60),
        ([spell(date(2023, 1, 1), date(2023, 2, 28))], 59),
        ([spell(date(2024, 2, 29), date(2024, 2, 29))], 1),
        # An open spell runs to the day before the start: 1 to 28 February.
        ([spell(date(2025, 2, 1))], 28),
        ([spell(LAST)], 1),
        # A spell that goes on past the start counts to the day before it.
        ([spell(date(2025, 2, 1), date(2025, 6, 30))], 28),
        ([spell(date(2025, 2, 1), LAST)], 28),
        # A spell that begins on the start, or later, is not experience before it.
        ([spell(START)], 0),
        ([spell(START, date(2026, 1, 1))], 0),
        ([spell(LAST), spell(START)], 1),
        # Overlaps count once: 1 to 20 January.
        ([spell(date(2024, 1, 1), date(2024, 1, 15)), spell(date(2024, 1, 10), date(2024, 1, 20))], 20),
        ([spell(date(2024, 1, 10), date(2024, 1, 20)), spell(date(2024, 1, 1), date(2024, 1, 15))], 20),
        ([spell(date(2024, 1, 1), date(2024, 1, 31)), spell(date(2024, 1, 10), date(2024, 1, 20))], 31),
        ([spell(date(2024, 1, 1), date(2024, 1, 31)), spell(date(2024, 1, 1), date(2024, 1, 31))], 31),
        # A shared day counts once: 1 to 20 January.
        ([spell(date(2024, 1, 1), date(2024, 1, 10)), spell(date(2024, 1, 10), date(2024, 1, 20))], 20),
        # Spells side by side, and with a day between them.
        ([spell(date(2024, 1, 1), date(2024, 1, 10)), spell(date(2024, 1, 11), date(2024, 1, 20))], 20),
        ([spell(date(2024, 1, 1), date(2024, 1, 10)), spell(date(2024, 1, 12), date(2024, 1, 20))], 19),
        # Three: 1 to 10, 5 to 20 and 15 to 31 January.
        (
            [
                spell(date(2024, 1, 1), date(2024, 1, 10)),
                spell(date(2024, 1, 15), date(2024, 1, 31)),
                spell(date(2024, 1, 5), date(2024, 1, 20)),
            ],
            31,
        ),
    ],
)
def test_days_by_hand(spells, counted):
    assert days(*spells) == counted


def test_the_lengths_are_those_of_the_spells_alone():
    overlapping = known(spell(date(2024, 1, 1), date(2024, 1, 15)), spell(date(2024, 1, 10), date(2024, 1, 20)))

    assert overlapping == Experience(20, 20, 365, (15, 11))


def test_unknown_registration_widens_the_range():
    unsure = known(
        spell(date(2024, 1, 1), date(2024, 1, 10)),
        spell(date(2024, 1, 6), date(2024, 1, 20), registered=None),
        spell(date(2024, 2, 1), date(2024, 2, 29), registered=False),
    )

    assert unsure == Experience(10, 20, 365, (10, 15))


@pytest.mark.parametrize(("counts", "counted"), [(LOCAL, 10), (("agency",), 20), (("agency", "local_authority"), 30)])
def test_only_the_settings_that_count_are_counted(counts, counted):
    spells = spell(date(2024, 1, 1), date(2024, 1, 10)), spell(date(2024, 2, 1), date(2024, 2, 20), setting="agency")

    assert known(*spells, counts=counts).most == counted


def test_stated_months_are_months_and_count_only_without_spells():
    assert known(pqe_months=30) == Experience(30, 30, 12)
    assert known(pqe_months=30).is_stated
    assert known(pqe_months=0) == Experience(0, 0, 12)
    assert known(spell(LAST), pqe_months=30) == Experience(1, 1, 365, (1,))
    assert not known(spell(LAST)).is_stated
    assert known() is None


DAYS = st.dates(date(2020, 1, 1), date(2025, 6, 30))
SPELLS = st.lists(st.builds(spell, DAYS, st.none() | DAYS), max_size=5)


@given(SPELLS)
def test_the_union_is_the_count_of_days_that_lie_in_any_spell(spells):
    covered = {
        spell.from_on + ONE_DAY * n
        for spell in spells
        for n in range(((spell.until_on or LAST) - spell.from_on).days + 1)
    }

    assert union(spells, LAST) == len({day for day in covered if day <= LAST})


NEWER, MIDDLE, LONGER = Band("newer", "", 0, 2), Band("middle", "", 2, 5), Band("longer", "", 5)
ALL = (NEWER, MIDDLE, LONGER)


def in_days(least, most):
    return Experience(least, most, 365)


@pytest.mark.parametrize(
    ("least", "most", "bands"),
    [
        (0, 0, ("newer",)),
        # Two years are 730 days, five years 1,825; the last day of a band is the day before.
        (729, 729, ("newer",)),
        (730, 730, ("middle",)),
        (1824, 1824, ("middle",)),
        (1825, 1825, ("longer",)),
        (40000, 40000, ("longer",)),
        (729, 730, ("newer", "middle")),
        (0, 729, ("newer",)),
        (729, 1825, ("newer", "middle", "longer")),
        (730, 1824, ("middle",)),
    ],
)
def test_the_bands_of_a_range_of_days(least, most, bands):
    assert bands_within(in_days(least, most), ALL) == bands


@pytest.mark.parametrize(("months", "band"), [(23, "newer"), (24, "middle"), (59, "middle"), (60, "longer")])
def test_the_band_of_stated_months_counts_twelve_to_a_year(months, band):
    assert bands_within(Experience(months, months, 12), ALL) == (band,)


def test_experience_that_is_not_known_may_lie_in_any_band():
    assert bands_within(None, ALL) == ("newer", "middle", "longer")
    assert bands_within(None, (MIDDLE,)) == ("", "middle")
    # A working life is taken to last 100 years at most.
    assert bands_within(None, (Band("late", "", 100),)) == ("", "late")
    assert bands_within(None, (Band("later", "", 101),)) == ("",)


@pytest.mark.parametrize(("least", "most", "bands"), [(0, 0, ("",)), (729, 730, ("", "middle")), (1825, 1825, ("",))])
def test_experience_outside_every_band_is_in_none(least, most, bands):
    assert bands_within(in_days(least, most), (MIDDLE,)) == bands


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_every_band_of_a_range_is_found(one, other):
    least, most = sorted((one, other))
    each_day = {slug for day in range(least, most + 1) for slug in bands_within(in_days(day, day), (NEWER, LONGER))}

    assert set(bands_within(in_days(least, most), (NEWER, LONGER))) == each_day
