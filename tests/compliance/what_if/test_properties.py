"""What would differ: what must hold for any book and any caps."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.moved_caps import Move, moved
from compliance.parameters import Rulebook
from compliance.what_if.comparing import Scope, State, compare
from compliance.what_if.sums import figures, figures_by
from tests.compliance.cases import DUDLEY, SENIOR, WALSALL, WEST_MIDLANDS, cap, clause, version
from tests.compliance.what_if.test_comparing import KEY, LIVE, SUMMER, exempt, paid, weighed

money = st.decimals(Decimal("28.00"), Decimal("38.00"), places=2)
hours = st.none() | st.decimals(Decimal(1), Decimal(60), places=2)
FIRST = date(2026, 1, 5)
days = st.integers(0, 330).map(lambda number: FIRST + timedelta(days=number))


@st.composite
def rulebooks(draw):
    """Caps that change on some days, and one of them that is not known."""
    since = draw(st.lists(days, max_size=3, unique=True))
    known = [cap(str(draw(money)), day) for day in since]
    first = cap(draw(st.none() | money.map(str)))
    return Rulebook([version(clause(), caps=[first, *known])])


def entries(book, since):
    """The caps in force on a day and after it, each with the day from which it counts."""
    caps = sorted(book.versions[0].caps, key=lambda each: each.since)
    held = [each for each in caps if each.since <= since][-1]
    return [(since, held.value), *((each.since, each.value) for each in caps if each.since > since)]


def same_again(book, since):
    """Every cap from a day on moved to its own value; None while one of them is not known."""
    agreed = entries(book, since)
    if any(value is None for _, value in agreed):
        return None
    return [Move(*KEY, SENIOR.slug, ("limited_company",), day, value) for day, value in agreed]


@st.composite
def books(draw):
    """A few placements, each cut where its pay changes, or where either rulebook may."""
    made = []
    for _ in range(draw(st.integers(1, 4))):
        changes = sorted({FIRST, *draw(st.lists(days, max_size=2))})
        pays = [draw(st.none() | money) for _ in changes]
        leave = sorted(draw(st.lists(days, min_size=2, max_size=2)))
        leaves = [exempt(*leave)] if draw(st.booleans()) else []
        role, worked = draw(st.sampled_from([SENIOR.slug, "team_manager", ""])), draw(hours)
        made.append(
            (draw(st.sampled_from([WALSALL, DUDLEY])), role, worked, list(zip(changes, pays, strict=True)), leaves)
        )
    return made


def of_book(made, before, after, since):
    """The placements under two rulebooks, cut where either changes."""
    cuts = {each.since for book in (before, after) for each in book.versions[0].caps} | {since}
    for number, (authority, role, worked, rates, leaves) in enumerate(made):
        starts = sorted({day for day, _ in rates} | {day for day in cuts if day > FIRST})
        stretches = []
        for start, following in zip(starts, [*starts[1:], None], strict=True):
            pay = [pay for day, pay in rates if day <= start][-1]
            until = following and following - timedelta(days=1)
            stretches.append(
                paid(pay, worked, role=role, stretch_from=start, stretch_until=until, is_first_stretch=start == FIRST)
            )
        yield weighed(number, *stretches, before=before, after=after, authority=authority, leaves=leaves)


scopes = st.sampled_from([LIVE, SUMMER, Scope(date(2026, 1, 1), date(2026, 3, 31), "2026Q1")])


@settings(deadline=None, max_examples=60)
@given(agreed=rulebooks(), since=days, scope=scopes, data=st.data())
def test_moving_caps_to_their_own_values_changes_nothing(agreed, since, scope, data):
    moves = same_again(agreed, since)
    after = moved(agreed, WEST_MIDLANDS, moves) if moves else agreed
    made = data.draw(books())

    compared = [compare(one, KEY, scope) for one in of_book(made, agreed, after, since)]

    assert [one.placement for one in compared if one.differs] == []
    sums = figures(compared)
    assert (sums.before, sums.begins, sums.ends) == (sums.after, 0, 0)


@settings(deadline=None, max_examples=60)
@given(agreed=rulebooks(), since=days, scope=scopes, off=money, data=st.data())
def test_a_lower_cap_never_makes_fewer_breaches_nor_a_smaller_cost(agreed, since, scope, off, data):
    value = min([value for _, value in entries(agreed, since) if value is not None], default=off) - Decimal("1.00")
    after = moved(agreed, WEST_MIDLANDS, [Move(*KEY, SENIOR.slug, ("limited_company",), since, value)])
    made = data.draw(books())

    compared = [compare(one, KEY, scope) for one in of_book(made, agreed, after, since)]

    assert [one.placement for one in compared if one.ends] == []
    sums = figures(compared)
    assert sums.after.breaches >= sums.before.breaches
    assert sums.after.uncovered >= sums.before.uncovered
    assert sums.after.covered >= sums.before.covered


@settings(deadline=None, max_examples=60)
@given(agreed=rulebooks(), since=days, scope=scopes, value=money, data=st.data())
def test_authorities_and_roles_add_up_to_the_region(agreed, since, scope, value, data):
    after = moved(agreed, WEST_MIDLANDS, [Move(*KEY, SENIOR.slug, ("limited_company",), since, value)])
    made = data.draw(books())
    compared = [compare(one, KEY, scope) for one in of_book(made, agreed, after, since)]

    region = figures(compared)
    for of in (lambda one: one.authority, lambda one: one.role):
        groups = list(figures_by(compared, of).values())
        for what in ("placements", "begins", "ends"):
            assert sum(getattr(each, what) for each in groups) == getattr(region, what)
        for side in ("before", "after"):
            parts = [getattr(each, side) for each in groups]
            whole = getattr(region, side)
            for what in ("breaches", "uncovered", "covered", "told", "left_out"):
                assert sum(getattr(each, what) for each in parts) == getattr(whole, what)
            assert all(sum(part.states[state] for part in parts) == whole.states[state] for state in State)
