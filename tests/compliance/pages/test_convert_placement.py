"""Moving to a permanent post: stage by stage, with who and when; the start ends the placement and records the post."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from placements import actions, conversions
from placements.models import Conversion, Placement, Post
from tests.factories import PostFactory

STAGES = ["Interest shown", "Offer made", "Offer accepted", "Started in the post"]


@pytest.fixture
def in_may():
    """20 May 2026, at noon: the placement is ten weeks old."""
    with time_machine.travel(datetime(2026, 5, 20, 12, tzinfo=UTC), tick=True):
        yield date(2026, 5, 20)


@pytest.fixture
def url(placed, in_may):
    return f"/placements/{placed.pk}/permanent/"


@pytest.fixture
def as_asha(client, asha, placed, in_may):
    client.force_login(asha)
    return client


@pytest.fixture
def record(as_asha, drawn, url):
    """Send a stage with its day, as the page is drawn now."""

    def sent(stage, day, **more):
        on = {"on_day": str(day.day), "on_month": str(day.month), "on_year": str(day.year)}
        return as_asha.post(url, drawn(url) | {"stage": stage} | on | more)

    return sent


def stored():
    return Conversion.objects.values_list("interest_on", "offer_on", "accepted_on", "started_on").get()


def offered(page):
    return [label.text.strip() for label in page.select("main .govuk-radios__label")]


def test_the_stages_come_one_after_the_other(record, as_asha, url, soup, placed, banners):
    assert offered(soup(as_asha.get(url))) == STAGES
    said = banners(record("interest", date(2026, 4, 20)))
    assert said == ["Recorded for the move to a permanent post: Interest shown, 20 April 2026"]
    assert offered(soup(as_asha.get(url))) == [*STAGES[1:], "The worker declined", "We withdrew"]

    record("offer", date(2026, 4, 27))
    record("accepted", date(2026, 4, 29))

    assert stored() == (date(2026, 4, 20), date(2026, 4, 27), date(2026, 4, 29), None)
    page = soup(as_asha.get(f"/placements/{placed.pk}/"))
    assert "Move to a permanent post: offer made, 27 April 2026" in page.select_one("#history").text
    assert "Move to a permanent post: offer accepted, 29 April 2026" in page.select_one("#details").text
    assert "recorded by Asha" in soup(as_asha.get(url)).text


def test_the_page_says_beforehand_what_the_start_does(as_asha, url, soup):
    told = soup(as_asha.get(url)).select_one("form .govuk-inset-text").text

    assert told.startswith("“Started in the post” ends this placement on the day before, and records a permanent post")


def test_the_start_ends_the_placement_on_the_day_before_and_records_the_post(record, banners, placed, senior):
    banners(record("started", date(2026, 5, 18)))

    placement = Placement.objects.get()
    assert (placement.ended_on, placement.end_reason) == (date(2026, 5, 17), "permanent")
    post = Post.objects.get()
    assert (post.worker, post.contract, post.from_on, post.left_on) == (
        placed.worker, "permanent", date(2026, 5, 18), None,
    )  # fmt: skip
    assert (post.role_text, post.job_role.slug) == ("Senior practitioner", "senior_social_worker")


def test_a_placement_that_is_over_keeps_its_end(record, placed, asha, banners):
    actions.end(placement=placed, on=date(2026, 5, 8), end_reason="completed", by=asha)

    banners(record("started", date(2026, 5, 18)))

    assert Placement.objects.values_list("ended_on", "end_reason").get() == (date(2026, 5, 8), "completed")
    assert Post.objects.get().from_on == date(2026, 5, 18)


def test_afterwards_nothing_more_is_asked_and_nothing_is_taken_back(record, as_asha, url, soup, placed):
    record("started", date(2026, 5, 18))

    page = soup(as_asha.get(url))
    assert page.select("main form") == []
    assert "The worker has started in the post." in page.text
    assert (
        "A permanent post that the worker has started in rests on this placement. Amend it instead."
        in soup(as_asha.get(f"/placements/{placed.pk}/take-back/")).text
    )


@pytest.mark.parametrize("stage", ["declined", "withdrawn"])
def test_a_move_that_is_given_up_may_begin_again(record, as_asha, url, soup, stage):
    record("interest", date(2026, 4, 20))
    record(stage, date(2026, 4, 21))

    assert offered(soup(as_asha.get(url))) == STAGES
    record("offer", date(2026, 5, 1))
    assert Conversion.objects.count() == 2


@pytest.mark.parametrize(
    ("stage", "day", "message"),
    [
        ("offer", date(2026, 4, 1), "“Interest shown” was on 20/04/2026, after this day. Check the day."),
        ("offer", date(2026, 5, 21), "Day must be on or before 20 May 2026"),
        ("started", date(2026, 5, 12), None),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(record, errors, placed, asha, stage, day, message):
    record("interest", date(2026, 4, 20))
    actions.end(placement=placed, on=date(2026, 5, 12), by=asha)
    message = message or (
        "The last day of the placement is 12/05/2026, and the post starts before it is over. "
        "Correct the end of the placement first, or check the day."
    )

    assert errors(record(stage, day)) == [message]
    assert stored()[1:] == (None, None, None)
    assert not Post.objects.exists()


def test_a_start_before_the_placement_is_refused(record, errors):
    assert errors(record("started", date(2026, 3, 9))) == [
        "The placement began on 09/03/2026, so the post starts after that. Check the day."
    ]


def test_a_permanent_post_on_record_is_not_overwritten(record, errors, placed):
    PostFactory(worker=placed.worker, from_on=date(2026, 5, 1))

    assert errors(record("started", date(2026, 5, 18))) == [
        "A permanent post with you from 01/05/2026 is on record for this worker. "
        "Check the day, or record when they left that post first."
    ]
    assert Placement.objects.get().ended_on is None


def test_two_officers_see_each_others_stage(record, as_asha, drawn, url, placed, amal, errors, soup):
    seen = drawn(url)["seen"]
    actions.record_stage(
        placement=placed, stage="offer", on=date(2026, 4, 27), by=amal, seen=conversions.seen_of(placed)
    )

    response = record("accepted", date(2026, 4, 28), seen=seen)
    assert errors(response) == [
        "Amal has recorded this since you opened the page. "
        "Move to a permanent post: offer made, 27 April 2026. Check your answers."
    ]
    again = {box["name"]: box["value"] for box in soup(response).select("main form input[type=hidden]")}
    assert record("accepted", date(2026, 4, 28), seen=again["seen"]).status_code == 302
    assert stored() == (None, date(2026, 4, 27), date(2026, 4, 28), None)


def test_the_supplier_and_the_region_read_nothing_of_it(record, client, placed, ivy, dev, gita):
    record("interest", date(2026, 4, 20))

    for person, reads in ((ivy, False), (dev, False), (gita, True)):
        client.force_login(person)
        page = client.get(f"/placements/{placed.pk}/").content.decode()
        assert ("Move to a permanent post" in page) is reads, person


def test_the_number_of_queries_does_not_grow(record, as_asha, url):
    counts = []
    for stage in ("interest", "offer", "accepted"):
        record(stage, date(2026, 4, 20))
        with CaptureQueriesContext(connection) as asked:
            assert as_asha.get(url).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1] == counts[2] <= 14


def test_cara_cannot(client, url, cara):
    client.force_login(cara)

    assert client.get(url).status_code == client.post(url, {"stage": "interest"}).status_code == 404
    assert not Conversion.objects.exists()
