"""What would differ: sums worked by hand."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from compliance.assess import assess_stretch
from compliance.cover import Leave
from compliance.moved_caps import Move, moved
from compliance.parameters import Rulebook
from compliance.what_if.comparing import Lack, Scope, State, Stretch, Weighed, answers_on, compare
from compliance.what_if.sums import figures, figures_by
from tests.compliance.cases import (
    COMPLETE,
    DUDLEY,
    SENIOR,
    WALSALL,
    WEST_MIDLANDS,
    cap,
    clause,
    permanent,
    senior,
    version,
    waiting_clause,
)  # fmt: skip

KEY = "west-midlands-mou", "cap"
DAY, FIRST = date(2026, 11, 20), date(2026, 1, 5)
LIVE = Scope(DAY, DAY)
SUMMER = Scope(date(2026, 7, 1), date(2026, 9, 30), "2026Q3")
AGREED = Rulebook([version(clause(), caps=[cap("33.00")])])


def lowered(value, since=date(2015, 1, 1)):
    return moved(AGREED, WEST_MIDLANDS, [Move(*KEY, SENIOR.slug, ("limited_company",), since, Decimal(value))])


def weighed(number, *stretches, after, before=AGREED, authority=WALSALL, leaves=()):
    judged = [Stretch(facts, assess_stretch(facts, before), assess_stretch(facts, after)) for facts in stretches]
    return Weighed(number, authority, leaves, judged)


def paid(pay, hours="37", **changes):
    return senior(
        hourly_pay=pay and Decimal(pay), hours_per_week=hours and Decimal(hours), judged_on=DAY,
        started_on=date(2026, 1, 5), **changes,
    )  # fmt: skip


def exempt(from_on, until_on):
    return Leave("cap", "exemption", from_on, until_on)


def test_the_live_book_by_hand():
    """A cap lowered from £33.00 to £32.50, over six placements; pounds a week by contracted hours."""
    after = lowered("32.50")
    leave = [exempt(date(2026, 1, 1), date(2026, 12, 31))]
    book = [
        weighed(1, paid("35.00"), after=after),  # £2.00 × 37 = £74.00, then £2.50 × 37 = £92.50
        weighed(2, paid("33.00", "30"), after=after),  # within, then £0.50 × 30 = £15.00
        weighed(3, paid("34.00", "36.5"), after=after, authority=DUDLEY, leaves=leave),  # £36.50, then £54.75
        weighed(4, paid(None), after=after, authority=DUDLEY),
        weighed(5, paid("40.00", None), after=after, authority=DUDLEY),
        weighed(6, paid("30.00"), after=after),
    ]
    compared = [compare(one, KEY, LIVE) for one in book]

    sums = figures(compared)
    assert (sums.placements, sums.begins, sums.ends) == (6, 1, 0)
    assert (sums.before.uncovered, sums.before.covered) == (Decimal("74.00"), Decimal("36.50"))
    assert (sums.after.uncovered, sums.after.covered) == (Decimal("107.50"), Decimal("54.75"))
    assert sums.before.states == {State.BREACH: 2, State.EXEMPT: 1, State.CANNOT_TELL: 1, State.MET: 2}
    assert sums.after.states == {State.BREACH: 3, State.EXEMPT: 1, State.CANNOT_TELL: 1, State.MET: 1}
    assert sums.before.lacks == sums.after.lacks == {Lack.RATE: 1, Lack.HOURS: 1}
    assert [one.placement for one in compared if one.begins] == [2]
    assert [one.placement for one in compared if one.differs] == [1, 2, 3, 5]
    assert figures_by(compared, lambda one: one.authority)[WALSALL].after.uncovered == Decimal("107.50")


def test_a_quarter_by_hand_counts_live_days_and_rounds_each_line_once():
    """£1.00 over for 31 of the quarter's days, then £2.50 over to the 20th of September: 31 and 20 days."""
    first = paid("33.00", stretch_from=date(2026, 1, 5), stretch_until=date(2026, 7, 31))
    then = paid("34.50", stretch_from=date(2026, 8, 1), stretch_until=date(2026, 8, 31), is_first_stretch=False)
    last = paid("33.00", stretch_from=date(2026, 9, 1), stretch_until=date(2026, 9, 20), is_first_stretch=False)

    one = compare(weighed(1, first, then, last, after=lowered("32.00")), KEY, SUMMER)

    # Before: £1.50 × 37 × 31 ÷ 7 = £245.785…
    assert one.before.cost == Decimal("245.79")
    # After: £1.00 × 37 × 31 ÷ 7 = £163.857…; £2.50 × 37 × 31 ÷ 7 = £409.642…; £1.00 × 37 × 20 ÷ 7 = £105.714…
    assert one.after.cost == Decimal("163.86") + Decimal("409.64") + Decimal("105.71")
    assert (one.before.over, one.after.over) == (Decimal("1.50"), Decimal("2.50"))


