"""Whatever one thing is changed in whichever version, something is told; and of two alike, nothing."""

from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from compliance.agreement import Band, Version
from compliance.agreement_file import read
from compliance.differences import differences
from tests.compliance.cases import AGREEMENTS

CHOICES = {
    "regime": ("national", "regional"),
    "convention": ("corresponding_date", "same_day"),
    "known": ("to_engage", "before_start", "later"),
    "judged": ("engagement", "continuing"),
    "rule": ("", "pay_cap", "notice", "cool_off"),
    "base": ("", "pay", "pay_and_on_costs", "charge"),
    "project_teams": ("included", "excluded", "only"),
    "paye": ("stated", "statutory"),
    "unit": ("months", "weeks", "percent", "pounds an hour", "pounds a week"),
    "pay_type": ("paye", "umbrella", "limited_company"),
    "core_type": ("social_worker", "team_manager"),
}
LISTS = {
    "contracts": ("permanent", "fixed_term"),
    "counts": ("local_authority", "agency", "other"),
    "cover": ("exemption", "approval"),
    "paye_less": ("employer_ni", "apprenticeship_levy", "holiday_pay"),
    "pay_types": ("paye", "umbrella", "limited_company"),
}
NULLABLE_DAYS, NULLABLE_NUMBERS = ("until", "existing_from"), ("rank", "until_years", "value")
DAYS = st.dates(date(2014, 1, 1), date(2030, 12, 31))
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20)


@cache
def shipped():
    """Every agreement of the product, and one with bands and a rank."""
    versions = [read(file.read_text(encoding="utf-8"), file.name) for file in sorted(AGREEMENTS.glob("*.toml"))]
    banded = replace(
        versions[-1],
        bands=(Band("new", "under two years", 0, 2), Band("old", "two years or more", 2)),
        roles=tuple(role._replace(rank=place) for place, role in enumerate(versions[-1].roles)),
    )
    return (*versions, banded)


def other_value(draw, name, value):
    """Another value of the same kind for a field of this name."""
    if name in CHOICES:
        return draw(st.sampled_from([each for each in CHOICES[name] if each != value]))
    if name in LISTS:
        kinds = st.sets(st.sampled_from(LISTS[name])).filter(lambda chosen: chosen != set(value))
        return tuple(sorted(draw(kinds)))
    if isinstance(value, bool):
        return not value
    if isinstance(value, date) or name in NULLABLE_DAYS:
        none = [st.none()] if name in NULLABLE_DAYS and value else []
        return draw(st.one_of(DAYS.filter(lambda day: day != value), *none))
    if isinstance(value, Decimal) or name == "value":
        moved = st.decimals(Decimal("0.01"), 999, places=2).filter(lambda number: number != value)
        return draw(st.one_of(moved, st.none()) if value is not None else moved)
    if isinstance(value, int) or name in NULLABLE_NUMBERS:
        return draw(st.integers(0, 40).filter(lambda number: number != value))
    return draw(WORDS.filter(lambda text: text != value))


def changed_row(draw, row):
    """A named tuple or a clause with one field changed."""
    names = list(row._fields) if isinstance(row, tuple) else [each.name for each in fields(row)]
    name = draw(st.sampled_from([each for each in names if each != "exceptions" or row.exceptions]))
    value = getattr(row, name)
    other = changed_rows(draw, value) if name == "exceptions" else other_value(draw, name, value)
    return row._replace(**{name: other}) if isinstance(row, tuple) else replace(row, **{name: other})


def changed_rows(draw, rows):
    """A table with a row taken out or changed."""
    place = draw(st.integers(0, len(rows) - 1))
    instead = () if draw(st.booleans()) else (changed_row(draw, rows[place]),)
    return (*rows[:place], *instead, *rows[place + 1 :])


@st.composite
def two_versions(draw):
    """A shipped version, and the same with one thing changed."""
    version = draw(st.sampled_from(shipped()))
    names = [each.name for each in fields(Version) if each.init]
    name = draw(st.sampled_from([name for name in names if getattr(version, name) != ()]))
    value = getattr(version, name)
    table = isinstance(value, tuple) and name != "pay_types"
    return version, replace(version, **{name: changed_rows(draw, value) if table else other_value(draw, name, value)})


@given(two_versions())
def test_one_change_is_told_and_so_is_its_undoing(pair):
    before, after = pair

    for one, other in ((before, after), (after, before)):
        sentences = differences(one, other)
        assert sentences
        assert all(sentence[0] == sentence[0].upper() for sentence in sentences)
        assert all(sentence.endswith((".", "”")) for sentence in sentences), sentences
    assert differences(after, after) == []


@given(st.sampled_from(range(len(shipped()))), st.integers(0, 3650))
def test_the_same_from_another_day_changes_nothing_else(place, days):
    version = shipped()[place]
    moved = replace(version, version="next", in_force_from=version.in_force_from + timedelta(days=days))

    assert differences(version, moved)[1:] == ["Nothing else changes."]
