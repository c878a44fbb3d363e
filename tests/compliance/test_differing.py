"""Every day on which two judgements of a placement differ is accounted for, whatever its stretches are."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from compliance.differing import (
    AGREEMENT_CHANGED,
    DATA_CORRECTED,
    NOT_ASSESSED_AGAIN,
    NOT_ASSESSED_YET,
    RULE_CHANGED,
    Judgement,
    Judgements,
    Told,
    differences,
    is_same,
)
from compliance.rule import Verdict

FIRST = date(2026, 3, 1)
DAYS = [FIRST + timedelta(days=number) for number in range(30)]
JUDGED_ON = DAYS[-1]
CLAUSE = ("west-midlands-mou", "cap")
NOTHING = Judgement()


def told(verdict, from_on=FIRST, until_on=None, over="1.00", version="2025"):
    numbers = {"base": "pay", "pay": "34.00", "cap": "33.00", "over": over, "role": "x", "day": from_on.isoformat()}
    words = {"breach": ("over",), "met": ("within",), "cannot_tell": ("unmapped",), "due": ("within",)}[verdict]
    return Told(
        *CLAUSE, version, Verdict(verdict), from_on, until_on, "pay_cap", words, numbers | {"job_title": "a title"}
    )


@st.composite
def judgements(draw):
    """Stretches that follow each other with gaps between, the last one open-ended or not."""
    cuts = sorted(draw(st.lists(st.sampled_from(DAYS), min_size=2, max_size=8, unique=True)))
    verdicts = st.sampled_from(["breach", "breach", "met", "cannot_tell", "due", None])
    stretches = []
    for begins, following in zip(cuts, [*cuts[1:], None], strict=True):
        if (verdict := draw(verdicts)) is not None:
            until = following and following - timedelta(days=1)
            stretches.append(told(verdict, begins, until, draw(st.sampled_from(["1.00", "2.00"]))))
    return Judgement(stretches)


def pair(said, now, day):
    return [each and each.meaning() for each in (said.on(CLAUSE, day), now.on(CLAUSE, day))]


def is_finding(told):
    return told is not None and told.verdict in (Verdict.BREACH, Verdict.CANNOT_TELL)


@given(said=judgements(), now=judgements())
def test_every_day_that_differs_follows_a_row_that_says_so(said, now):
    rows = list(differences(Judgements(said, said, said, said, now), JUDGED_ON))

    for day in DAYS:
        one, other = said.on(CLAUSE, day), now.on(CLAUSE, day)
        if is_same(one, other) or not (is_finding(one) or is_finding(other)):
            continue
        last = max(row.on for row in rows if row.on <= day)
        between = [each for each in DAYS if last <= each <= day]
        assert all(pair(said, now, each) == pair(said, now, day) for each in between)


@given(said=judgements(), again=judgements(), then=judgements(), agreed=judgements(), now=judgements())
def test_each_row_differs_and_names_exactly_the_steps_in_which_it_changed(said, again, then, agreed, now):
    steps = (said, again, then, agreed, now)
    for row in differences(Judgements(*steps), JUDGED_ON):
        heard = [each.on(CLAUSE, row.on) for each in steps]
        changed = [not is_same(one, other) for one, other in pairwise(heard)]

        assert not is_same(heard[0], heard[-1])
        names = (RULE_CHANGED, NOT_ASSESSED_AGAIN, AGREEMENT_CHANGED, DATA_CORRECTED)
        assert row.reasons == tuple(name for name, did in zip(names, changed, strict=True) if did)
        assert row.reasons


@given(judged=judgements())
def test_the_same_judgement_twice_is_no_difference(judged):
    assert list(differences(Judgements(judged, NOTHING, judged, NOTHING, judged), JUDGED_ON)) == []


@given(judged=judgements(), data=st.data())
def test_a_stretch_cut_in_two_is_no_difference(judged, data):
    whole = [each for each in judged.of(CLAUSE) if each.verdict is not Verdict.DUE]
    cut = []
    for each in whole:
        inside = [day for day in DAYS if each.from_on < day and (each.until_on is None or day <= each.until_on)]
        if not inside:
            cut.append(each)
            continue
        day = data.draw(st.sampled_from(inside))
        cut.append(each._replace(until_on=day - timedelta(days=1)))
        cut.append(each._replace(from_on=day, numbers={**each.numbers, "day": day.isoformat()}))
    judged, cut = Judgement(whole), Judgement(cut)

    assert list(differences(Judgements(judged, judged, judged, judged, cut), JUDGED_ON)) == []


def test_what_was_met_until_the_end_is_no_difference_from_what_was_met():
    until_now, ended = Judgement([told("met")]), Judgement([told("met", until_on=DAYS[9])])

    assert list(differences(Judgements(*[until_now] * 4, ended), JUDGED_ON)) == []


def test_a_duty_that_is_due_is_no_difference_from_nothing_but_is_said_where_a_finding_stood():
    due, doubt = Judgement([told("due")]), Judgement([told("cannot_tell")])

    assert list(differences(Judgements(NOTHING, NOTHING, NOTHING, NOTHING, due), JUDGED_ON)) == []
    [row] = differences(Judgements(doubt, doubt, doubt, doubt, due), JUDGED_ON)
    assert row.should.verdict is Verdict.DUE


def test_a_placement_that_was_not_assessed_says_so_and_gives_it_as_the_reason():
    breach = Judgement([told("breach")])

    [row] = differences(Judgements(NOTHING, NOTHING, breach, breach, breach, was_assessed=False), JUDGED_ON)

    assert row.reasons == (NOT_ASSESSED_YET,)
    assert row.in_words(date(2026, 10, 31)).startswith(
        "On 31 October 2026 we said: Nothing: the placement had not been assessed yet. We should have said: The hourly"
    )


def test_cover_is_part_of_what_is_said():
    bare, covered = told("breach"), told("breach")._replace(cover="approval")

    [row] = differences(
        Judgements(*[Judgement([bare])] * 4, Judgement([covered])),
        JUDGED_ON,
    )

    assert row.should_in_words().endswith("This was an approved exceedance.")
    assert row.reasons == (DATA_CORRECTED,)