def test_days_outside_the_quarter_count_nothing():
    before_it = paid("40.00", stretch_from=date(2026, 1, 5), stretch_until=date(2026, 6, 30))
    in_it = paid("30.00", stretch_from=date(2026, 7, 1), is_first_stretch=False)

    one = compare(weighed(1, before_it, in_it, after=AGREED), KEY, SUMMER)

    assert (one.before.state, one.before.cost) == (State.MET, Decimal(0))


@pytest.mark.parametrize("edge", ["stretch_from", "stretch_until"])
def test_a_stretch_that_begins_or_ends_on_the_day_counts(edge):
    one = weighed(1, paid("34.00", **{edge: DAY}), after=AGREED)

    assert compare(one, KEY, LIVE).before.cost == Decimal("37.00")
    assert answers_on(one, DAY)[0] == ("no", None)


def test_only_what_holds_on_the_day_counts_in_the_answer():
    spans = [(date(2026, 1, 5), date(2026, 11, 19)), (DAY, DAY), (date(2026, 11, 21), None)]
    stretches = [
        paid(pay, stretch_from=first, stretch_until=last, is_first_stretch=first.month == 1)
        for pay, (first, last) in zip(("40.00", "30.00", "40.00"), spans, strict=True)
    ]

    assert answers_on(weighed(1, *stretches, after=lowered("29.00")), DAY) == (("yes", None), ("no", None))


@pytest.mark.parametrize(("from_on", "until_on"), [(DAY, DAY), (FIRST, DAY), (DAY, date(2026, 12, 31))])
def test_leave_that_begins_or_ends_on_the_day_splits_no_week(from_on, until_on):
    one = compare(weighed(1, paid("34.00"), after=AGREED, leaves=[exempt(from_on, until_on)]), KEY, LIVE)

    assert one.before.costs == {State.EXEMPT: Decimal("37.00")}


def test_leave_from_the_first_or_for_the_last_day_of_a_stretch_is_told_apart():
    stretch = paid("34.00", stretch_from=date(2026, 7, 1), is_first_stretch=False)
    first, last = (
        compare(weighed(1, stretch, after=AGREED, leaves=[exempt(*days)]), KEY, SUMMER).before
        for days in ((date(2026, 7, 1), date(2026, 7, 1)), (date(2026, 9, 30), date(2026, 9, 30)))
    )

    # £1.00 × 37 × 1 ÷ 7 and × 91 ÷ 7
    assert first == last
    assert (first.covered, first.costs[State.BREACH]) == (Decimal("5.29"), Decimal("481.00"))


def test_a_figure_that_is_illustrative_marks_what_rests_on_it_and_hides_no_lack():
    illustrative = Rulebook([version(clause(), caps=[cap("33.00", illustrative=True)])])
    book = [weighed(1, paid(None), before=illustrative, after=AGREED), weighed(2, paid("30.00"), after=AGREED)]
    compared = [compare(one, KEY, LIVE) for one in book]

    assert [one.before.lack for one in compared] == [Lack.RATE, None]
    assert figures(compared).illustrative
    assert not figures(compared[1:]).illustrative


