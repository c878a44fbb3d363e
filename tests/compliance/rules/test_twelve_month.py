"""The twelve-month rule, a day on either side."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.facts import Member, Region
from compliance.periods import free_on, window_opens
from compliance.rule import Verdict, as_stored
from compliance.rules import render
from compliance.rules.twelve_month import twelve_month
from tests.compliance.cases import (
    ALL_MONTHS,
    DUDLEY,
    ELSEWHERE,
    WALSALL,
    Example,
    answered,
    fixed_term,
    parameters,
    permanent,
    region,
    senior,
    waiting_clause,
)

TWELVE = parameters(waiting_clause())
LEFT = date(2025, 7, 31)
FREE = date(2026, 8, 1)
START = date(2026, 7, 31)


def started(*posts, started_on=START, **changes):
    return senior(started_on=started_on, posts=posts, **changes)


def judged(*posts, **changes):
    return twelve_month(started(*posts, **changes), TWELVE)


EXAMPLES = (
    Example(
        started(permanent(LEFT), started_on=FREE),
        TWELVE,
        Verdict.MET,
        "The 12-month rule does not stop this start. "
        "14 of 14 authorities have sent their leavers for the whole period.",
    ),
    Example(
        started(permanent(LEFT)),
        TWELVE,
        Verdict.BREACH,
        "The 12-month rule stops this start. The worker is free from 1 August 2026, 12 months after leaving a "
        "permanent post in the region.",
        "Start on or after 1 August 2026, or ask for an exemption.",
    ),
    Example(
        started(permanent(START + timedelta(days=1), from_on=None)),
        TWELVE,
        Verdict.CANNOT_TELL,
        "We cannot tell whether the 12-month rule stops this start. The first day of a permanent post in the region is "
        "not on record.",
        "Ask the worker when their last permanent post began, and ask for that day to be recorded.",
    ),
    Example(
        started(permanent(None)),
        TWELVE,
        Verdict.CANNOT_TELL,
        "We cannot tell whether the 12-month rule stops this start. The day of leaving a permanent post in the region "
        "is not on record.",
        "Ask the worker for their last day in that post, and ask for it to be recorded.",
    ),
    Example(
        started(region=region(late=1)),
        TWELVE,
        Verdict.CANNOT_TELL,
        "We cannot tell whether this worker left a permanent post in the region in the 12 months before the start. "
        "1 of 14 authorities has not sent their leavers for the whole period.",
        "Ask the worker where they last held a permanent post and when they left, and ask for it to be recorded.",
    ),
    Example(
        started(judged_on=date(2025, 7, 30)),
        TWELVE,
        Verdict.CANNOT_TELL,
        "We cannot tell yet whether this worker left a permanent post in the region in the 12 months before the start. "
        "No month of that time is over, so no authority can have sent its leavers.",
        "Ask the worker where they last held a permanent post and when they left, and ask for it to be recorded.",
    ),
)


@pytest.mark.parametrize("example", EXAMPLES)
def test_it_says_exactly_this(example):
    assert answered("twelve_month", example) == example.answer


def test_the_numbers_carry_only_the_months_and_the_free_day():
    outcome = judged(permanent(LEFT, reason="resignation"))

    assert outcome.numbers == {"months": 12, "free_on": FREE}
    assert outcome.free_on == FREE


def test_a_leap_day_is_free_from_the_first_of_march():
    left = permanent(date(2024, 2, 29))

    assert judged(left, started_on=date(2025, 2, 28)).free_on == date(2025, 3, 1)
    assert judged(left, started_on=date(2025, 3, 1)).verdict is Verdict.MET


def test_a_breach_reads_the_same_whoever_held_the_post():
    own, other = judged(permanent(LEFT, employer=WALSALL)), judged(permanent(LEFT, employer=DUDLEY))

    assert (own.sentence(), own.numbers) == (other.sentence(), other.numbers)


def test_the_latest_of_several_leaving_days_decides():
    left = (permanent(date(2025, 9, 30)), permanent(LEFT), permanent(date(2020, 1, 1)))
    assert judged(*left).free_on == date(2026, 10, 1)


def test_a_fixed_term_post_is_outside_the_rule():
    assert judged(fixed_term(LEFT)).verdict is Verdict.MET


def test_a_known_leaving_day_outside_the_window_decides_though_leavers_are_missing():
    outcome = judged(permanent(LEFT), started_on=FREE, region=region(late=1))

    assert outcome.verdict is Verdict.MET
    assert outcome.sentence().endswith("13 of 14 authorities have sent their leavers for the whole period.")
    assert outcome.numbers == {"months": 12, "not_sent": 1, "members": 14}


def test_no_history_is_met_once_every_member_has_sent_its_leavers():
    assert judged().sentence() == judged(permanent(LEFT), started_on=FREE).sentence()
    assert judged().verdict is Verdict.MET


def test_no_history_cannot_be_told_while_leavers_are_missing():
    outcome = judged(region=region(late=1))

    assert outcome.verdict is Verdict.CANNOT_TELL
    assert outcome.numbers == {"months": 12, "not_sent": 1, "members": 14}
    assert outcome.missing == "leavers from every authority of the region"


def test_an_open_post_cannot_be_told():
    outcome = judged(permanent(None))

    assert outcome.verdict is Verdict.CANNOT_TELL
    assert outcome.missing == "the day the worker left their post"
    assert outcome.numbers == {"months": 12}


def test_an_open_post_keeps_an_old_leaving_day_from_deciding():
    assert judged(permanent(date(2020, 1, 1)), permanent(None)).verdict is Verdict.CANNOT_TELL


def test_a_breach_elsewhere_outweighs_an_open_post():
    assert judged(permanent(LEFT), permanent(None)).verdict is Verdict.BREACH


@pytest.mark.parametrize("left_on", [START, START + timedelta(days=1)])
def test_a_post_still_held_on_the_day_of_the_start_is_a_breach(left_on):
    outcome = judged(permanent(left_on))

    assert outcome.verdict is Verdict.BREACH
    assert outcome.free_on == free_on(left_on, 12)


def test_a_post_still_held_reads_the_same_as_one_that_was_left():
    held, left = judged(permanent(START)), judged(permanent(START - timedelta(days=1)))

    assert held.words == left.words == ("too_soon",)


def test_a_post_begun_after_the_start_is_no_breach():
    converted = permanent(date(2026, 12, 31), from_on=START + timedelta(days=1))

    assert judged(converted).verdict is Verdict.MET
    assert judged(permanent(None, from_on=START + timedelta(days=1))).verdict is Verdict.MET
    assert judged(permanent(None, from_on=START)).verdict is Verdict.CANNOT_TELL


def test_a_post_left_after_the_start_needs_its_first_day():
    outcome = judged(permanent(START + timedelta(days=1), from_on=None))

    assert outcome.verdict is Verdict.CANNOT_TELL
    assert outcome.missing == "the first day of the worker’s post"
    assert outcome.numbers == {"months": 12}


def test_a_post_left_on_the_start_day_needs_no_first_day():
    assert judged(permanent(START, from_on=None)).verdict is Verdict.BREACH


def test_an_employer_outside_the_region_does_not_count():
    assert judged(permanent(LEFT, employer=ELSEWHERE)).verdict is Verdict.MET
    assert judged(permanent(None, employer=ELSEWHERE)).verdict is Verdict.MET


def with_dudley(from_on, until_on=None):
    walsall = Member(WALSALL, date(2010, 1, 1), None, ALL_MONTHS)
    return Region("E12000005", (walsall, Member(DUDLEY, from_on, until_on, ALL_MONTHS)))


@pytest.mark.parametrize(("joined", "verdict"), [(LEFT, Verdict.BREACH), (LEFT + timedelta(days=1), Verdict.MET)])
def test_the_former_employer_is_a_member_on_the_leaving_day(joined, verdict):
    assert judged(permanent(LEFT), region=with_dudley(joined)).verdict is verdict


@pytest.mark.parametrize(("parted", "verdict"), [(LEFT, Verdict.BREACH), (LEFT - timedelta(days=1), Verdict.MET)])
def test_a_member_that_left_the_region_counts_to_its_last_day(parted, verdict):
    assert judged(permanent(LEFT), region=with_dudley(date(2010, 1, 1), parted)).verdict is verdict


@pytest.mark.parametrize(("parted", "verdict"), [(0, Verdict.CANNOT_TELL), (-1, Verdict.MET)])
def test_an_open_post_counts_where_its_employer_was_a_member_in_the_window(parted, verdict):
    last = window_opens(START, 12) + timedelta(days=parted)

    assert judged(permanent(None), region=with_dudley(date(2010, 1, 1), last)).verdict is verdict


@pytest.mark.parametrize("joined", [START, START + timedelta(days=1)])
def test_the_engaging_authority_is_a_member_on_the_start_day(joined):
    members = (Member(WALSALL, joined, None, ALL_MONTHS), Member(DUDLEY, date(2010, 1, 1), None, ALL_MONTHS))
    outcome = judged(permanent(LEFT), region=Region("E12000005", members))

    assert (outcome is None) is (joined > START)


def sent_until(year, month):
    return region(months_sent=frozenset(sent for sent in ALL_MONTHS if sent <= (year, month)))


@pytest.mark.parametrize(
    ("started_on", "last_sent", "verdict"),
    [
        (date(2026, 7, 31), (2026, 6), Verdict.MET),
        (date(2026, 7, 31), (2026, 5), Verdict.CANNOT_TELL),
        (date(2026, 8, 1), (2026, 7), Verdict.MET),
        (date(2026, 8, 1), (2026, 6), Verdict.CANNOT_TELL),
    ],
)
def test_leavers_are_needed_to_the_last_month_over_before_the_start(started_on, last_sent, verdict):
    judged_on = date(2026, 12, 1)
    outcome = judged(started_on=started_on, judged_on=judged_on, region=sent_until(*last_sent))

    assert outcome.verdict is verdict


@pytest.mark.parametrize(("last_sent", "verdict"), [((2026, 2), Verdict.MET), ((2026, 1), Verdict.CANNOT_TELL)])
def test_leavers_of_months_to_come_cannot_have_been_sent_yet(last_sent, verdict):
    assert judged(judged_on=date(2026, 3, 31), region=sent_until(*last_sent)).verdict is verdict


def test_leavers_are_needed_from_the_month_in_which_the_window_opens():
    without_july = region(months_sent=frozenset(sent for sent in ALL_MONTHS if sent >= (2025, 8)))

    assert judged(region=without_july).verdict is Verdict.CANNOT_TELL
    assert judged(region=without_july, started_on=FREE).verdict is Verdict.MET


def test_one_month_of_the_window_that_has_ended_is_enough_to_ask_for():
    assert judged(judged_on=date(2025, 8, 1), region=sent_until(2025, 7)).verdict is Verdict.MET
    assert judged(judged_on=date(2025, 8, 1), region=sent_until(2025, 6)).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(("joined", "members"), [(START - timedelta(days=1), 2), (START, 1)])
def test_members_are_counted_to_the_day_before_the_start(joined, members):
    assert judged(region=with_dudley(joined)).numbers["members"] == members


DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
POSTS = st.lists(
    st.builds(
        permanent, st.none() | DAYS, employer=st.sampled_from((WALSALL, DUDLEY, ELSEWHERE)), from_on=st.none() | DAYS
    )
    | st.builds(fixed_term, DAYS),
    max_size=4,
)


@given(POSTS, DAYS, DAYS, st.integers(0, 14))
def test_any_answer_is_read_back_from_the_store_and_tells_no_more_than_it_may(posts, started_on, judged_on, late):
    outcome = judged(*posts, started_on=started_on, judged_on=judged_on, region=region(late=late))

    assert render("twelve_month", outcome.words, as_stored(outcome.numbers)) == (outcome.sentence(), outcome.remedy())
    assert set(outcome.numbers) <= {"months", "free_on", "not_sent", "members"}


@given(st.lists(st.builds(permanent, DAYS), min_size=1, max_size=4), DAYS)
def test_starting_on_the_free_day_cures_every_breach(posts, started_on):
    outcome = judged(*posts, started_on=started_on)

    if outcome.verdict is Verdict.BREACH:
        assert judged(*posts, started_on=outcome.free_on).verdict is Verdict.MET
        assert judged(*posts, started_on=outcome.free_on - timedelta(days=1)).verdict is Verdict.BREACH
