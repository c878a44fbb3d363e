"""The two rulebooks of a what-if, and the placements weighed by both."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from authorities.models import Appointment, Authority, Membership, Region
from compliance.actions import assess, exempt, load_agreement
from compliance.models import AgreementVersion, Finding
from compliance.moved_caps import Move
from compliance.what_if.asked import TODAY, Asked
from compliance.what_if.comparing import Scope, State, compare
from compliance.what_if.reads import (
    books_of,
    caps_to_move,
    changes,
    clauses_compared,
    is_clean,
    open_versions,
    quarters_over,
    weigh,
)  # fmt: skip
from compliance.what_if.sums import figures
from tests.compliance.cases import AGREEMENTS, WEST_MIDLANDS
from tests.compliance.lives import drafted_by
from tests.conftest import appointed
from tests.factories import PlacementFactory, RateFactory

DAY = date(2026, 11, 20)
LIVE = Scope(DAY, DAY)
SUMMER = Scope(date(2026, 7, 1), date(2026, 9, 30), "2026Q3")
CAP = "west-midlands-mou", "cap"
ALL = ("paye", "umbrella", "limited_company")
SENIOR_AT_32 = Asked((Move(*CAP, "senior_social_worker", ALL, date(2026, 4, 1), Decimal("32.00")),), None, TODAY)


ALL_TYPES = '["paye", "umbrella", "limited_company"]'
LOWER = """
[[cap]]
role = "{role}"
pay_types = {pay_types}
since = 2026-05-01
value = "{value}"
unit = "pounds an hour"
source = "a test"
sure = "not established"
lowered = "To see what would follow"
"""


def drafted(by, *, day="2027-04-01", value="30.00", publish=False):
    """The agreement of 2025 over again from another day, with one low cap for every role."""
    text = (AGREEMENTS / "west-midlands-mou-2025.toml").read_text().partition("[[cap]]")[0]
    text = text.replace('version = "2025"', 'version = "2027"')
    text = text.replace("in_force_from = 2025-01-01", f"in_force_from = {day}")
    roles = ("social_worker", "senior_social_worker", "advanced_practitioner", "team_manager", "iro_cp_chair")
    caps = "".join(LOWER.format(role=role, pay_types=ALL_TYPES, value=value) for role in roles)
    text += caps.replace("2026-05-01", day)
    if publish:
        return load_agreement(text=text, name="draft.toml", publish=True, by=by)
    return drafted_by(by, text)


def compared(asked, scope, region, person, key=CAP):
    books = books_of(asked, region.code)
    weighing = weigh(books, scope, region=region, person=person)
    return {each.placement: compare(each, key, scope) for each in weighing.weighed}


@pytest.fixture
def book(agreements, walsall, dudley):
    """Three live senior social workers: at £34.00 over the cap of £33.75, at £33.00 and at £31.00 within it."""
    return [
        PlacementFactory(authority=authority, started_on=date(2026, 3, 2), rate__hourly_pay=Decimal(pay))
        for authority, pay in ((walsall, "34.00"), (walsall, "33.00"), (dudley, "31.00"))
    ]


def test_a_cap_moved_by_hand_is_compared_with_what_stands(book, west_midlands, dev):
    found = compared(SENIOR_AT_32, LIVE, west_midlands, dev)

    states = [(one.before.state, one.after.state) for one in (found[placement.pk] for placement in book)]
    assert states == [(State.BREACH, State.BREACH), (State.MET, State.BREACH), (State.MET, State.MET)]
    # £0.25 × 37 now; £2.00 × 37 and £1.00 × 37 with the change.
    sums = figures(found.values())
    assert (sums.before.uncovered, sums.after.uncovered) == (Decimal("9.25"), Decimal("111.00"))
    assert sums.illustrative


def test_nothing_is_written(book, west_midlands, dev):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        compared(SENIOR_AT_32, LIVE, west_midlands, dev)

    assert [query["sql"] for query in asked if not query["sql"].lstrip().startswith("SELECT")] == []


def test_what_stands_is_what_the_dashboard_counts(book, west_midlands, dev):
    exempt(
        placement=book[0], clause="cap", kind="exemption", from_on=DAY, until_on=DAY, exit_plan="Recruit.",
        decided_by="Ben", decided_on=DAY, by=dev,
    )  # fmt: skip
    PlacementFactory(authority=book[0].authority, rate__hourly_pay=None)
    PlacementFactory(authority=book[0].authority, rate__hourly_pay=Decimal("50.00"), started_on=date(2026, 5, 4))
    assess(reason="nightly", judged_on=DAY)
    standing = Finding.objects.standing().filter(clause="cap").in_force_on(DAY).with_cover_on(DAY)

    states = figures(compared(SENIOR_AT_32, LIVE, west_midlands, dev).values()).before.states

    assert states[State.BREACH] == standing.breaches().filter(cover__isnull=True).count() == 1
    assert states[State.EXEMPT] == standing.breaches().filter(cover="exemption").count() == 1
    assert states[State.CANNOT_TELL] == standing.cannot_tell().count() == 1


def test_a_quarter_holds_whoever_was_live_in_it_as_they_stood_then(book, west_midlands, dev, walsall):
    over, within, _ = book
    ended = PlacementFactory(authority=walsall, started_on=date(2026, 6, 1), ended_on=date(2026, 7, 1))
    later = PlacementFactory(authority=walsall, started_on=date(2026, 10, 1))
    RateFactory(placement=within, since=date(2026, 10, 1), hourly_pay=Decimal("60.00"))

    found = compared(SENIOR_AT_32, SUMMER, west_midlands, dev)

    assert ended.pk in found
    assert later.pk not in found
    assert found[within.pk].before.state is State.MET
    # £0.25 × 37 × 92 ÷ 7 = £121.571…
    assert found[over.pk].before.cost == Decimal("121.57")


def test_a_placement_of_another_region_is_not_weighed_nor_one_that_is_not_read(book, west_midlands, dev, asha):
    north = Region.objects.create(code="E12000001", name="North East")
    newcastle = Authority.objects.create(
        name="Newcastle", ons_code="E08000021", dfe_code="391", kind="metropolitan", run_by="council"
    )
    Membership.objects.create(region=north, authority=newcastle, from_on=date(2015, 1, 1))
    PlacementFactory(authority=newcastle, job_role=book[0].job_role)
    nora = appointed("nora", Appointment.Role.WME_ANALYST, region=north)

    assert set(compared(SENIOR_AT_32, LIVE, west_midlands, dev)) == {each.pk for each in book}
    assert compared(SENIOR_AT_32, LIVE, west_midlands, nora) == {}
    assert set(compared(SENIOR_AT_32, LIVE, west_midlands, asha)) == {book[0].pk, book[1].pk}


def test_members_without_a_placement_are_known_as_such(book, west_midlands, dev, walsall, dudley):
    weighing = weigh(books_of(SENIOR_AT_32, WEST_MIDLANDS), LIVE, region=west_midlands, person=dev)

    assert len(weighing.members) == 14
    assert weighing.recorded == {walsall.pk, dudley.pk}


@pytest.mark.parametrize("scope", [LIVE, SUMMER])
def test_the_number_of_queries_does_not_grow_with_the_placements(book, west_midlands, dev, walsall, scope):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            compared(SENIOR_AT_32, scope, west_midlands, dev)
        return len(queries)

    asked()  # the agreements are read once
    few = asked()
    for _ in range(6):
        PlacementFactory(authority=walsall)

    assert asked() == few <= 20


def test_a_draft_holds_over_what_is_published(book, west_midlands, dev):
    draft = drafted(dev, day="2026-10-01")
    asked = Asked((), draft.pk, TODAY)

    found = compared(asked, LIVE, west_midlands, dev)

    assert [one.after.over for one in found.values()] == [Decimal("4.00"), Decimal("3.00"), Decimal("1.00")]
    [change, *_] = changes(books_of(asked, WEST_MIDLANDS), WEST_MIDLANDS, LIVE)
    assert (change.role, change.after) == ("social worker", Decimal("30.00"))


def test_a_cap_may_be_moved_in_a_draft(book, west_midlands, dev):
    draft = drafted(dev, day="2026-10-01")
    asked = SENIOR_AT_32._replace(version=draft.pk)

    found = compared(asked, LIVE, west_midlands, dev)

    assert [one.after.over for one in found.values()] == [Decimal("2.00"), Decimal("1.00"), Decimal("0.00")]


def test_once_published_a_version_is_compared_with_what_stood_without_it(book, west_midlands, dev):
    published = drafted(dev, day="2026-10-01", publish=True)

    found = compared(Asked((), published.pk, TODAY), LIVE, west_midlands, dev)

    assert [one.before.over for one in found.values()] == [Decimal("0.25"), Decimal(0), Decimal(0)]
    assert [one.after.over for one in found.values()] == [Decimal("4.00"), Decimal("3.00"), Decimal("1.00")]


def test_the_clauses_that_a_question_may_change_come_with_those_about_caps_first(agreements, dev):
    by_hand = clauses_compared(SENIOR_AT_32, books_of(SENIOR_AT_32, WEST_MIDLANDS), WEST_MIDLANDS, LIVE)
    asked = Asked((), drafted(dev, day="2026-10-01").pk, TODAY)
    of_draft = clauses_compared(asked, books_of(asked, WEST_MIDLANDS), WEST_MIDLANDS, LIVE)

    assert [(clause.key, clause.title, clause.about_cap) for clause in by_hand] == [(CAP, "Pay caps", True)]
    assert [clause.key[1] for clause in of_draft] == ["cap", "twelve-month", "standard-references"]
    assert [clause.about_cap for clause in of_draft] == [True, False, False]


def test_a_schedule_changes_the_clause_whose_figures_it_holds(agreements, dev):
    text = (AGREEMENTS / "west-midlands-price-caps-2025.toml").read_text()
    text = text.replace('version = "2025"', 'version = "2026"').replace(
        "in_force_from = 2025-10-01", "in_force_from = 2026-03-01"
    )
    asked = Asked((), drafted_by(dev, text).pk, TODAY)
    [clause] = clauses_compared(asked, books_of(asked, WEST_MIDLANDS), WEST_MIDLANDS, LIVE)

    assert clause == (("dfe-agency-rules", "price-cap"), "Price cap", clause.agreement, True)


def test_every_cap_of_the_region_may_be_moved(agreements):
    caps = caps_to_move(WEST_MIDLANDS, DAY)

    assert [title.split(":")[0] for title in caps] == ["Pay caps", "Price cap"]
    pay, price = caps.values()
    assert [(name, figures) for _, name, figures in pay][:2] == [
        ("social worker", (Decimal("30.75"),)),
        ("senior social worker", (Decimal("33.75"),)),
    ]
    assert {each.clause for each, _, _ in price} == {"price-cap"}


def test_a_cap_that_differs_by_pay_type_is_given_from_the_lowest_to_the_highest(agreements, dev):
    text = (AGREEMENTS / "west-midlands-mou-2025.toml").read_text().partition("[[cap]]")[0]
    text = text.replace('version = "2025"', 'version = "2026"').replace("2025-01-01", "2026-05-01", 1)
    text += LOWER.format(role="social_worker", pay_types='["paye"]', value="20.00")
    text += LOWER.format(role="social_worker", pay_types='["umbrella", "limited_company"]', value="25.00")
    for role in ("senior_social_worker", "advanced_practitioner", "team_manager", "iro_cp_chair"):
        text += LOWER.format(role=role, pay_types=ALL_TYPES, value="unknown")
    load_agreement(text=text, name="draft.toml", publish=True, by=dev)

    pay, _ = caps_to_move(WEST_MIDLANDS, DAY).values()

    assert [figures for _, _, figures in pay] == [(Decimal("20.00"), Decimal("25.00")), (), (), (), ()]


def test_only_versions_that_are_still_open_are_offered(agreements, dev, ben, west_midlands):
    draft = drafted(dev)

    assert list(open_versions(west_midlands)) == [draft]


def test_a_draft_with_problems_cannot_be_judged_by(agreements, dev):
    draft = drafted(dev)
    assert is_clean(draft)
    draft.document = draft.document.replace('rule = "pay_cap"', 'rule = "no_such_rule"')
    assert not is_clean(draft)
    draft.state = AgreementVersion.State.CHECKED
    assert is_clean(draft)


def test_the_quarters_that_may_be_asked_about_go_back_to_the_first_placement(book, west_midlands):
    codes = [quarter.code for quarter in quarters_over(west_midlands, DAY)]

    assert codes == ["2026Q3", "2026Q2", "2026Q1"]
    assert quarters_over(Region.objects.create(code="E12000001", name="North East"), DAY) == []


def test_the_first_day_and_the_last_of_a_placement_are_live(book, west_midlands, dev, walsall):
    first = PlacementFactory(authority=walsall, started_on=DAY)
    last = PlacementFactory(authority=walsall, ended_on=DAY)
    gone = PlacementFactory(authority=walsall, ended_on=DAY - timedelta(days=1))

    found = compared(SENIOR_AT_32, LIVE, west_midlands, dev)

    assert {first.pk, last.pk} <= set(found)
    assert gone.pk not in found