def test_what_applies_is_what_was_told_and_what_was_not():
    leave = [Leave("cap", "approval", FIRST, date(2026, 12, 31))]
    elsewhere = Rulebook([version(clause(since=date(2027, 1, 1)), caps=[cap("33.00")])])
    book = [
        weighed(1, paid("34.00"), after=AGREED, leaves=leave),
        weighed(2, paid("30.00"), after=AGREED),
        weighed(3, paid(None), after=AGREED),
        weighed(4, paid("30.00"), before=elsewhere, after=AGREED),
    ]
    sums = figures(compare(one, KEY, LIVE) for one in book).before

    assert (sums.breaches, sums.kept, sums.told, sums.untold, sums.applies) == (1, 1, 2, 1, 3)
    assert (sums.covered, sums.uncovered, sums.left_out) == (Decimal("37.00"), Decimal(0), 1)


def test_leave_splits_a_line_and_a_day_without_it_makes_the_placement_an_uncovered_breach():
    leave = [exempt(date(2026, 8, 1), date(2026, 8, 31))]

    one = compare(weighed(1, paid("34.00"), after=AGREED, leaves=leave), KEY, SUMMER)

    # £1.00 × 37 × 31 ÷ 7 in July and in August, × 30 ÷ 7 in September.
    assert one.before.costs == {
        State.BREACH: Decimal("163.86") + Decimal("158.57"),
        State.EXEMPT: Decimal("163.86"),
    }
    assert one.before.state is State.BREACH


def test_leave_throughout_keeps_the_breach_apart():
    leave = [exempt(date(2026, 7, 1), date(2026, 9, 30))]
    one = compare(weighed(1, paid("34.00"), after=lowered("34.00"), leaves=leave), KEY, SUMMER)

    assert (one.before.state, one.after.state) == (State.EXEMPT, State.MET)
    assert one.ends


def test_a_move_counts_from_its_own_day():
    after = lowered("32.00", since=date(2026, 9, 1))
    spans = [(date(2026, 1, 5), date(2026, 8, 31)), (date(2026, 9, 1), None)]
    stretches = [
        paid("33.00", stretch_from=first, stretch_until=last, is_first_stretch=first.month == 1)
        for first, last in spans
    ]

    one = compare(weighed(1, *stretches, after=after), KEY, SUMMER)

    # £1.00 × 37 × 30 ÷ 7
    assert (one.after.state, one.after.cost) == (State.BREACH, Decimal("158.57"))


def test_a_placement_is_counted_under_its_last_role_of_the_days_compared():
    first = paid("33.00", stretch_from=date(2026, 1, 5), stretch_until=date(2026, 7, 31), role="team_manager")
    last = paid("33.00", stretch_from=date(2026, 8, 1), is_first_stretch=False)

    assert compare(weighed(1, first, last, after=AGREED), KEY, SUMMER).role == SENIOR.slug


def test_a_clause_that_does_not_bind_is_neither_met_nor_broken():
    later = Rulebook([version(clause(since=date(2026, 6, 1)), caps=[cap("33.00")])])

    one = compare(weighed(1, paid("40.00"), before=later, after=AGREED), KEY, LIVE)

    assert (one.before.state, one.after.state, one.begins) == (State.NONE, State.BREACH, True)
    assert not one.before.illustrative


def test_what_judges_the_start_stands_for_every_later_day():
    waiting = Rulebook([version(waiting_clause())])
    left = [permanent(date(2025, 12, 31))]
    stretches = [
        paid("30.00", posts=tuple(left), stretch_until=date(2026, 5, 31), region=COMPLETE),
        paid("31.00", posts=tuple(left), stretch_from=date(2026, 6, 1), is_first_stretch=False),
    ]
    one = weighed(1, *stretches, before=waiting, after=AGREED)

    compared = compare(one, ("west-midlands-mou", "twelve-month"), LIVE)

    assert (compared.before.state, compared.after.state) == (State.BREACH, State.NONE)
    assert answers_on(one, DAY) == (("not_before", date(2027, 1, 1)), ("yes", None))


def test_leave_in_force_on_the_day_makes_the_answer_yes():
    held, lapsed = exempt(DAY, DAY), exempt(DAY - timedelta(days=9), DAY - timedelta(days=1))
    answers = [
        answers_on(weighed(1, paid("34.00"), after=AGREED, leaves=[leave]), DAY)[0][0] for leave in (held, lapsed)
    ]

    assert answers == ["yes", "no"]
