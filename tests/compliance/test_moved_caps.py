"""Caps moved by hand: what changes, what stays, and how the change is told."""

from datetime import date
from decimal import Decimal

import pytest

from compliance.agreement import Band, Role
from compliance.moved_caps import CapChange, Move, cap_changes, cap_clauses, caps_named, moved
from compliance.parameters import Rulebook
from tests.compliance.cases import SENIOR, WEST_MIDLANDS, cap, clause, published, version

SPRING, SUMMER = date(2026, 4, 1), date(2026, 7, 1)
MANAGER = Role("team_manager", "team manager", "team_manager")


def book(*caps, **changes):
    return Rulebook([version(clause(), caps=caps, **changes)])


def move(value="32.00", since=SPRING, **changes):
    usual = {
        "agreement": "west-midlands-mou",
        "clause": "cap",
        "role": SENIOR.slug,
        "pay_types": ("limited_company",),
    }
    return Move(**{**usual, "since": since, "value": Decimal(value), **changes})


def figure(of, day, role=SENIOR.slug, pay_type="limited_company", band=""):
    [bound] = cap_clauses(of, WEST_MIDLANDS, day)
    return bound.cap(role, pay_type, band).on(day).value


def test_a_moved_cap_holds_from_its_day_and_not_before():
    with_move = moved(book(cap("33.00")), WEST_MIDLANDS, [move()])

    assert figure(with_move, date(2026, 3, 31)) == Decimal("33.00")
    assert figure(with_move, SPRING) == figure(with_move, date(2030, 1, 1)) == Decimal("32.00")


def test_it_stands_in_place_of_every_later_figure():
    with_move = moved(book(cap("33.00"), cap("34.00", SUMMER)), WEST_MIDLANDS, [move()])

    assert figure(with_move, SUMMER) == Decimal("32.00")


def test_a_second_move_takes_over_from_the_first():
    with_moves = moved(book(cap("33.00")), WEST_MIDLANDS, [move("31.00", SUMMER), move("32.00", SPRING)])

    assert figure(with_moves, date(2026, 6, 30)) == Decimal("32.00")
    assert figure(with_moves, SUMMER) == Decimal("31.00")


def test_other_roles_pay_types_and_bands_stay_as_they_are():
    banded = [cap("30.00", band="new"), cap("36.00", band="old")]
    others = [cap("33.00", pay_type="paye"), cap("40.00", role=MANAGER.slug)]
    bands = (Band("new", "under 2 years", 0, 2), Band("old", "2 years or more", 2))
    with_move = moved(
        book(*banded, *others, roles=(SENIOR, MANAGER), bands=bands), WEST_MIDLANDS, [move("35.00", band="old")]
    )

    assert figure(with_move, SPRING, band="old") == Decimal("35.00")
    assert figure(with_move, SPRING, band="new") == Decimal("30.00")
    assert figure(with_move, SPRING, pay_type="paye") == Decimal("33.00")
    assert figure(with_move, SPRING, role=MANAGER.slug) == Decimal("40.00")


def test_later_versions_of_the_agreement_have_the_moved_cap_too_and_other_agreements_do_not():
    first, second = (
        version(clause(), caps=[cap("33.00")]),
        version(clause(), caps=[cap("35.00", SUMMER)], version="2026", in_force_from=SUMMER),
    )
    other = version(clause(), caps=[cap("39.00")], agreement="another", region="E12000001")
    with_move = moved(Rulebook([first, second, other]), WEST_MIDLANDS, [move()])

    assert figure(with_move, SPRING) == figure(with_move, SUMMER) == Decimal("32.00")
    assert [v for v in with_move.versions if v.agreement == "another"] == [other]


@pytest.mark.parametrize(
    ("since", "base"),
    [(date(2014, 1, 1), "pay"), (SPRING, "pay_and_on_costs"), (SUMMER, "charge"), (date(2026, 8, 1), "charge")],
)
def test_what_is_compared_with_the_cap_stays_what_it_was(since, base):
    """The base of the figure that the move stands in for; of the first one where there was none yet."""
    agreed = book(
        cap(base="pay"), cap(since=date(2026, 2, 1), base="pay_and_on_costs"), cap(since=SUMMER, base="charge")
    )
    [bound] = cap_clauses(moved(agreed, WEST_MIDLANDS, [move(since=since)]), WEST_MIDLANDS, date(2026, 9, 1))

    assert bound.cap(SENIOR.slug, "limited_company").on(date(2026, 9, 1)).base == base


