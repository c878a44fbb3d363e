"""What a worker may ask for: links, visits, corrections; and holds."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from authorities.refusal import Refused
from placements import actions, rights
from placements.models import Correction, RecordLink
from tests.factories import WorkerFactory

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
NUMBER = "SW911111"


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def worker(walsall):
    return WorkerFactory(authority=walsall, swe_number=NUMBER, name="Wanda Walsall")


@pytest.fixture
def token(clock, worker, asha):
    return actions.make_record_link(worker=worker, by=asha)


def opened(token, number=NUMBER):
    return actions.open_record_link(token=token, swe_number=number)


def test_a_link_opens_once(token, worker):
    visit = opened(token)

    assert rights.visit_presented(visit).worker == worker
    assert opened(token) is None


def test_only_hashes_are_kept(token):
    visit = opened(token)
    link = RecordLink.objects.get()

    assert token not in (link.token_sha256, link.visit_sha256)
    assert visit not in (link.token_sha256, link.visit_sha256)


def test_a_link_runs_out_after_seven_days(token, clock):
    clock.move_to(NOON + timedelta(days=7, seconds=-1))
    assert rights.usable_links().exists()
    clock.move_to(NOON + timedelta(days=7))
    assert opened(token) is None


def test_a_visit_is_over_after_half_an_hour(token, clock):
    visit = opened(token)
    clock.move_to(NOON + timedelta(minutes=30, seconds=-1))
    assert rights.visit_presented(visit)
    clock.move_to(NOON + timedelta(minutes=30))
    assert rights.visit_presented(visit) is None


def test_a_visit_can_be_ended(token):
    visit = opened(token)
    actions.close_visit(secret=visit)

    assert rights.visit_presented(visit) is None
    assert rights.visit_presented("") is None


def test_five_wrong_numbers_lock_a_link_even_for_the_right_one(token):
    assert [opened(token, "SW1") for _ in range(5)] == [None] * 5
    assert opened(token) is None


def test_four_wrong_numbers_do_not(token, worker):
    assert [opened(token, "SW1") for _ in range(4)] == [None] * 4
    assert rights.visit_presented(opened(token)).worker == worker


def test_a_new_link_ends_the_one_before(token, worker, asha, clock):
    clock.move_to(NOON + timedelta(seconds=1))
    newer = actions.make_record_link(worker=worker, by=asha)

    assert opened(token) is None
    assert opened(newer)


def test_a_correction_is_asked_for_and_answered_once(worker, asha, clock):
    asked = actions.ask_for_correction(worker=worker, text="  My name is wrong.  ")
    answered = actions.answer_correction(correction=asked, outcome="not_corrected", answer="It is right.", by=asha)

    assert (answered.text, answered.answer, answered.answered_by) == ("My name is wrong.", "It is right.", asha)
    with pytest.raises(Refused, match="Somebody has answered"):
        actions.answer_correction(correction=asked, outcome="corrected", answer="", by=asha)


@pytest.mark.parametrize(
    ("outcome", "answer", "said"), [("", "x", "The answer is missing"), ("not_corrected", " ", "Answer is missing")]
)
def test_an_answer_that_says_nothing_is_refused(worker, asha, clock, outcome, answer, said):
    asked = actions.ask_for_correction(worker=worker, text="My name is wrong.")

    with pytest.raises(Refused, match=said):
        actions.answer_correction(correction=asked, outcome=outcome, answer=answer, by=asha)
    assert Correction.objects.get().outcome == ""


@pytest.mark.parametrize(("text", "said"), [("", "missing"), ("x" * 2001, "2,001 characters")])
def test_a_request_must_say_something_short(worker, clock, text, said):
    with pytest.raises(Refused, match=said):
        actions.ask_for_correction(worker=worker, text=text)


def test_five_requests_may_wait_and_a_sixth_may_not(worker, clock):
    for number in range(5):
        actions.ask_for_correction(worker=worker, text=f"{number}")

    with pytest.raises(Refused, match="5 of your requests still wait"):
        actions.ask_for_correction(worker=worker, text="More.")


@pytest.mark.parametrize(
    ("asked_on", "last"),
    [
        (date(2026, 11, 20), date(2026, 12, 20)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2027, 1, 31), date(2027, 2, 28)),
    ],
)
def test_an_answer_is_due_within_one_month(asked_on, last):
    assert rights.answer_by(asked_on) == last


def test_what_waits_is_on_home_of_those_who_answer(worker, asha, ben, cara, hugo, clock):
    actions.ask_for_correction(worker=worker, text="My name is wrong.")
    found = {person.name: list(rights.to_do(person, date(2026, 11, 20))) for person in (asha, ben, cara, hugo)}

    assert {name: len(items) for name, items in found.items()} == {"Asha": 1, "Ben": 1, "Cara": 0, "Hugo": 0}
    assert (found["Asha"][0].due_on, found["Asha"][0].urgent) == (date(2026, 12, 20), False)
    assert next(rights.to_do(asha, date(2026, 12, 21))).urgent


def test_a_new_hold_ends_the_one_before_and_one_can_be_ended(worker, ben, clock):
    first = actions.hold_record(worker=worker, why="A claim.", until_on="1/1/2027", by=ben)
    second = actions.hold_record(worker=worker, why="An inquiry.", until_on="1/2/2027", by=ben)
    first.refresh_from_db()
    assert (first.ended_by, second.ended_at) == (ben, None)

    actions.end_hold(worker=worker, by=ben)
    second.refresh_from_db()
    assert second.ended_by == ben


@pytest.mark.parametrize(("why", "until_on"), [("", "1/1/2027"), ("A claim.", "19/11/2026"), ("A claim.", "1/1/2040")])
def test_a_hold_without_a_reason_or_with_a_wrong_day_is_refused(worker, ben, clock, why, until_on):
    with pytest.raises(Refused):
        actions.hold_record(worker=worker, why=why, until_on=until_on, by=ben)
    assert not worker.holds.exists()


def test_nothing_is_held_or_asked_for_once_nobody_is_named(worker, ben, asha, clock):
    actions.pseudonymise(workers=[worker.pk], on=date(2026, 11, 20))

    with pytest.raises(Refused, match="has been pseudonymised"):
        actions.hold_record(worker=worker, why="A claim.", until_on="1/1/2027", by=ben)
    with pytest.raises(Refused, match="has been pseudonymised"):
        actions.make_record_link(worker=worker, by=asha)
