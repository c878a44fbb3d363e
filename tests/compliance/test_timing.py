"""Neither what an answer asks of the database nor the time it takes tells whose worker it is about."""

import random
import re
import statistics
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from knox.models import AuthToken

from authorities.models import JobRole
from tests.factories import PlacementFactory, WorkerFactory

URL = "/api/v1/eligibility/"
ASKED = {
    "authority": "E08000030",
    "role": "senior_social_worker",
    "pay_type": "umbrella",
    "hourly_pay": "30.00",
    "start": "2027-03-01",
}
WHOSE = ("own", "other", "none")


@pytest.fixture
def ask(client, asha, agreements, walsall, dudley, settings):
    """Ask about a worker of one's own authority, of another's, or of none's: the answer, and the seconds it took."""
    settings.LOOK_UPS = {"person": {"hour": 10**6, "day": 10**6}, "body": {"hour": 10**6, "day": 10**6}}
    for whose, authority in (("own", walsall), ("other", dudley)):
        for number in range(1, 101):
            WorkerFactory(authority=authority, swe_number=number_of(whose, number))
    headers = {"Authorization": f"Bearer {AuthToken.objects.create(asha)[1]}"}

    def asked(whose, number):
        sent = ASKED | {"swe_number": number_of(whose, number)}
        begun = time.perf_counter()
        answer = client.post(URL, sent, content_type="application/json", headers=headers)
        return answer, time.perf_counter() - begun

    return asked


def number_of(whose, number):
    return f"SW{WHOSE.index(whose) + 1}{number:04}"


def interleaved(ask, times):
    """So many questions of each kind, in an order drawn anew."""
    order = [whose for whose in WHOSE for _ in range(times)]
    seed = random.SystemRandom().randrange(10**6)
    random.Random(seed).shuffle(order)
    return seed, [(whose, *ask(whose, place % 100 + 1)) for place, whose in enumerate(order)]


def threshold(one, other):
    """How well thresholds on time tell two kinds apart, as the area under their curve: 0.5 is a coin, 1 is always."""
    ranked = sorted([(seconds, 1) for seconds in one] + [(seconds, 0) for seconds in other])
    ranks = sum(rank for rank, (_, kind) in enumerate(ranked, 1) if kind)
    area = (ranks - len(one) * (len(one) + 1) / 2) / (len(one) * len(other))
    return max(area, 1 - area)


def apart(told):
    """The area for each pair of kinds."""
    taken = {whose: [seconds for kind, _, seconds in told if kind == whose] for whose in WHOSE}
    pairs = (("own", "other"), ("own", "none"), ("other", "none"))
    return {f"{one}/{other}": threshold(taken[one], taken[other]) for one, other in pairs}, taken


def test_a_worker_of_ones_own_of_anothers_and_of_nobodys_answer_alike(ask, capsys):
    seed, told = interleaved(ask, 20)
    areas, _ = apart(told)
    with capsys.disabled():
        print(f"\nseed {seed}, 20 of each: {', '.join(f'{pair} {area:.2f}' for pair, area in areas.items())}")

    assert {(answer.status_code, answer.content) for _, answer, _ in told} == {(200, told[0][1].content)}


def test_each_asks_the_database_the_same(ask):
    ask("none", 1)
    asked = {}
    for whose in WHOSE:
        with CaptureQueriesContext(connection) as captured:
            ask(whose, 2)
        # The same statements; only what is asked for differs.
        asked[whose] = [re.sub(r"'[^']*'|\w*\d\w*|true|false", "…", query["sql"]) for query in captured]

    assert asked["own"] == asked["other"] == asked["none"]


def test_the_page_of_anothers_placement_asks_as_much_as_one_that_never_was(client, cara, walsall, agreements):
    placed = PlacementFactory(authority=walsall, job_role=JobRole.objects.first())
    client.force_login(cara)
    counted = {}
    for name in ("placement", "placement_checks", "api_placement"):
        for pk in (placed.pk, placed.pk + 1):
            with CaptureQueriesContext(connection) as captured:
                answer = client.get(reverse(name, args=[pk]))
            counted.setdefault(name, set()).add((len(captured), answer.status_code))

    assert all(len(told) == 1 for told in counted.values()), counted


@pytest.mark.long
def test_no_threshold_on_time_tells_them_apart(ask, capsys):
    seed, told = interleaved(ask, 2_000)
    areas, taken = apart(told)
    medians = ", ".join(f"{whose} {statistics.median(seconds) * 1000:.2f} ms" for whose, seconds in taken.items())
    with capsys.disabled():
        print(f"\nseed {seed}, 2,000 of each: {areas}; medians {medians}")

    assert max(areas.values()) <= 0.55, f"seed {seed}"
