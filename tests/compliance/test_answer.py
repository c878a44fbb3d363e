"""May we engage this worker? One answer from many outcomes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.answer import NOTHING_APPLIES, combine
from compliance.assess import Judged
from compliance.parameters import Parameters
from compliance.rule import Words, breach, cannot_tell, due, met
from tests.compliance.cases import clause, version

WORDS = Words("said", "Said.")
COVER = {"kind": "exemption", "until": date(2026, 12, 31), "reference": "exemption-1"}
START = date(2026, 7, 31)
AUGUST, NOVEMBER = date(2026, 8, 1), date(2026, 11, 1)

MET = met(WORDS)
OVER = breach(WORDS)
NOT_KNOWN = cannot_tell(WORDS, missing="a fact")
DUE = due(WORDS, due_on=date(2026, 7, 30))


def free_from(day):
    return breach(WORDS, free_on=day)


def judged(outcome, known="to_engage", **regime):
    each = clause(known=known)
    return Judged(outcome, each, version(each, **regime), each.rule, START, None)


def answer(*outcomes, covers=()):
    said = combine([judged(outcome) for outcome in outcomes], covers)
    return said.answer, said.not_before


def test_all_met_is_yes():
    assert answer(MET, MET) == ("yes", None)


def test_a_breach_that_waiting_does_not_cure_is_no():
    assert answer(MET, free_from(AUGUST), NOT_KNOWN, OVER) == ("no", None)


def test_breaches_that_waiting_cures_give_the_latest_free_day():
    assert answer(free_from(AUGUST), MET, free_from(NOVEMBER), NOT_KNOWN) == ("not_before", NOVEMBER)


def test_a_fact_not_known_is_cannot_tell():
    assert answer(MET, NOT_KNOWN) == ("cannot_tell", None)


def test_a_covered_breach_does_not_stand_in_the_way():
    assert answer(OVER, MET, covers=[COVER, None]) == ("yes", None)
    assert answer(free_from(NOVEMBER), free_from(AUGUST), covers=[COVER, None]) == ("not_before", AUGUST)


def test_a_cover_does_not_supply_a_fact():
    assert answer(NOT_KNOWN, covers=[COVER]) == ("cannot_tell", None)


def test_a_cover_stays_with_its_own_outcome():
    said = combine([judged(MET), judged(OVER)], [None, COVER])

    assert [(shown.outcome.verdict.value, cover) for shown, cover in said.outcomes] == [
        ("breach", COVER),
        ("met", None),
    ]


def test_a_cover_stands_beside_each_outcome_or_beside_none():
    with pytest.raises(ValueError, match="shorter"):
        combine([judged(OVER), judged(OVER)], [COVER])


def test_nothing_to_judge_by_is_never_yes():
    said = combine([])

    assert (said.answer, said.reason) == ("cannot_tell", NOTHING_APPLIES)


def test_clauses_known_later_alone_are_nothing_to_judge_by():
    said = combine([judged(MET, "before_start")])

    assert (said.answer, said.reason) == ("cannot_tell", NOTHING_APPLIES)
    assert combine([judged(MET)]).reason == ""


def test_the_strictest_outcome_comes_first():
    said = combine([judged(each) for each in (MET, NOT_KNOWN, free_from(AUGUST), OVER)])

    assert [shown.outcome for shown, _ in said.outcomes] == [OVER, free_from(AUGUST), NOT_KNOWN, MET]


def test_of_two_outcomes_as_strict_the_regional_one_comes_first():
    said = combine([judged(OVER, regime="national", region=""), judged(OVER)])

    assert [shown.version.regime for shown, _ in said.outcomes] == ["regional", "national"]


def test_the_answer_reads_as_a_person_would_say_it():
    assert combine([judged(free_from(AUGUST))]).in_words() == "Not before 1 August 2026"
    assert combine([judged(MET)]).in_words() == "Yes"


def test_what_must_be_known_before_the_start_is_listed_apart():
    settled = [judged(MET, "before_start"), judged(OVER, "before_start"), judged(OVER, "later")]
    needed = [judged(NOT_KNOWN, "before_start"), judged(OVER, "before_start")]
    covers = [None, None, None, COVER, None, None]
    said = combine([judged(MET), needed[0], needed[1], settled[1], settled[0], settled[2]], covers)

    assert said.answer == "yes"
    assert [shown.outcome for shown, _ in said.still_needed] == [OVER, NOT_KNOWN]
    assert len(said.outcomes) == 6


def test_the_answer_has_the_shape_that_others_rely_on():
    said = combine([judged(free_from(AUGUST)), judged(NOT_KNOWN, "before_start")]).as_dict()

    assert (said["answer"], said["not_before"], said["reason"]) == ("not_before", "2026-08-01", "")
    assert [shown["verdict"] for shown in said["outcomes"]] == ["breach", "cannot_tell"]
    assert [shown["verdict"] for shown in said["still_needed"]] == ["cannot_tell"]
    assert combine([judged(MET)]).as_dict()["not_before"] is None


SEVERITY = ["yes", "cannot_tell", "not_before", "no"]
OUTCOMES = st.sampled_from([MET, OVER, NOT_KNOWN, free_from(AUGUST), free_from(NOVEMBER)])


@given(st.lists(OUTCOMES, min_size=1, max_size=5), OUTCOMES)
def test_one_more_outcome_never_softens_the_answer(outcomes, another):
    (before, day), (after, later) = answer(*outcomes), answer(*outcomes, another)

    assert SEVERITY.index(before) <= SEVERITY.index(after)
    if before == after == "not_before":
        assert day <= later


@given(st.permutations([MET, OVER, NOT_KNOWN, free_from(AUGUST), free_from(NOVEMBER)]), st.integers(0, 5))
def test_the_order_of_outcomes_does_not_matter(outcomes, length):
    assert answer(*outcomes[:length]) == answer(*reversed(outcomes[:length]))


def test_what_is_due_is_no_outcome_and_decides_nothing():
    said = combine([judged(MET), judged(DUE, "before_start"), judged(DUE, "later")])

    assert said.answer == "yes"
    assert [shown.outcome for shown, _ in said.outcomes] == [MET]
    assert [shown.outcome for shown, _ in said.still_needed] == [DUE]
    assert [(each.outcome, each.clause.known) for each in said.due] == [(DUE, "before_start"), (DUE, "later")]


def test_a_duty_that_is_due_before_engaging_is_nothing_to_judge_by():
    said = combine([judged(DUE)])

    assert (said.answer, said.reason) == ("cannot_tell", NOTHING_APPLIES)
    assert said.still_needed == ()


def test_what_is_needed_before_the_start_comes_strictest_first():
    said = combine([judged(DUE, "before_start"), judged(NOT_KNOWN, "before_start"), judged(OVER, "before_start")])

    assert [shown.outcome for shown, _ in said.still_needed] == [OVER, NOT_KNOWN, DUE]


def test_clauses_that_bind_later_or_are_not_judged_are_named():
    dated = clause(id="notice", title="Notice", existing_from=date(2025, 10, 1))
    never = clause(id="cap", title="Caps")
    transitional = [Parameters(each, version(each)) for each in (dated, never)]
    said = combine([judged(MET), judged(DUE)], (), [transitional[1]], transitional).as_dict()

    cited = {"regime": "regional", "agreement": "west-midlands-mou", "version": "2015"}
    assert said["not_checked"] == [{**cited, "clause": "cap", "title": "Caps"}]
    assert said["transitional"] == [
        {**cited, "clause": "notice", "title": "Notice", "binds_from": "2025-10-01"},
        {**cited, "clause": "cap", "title": "Caps", "binds_from": None},
    ]
    assert [each["verdict"] for each in said["due"]] == ["due"]
    assert said["due"][0]["numbers"] == {"due_on": "2026-07-30"}
