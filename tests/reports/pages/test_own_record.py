"""A worker's own page: once, with their number, for half an hour, and for nobody else."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup

from authorities.look_ups.models import LookUp
from placements import actions
from placements.models import Correction
from tests.factories import PlacementFactory, PostFactory, SpellFactory, WorkerFactory

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
TYPED = {"swe_number": "sw911111"}
OVER = "This link does not work"


@pytest.fixture
def clock(agreements):
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def worker(clock, walsall, dudley):
    worker = WorkerFactory(authority=walsall, swe_number="SW911111", name="Wanda Walsall")
    PlacementFactory(authority=walsall, worker=worker, reference="ORDER-WALSALL")
    SpellFactory(worker=worker, employer="Example Council")
    elsewhere = WorkerFactory(authority=dudley, swe_number="SW911111", name="Wanda Walsall")
    PostFactory(worker=elsewhere, left_on=date(2026, 1, 31), role_text="Post of Dudley")
    WorkerFactory(authority=walsall, swe_number="SW922222", name="Somebody Else")
    return worker


@pytest.fixture
def address(worker, asha):
    return f"/my-record/{actions.make_record_link(worker=worker, by=asha)}/"


def words(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text(" ").split())


def test_the_number_opens_the_record_and_the_address_holds_no_secret(client, address):
    answer = client.post(address, TYPED)

    assert (answer.status_code, answer["Location"]) == (302, "/my-record/")
    page = words(client.get("/my-record/"))
    for said in (
        "Your record with Walsall",
        "Wanda Walsall",
        "SW911111",
        "ORDER-WALSALL",
        "Example Council",
        "24 months",
    ):
        assert said in page
    for others in ("Somebody Else", "SW922222", "Post of Dudley", "Asha"):
        assert others not in page


def test_the_worker_reads_who_asked_about_them_and_not_which_person_or_what_was_answered(
    client, address, worker, cara, dudley
):
    asked = {"match_key": worker.match_key, "starts_on": NOON, "purpose": "engage", "channel": "page", "answer": "no"}
    LookUp.objects.create(by=cara, authority=dudley, at=NOON - timedelta(days=2), **asked)
    LookUp.objects.create(by=cara, authority=dudley, **asked | {"match_key": "of somebody else"})

    client.post(address, TYPED)

    page = words(client.get("/my-record/"))
    assert page.count("Dudley") == 1
    assert "18 November 2026 Dudley HR officer To engage this worker" in page
    assert "Cara" not in page


def test_looking_at_the_link_uses_nothing_up(client, address):
    for _ in range(3):
        assert client.get(address).status_code == 200

    assert client.post(address, TYPED).status_code == 302


def test_the_link_does_not_open_twice(client, address):
    client.post(address, TYPED)

    again = client.post(address, TYPED)
    assert (again.status_code, OVER in words(again)) == (404, True)


def test_another_browser_does_not_get_in_with_the_page_alone(client, address):
    client.post(address, TYPED)
    client.cookies.clear()

    answer = client.get("/my-record/")
    assert (answer.status_code, OVER in words(answer)) == (404, True)


def test_a_wrong_number_is_said_and_five_lock_the_link(client, address):
    for _ in range(4):
        answer = client.post(address, {"swe_number": "SW1"})
        assert (answer.status_code, "This number does not go with the link" in words(answer)) == (200, True)
    assert client.post(address, {"swe_number": "SW1"}).status_code == 404

    assert client.post(address, TYPED).status_code == 404


@pytest.mark.parametrize("typed", ["", "nonsense", "SW" + "1" * 3000, "SW1\x00"])
def test_what_is_no_number_is_refused_without_counting(client, address, typed):
    answer = client.post(address, {"swe_number": typed})

    assert answer.status_code == 200
    assert b"govuk-error-summary" in answer.content


def test_a_link_that_never_was_reads_as_one_that_has_run_out(client, address, clock):
    never = client.get("/my-record/never/")
    clock.move_to(NOON + timedelta(days=7))

    assert words(client.get(address)) == words(never)


def test_the_record_closes_after_half_an_hour_or_at_once(client, address, clock, worker, asha):
    client.post(address, TYPED)
    clock.move_to(NOON + timedelta(minutes=30))
    assert client.get("/my-record/").status_code == 404

    client.post(f"/my-record/{actions.make_record_link(worker=worker, by=asha)}/", TYPED)
    assert client.get("/my-record/").status_code == 200
    assert "Your record is closed" in words(client.post("/my-record/close/"))
    assert client.get("/my-record/").status_code == 404


def test_nothing_is_kept_or_told_to_others(client, address):
    client.post(address, TYPED)
    for answer in (client.get(address), client.get("/my-record/")):
        assert answer["Referrer-Policy"] == "strict-origin"
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]


def test_a_correction_is_asked_for_and_its_answer_is_read_with_a_new_link(client, address, worker, asha):
    client.post(address, TYPED)
    sent = client.post("/my-record/", {"text": "My post began in May."}, follow=True)
    assert "Your request has been sent to Walsall" in words(sent)
    asked = Correction.objects.get()
    assert asked.worker == worker
    actions.answer_correction(correction=asked, outcome="corrected", answer="Now it says May.", by=asha)

    client.post(f"/my-record/{actions.make_record_link(worker=worker, by=asha)}/", TYPED)

    assert "Now it says May." in words(client.get("/my-record/"))


@pytest.mark.parametrize(
    ("text", "said"), [("", "Enter what is wrong"), ("x" * 2001, "2,000 characters"), ("\U0001f600", "emoji")]
)
def test_a_request_that_cannot_be_taken_is_refused_in_words(client, address, text, said):
    client.post(address, TYPED)

    assert said in words(client.post("/my-record/", {"text": text}))
    assert not Correction.objects.exists()


def test_a_visit_opens_nothing_but_its_own_page(client, address, worker):
    client.post(address, TYPED)

    for other in ("/", f"/workers/{worker.pk}/record/", "/placements/", "/api/v1/placements/"):
        assert client.get(other).status_code in (302, 401)