def test_a_price_cap_is_moved_in_the_schedule_of_the_region_that_holds_its_figures():
    national, schedule = published("dfe-agency-rules-2024"), published("west-midlands-price-caps-2025")
    price = move(agreement="dfe-agency-rules", clause="price-cap", role="social_worker")
    with_move = moved(Rulebook([national, schedule]), WEST_MIDLANDS, [price])

    assert figure(with_move, SPRING, role="social_worker") == Decimal("32.00")
    assert next(v for v in with_move.versions if v.agreement == "dfe-agency-rules") == national


def test_what_changes_is_told_with_the_pay_types_that_share_it():
    shipped = Rulebook([published("west-midlands-mou-2025")])
    both = move("30.00", pay_types=("umbrella", "limited_company"))

    [change] = cap_changes(WEST_MIDLANDS, (shipped, SPRING), (moved(shipped, WEST_MIDLANDS, [both]), SPRING))

    assert change == CapChange(
        title="Pay caps",
        role="senior social worker",
        band="",
        pay_types=("umbrella", "limited_company"),
        before=Decimal("33.75"),
        after=Decimal("30.00"),
        illustrative=True,
    )
    assert change.paid == "umbrella company and limited company"


def test_between_two_days_the_caps_that_change_are_told_and_those_that_stay_are_not():
    days = date(2026, 3, 31), SPRING
    caps = [cap("33.00"), cap("34.00", SPRING), cap("40.00", role=MANAGER.slug)]
    agreed = book(*caps, roles=(SENIOR, MANAGER))

    [change] = cap_changes(WEST_MIDLANDS, *((agreed, day) for day in days))

    assert (change.role, change.before, change.after) == ("senior social worker", Decimal("33.00"), Decimal("34.00"))


def test_a_cap_that_had_no_figure_is_told_as_such():
    agreed = book(cap(None), cap("34.00", SPRING))

    [change] = cap_changes(WEST_MIDLANDS, (agreed, date(2026, 3, 31)), (agreed, SPRING))

    assert (change.before, change.after) == (None, Decimal("34.00"))


def test_another_agreement_of_the_region_and_another_clause_keep_their_caps():
    other = version(clause(), caps=[cap("39.00")], agreement="another")
    agreed = Rulebook(
        [
            version(clause(), clause(id="bonus"), caps=[cap("33.00"), cap("9.00", clause="bonus", pay_type="paye")]),
            other,
        ]
    )
    with_move = moved(agreed, WEST_MIDLANDS, [move()])

    values = [
        {
            (each.clause, each.pay_type): bound.cap(each.role, each.pay_type).on(SPRING).value
            for each in caps_named(bound)
        }
        for bound in cap_clauses(with_move, WEST_MIDLANDS, SPRING)
    ]
    assert values == [
        {("cap", "limited_company"): Decimal("39.00")},
        {("cap", "limited_company"): Decimal("32.00")},
        {("bonus", "paye"): Decimal("9.00")},
    ]


def test_bands_are_told_by_name_and_an_unknown_figure_hides_no_other():
    bands = (Band("new", "under 2 years", 0, 2), Band("old", "2 years or more", 2))
    caps = [cap(None, band="new"), cap("36.00", band="old")]
    agreed = book(*caps, bands=bands)
    changes = cap_changes(
        WEST_MIDLANDS, (agreed, SPRING), (moved(agreed, WEST_MIDLANDS, [move(band="new"), move(band="old")]), SPRING)
    )

    assert [(change.band, change.before, change.after) for change in changes] == [
        ("2 years or more", Decimal("36.00"), Decimal("32.00")),
        ("under 2 years", None, Decimal("32.00")),
    ]


def test_every_cap_of_a_clause_is_named_once_in_the_order_of_the_agreement():
    [bound] = cap_clauses(Rulebook([published("west-midlands-mou-2025")]), WEST_MIDLANDS, SPRING)
    named = [(each.role, each.pay_type) for each in caps_named(bound)]

    assert named[:3] == [("social_worker", kind) for kind in ("paye", "umbrella", "limited_company")]
    assert len(named) == len(set(named)) == 15
