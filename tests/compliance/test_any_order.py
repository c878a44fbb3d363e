"""The order of files, and of their rows for different references, never matters to what is found."""

import json
from contextlib import contextmanager
from datetime import date
from io import StringIO
from typing import NamedTuple

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.actions import assess
from compliance.models import Assessment, DueItem, Finding, Met
from compliance.queries import answers, every_placement
from placements.models import LeaverReturn, Post, Worker
from tests.factories import PostFactory, WorkerFactory
from tests.placements.imports.conftest import as_csv

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
NUMBERS = st.sampled_from(["SW900001", "SW900002", "SW900003"])
# Many rows in each world, and each is read in twice: few worlds say much.
SLOW = {"max_examples": 8, "deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}
PLACED = st.fixed_dictionaries(
    {
        "swe_number": NUMBERS,
        "worker_name": st.sampled_from(["", "T Worker", "Test Worker"]),
        "role": st.sampled_from(["social_worker", "senior_social_worker"]),
        "pay_type": st.sampled_from(["umbrella", "paye"]),
        "hourly_pay": st.sampled_from(["30.75", "33.80", "43"]),
        "start_on": st.sampled_from(["2026-03-02", "2026-06-01"]),
        "ended_on": st.sampled_from(["", "2026-08-28"]),
        "notice_weeks": st.sampled_from(["", "2", "4"]),
        "pqe_months": st.sampled_from(["", "12", "48"]),
        "references_received": st.sampled_from(["", "2"]),
    }
)
HELD = {"SW900001", "SW900002"}
LEFT_ON = st.sampled_from(["2025-03-31", "2025-07-31", "2026-01-30"])
LEFT = st.fixed_dictionaries(
    {
        "contract": st.sampled_from(["permanent", "permanent", "fixed_term"]),
        "reason": st.sampled_from(["", "resignation", "redundancy"]),
        "role": st.just("Social worker"),
    }
)


class Sent(NamedTuple):
    """A file as somebody sends it."""

    kind: str
    code: str
    supplier: str
    rows: list


@st.composite
def files(draw):
    """Two suppliers' placements in Walsall, one's in Dudley, and what each authority sends of its leavers."""
    sent = []
    for code, supplier in (("335", "One"), ("335", "Two"), ("332", "One")):
        rows = draw(st.lists(PLACED, min_size=1, max_size=4))
        rows = [row | {"reference": f"{supplier}-{number}"} for number, row in enumerate(rows)]
        sent.append(Sent("placements", code, supplier, rows))
    for code in ("335", "332"):
        days = {number: draw(st.lists(LEFT_ON, unique=True)) for number in sorted(HELD)}
        rows = [draw(LEFT) | {"swe_number": number, "left_on": day} for number in days for day in days[number]]
        # The leavers of each authority come in two files, as they do: month by month.
        sent += [Sent("leavers", code, "", part) for part in (rows[::2], rows[1::2]) if part]
    return sent


@contextmanager
def untouched():
    """Whatever is written inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _november():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def take_in(tmp_path, agreements, walsall, asha, supplier_one):
    # Posts still held, which some of the leavings end.
    for number in sorted(HELD):
        PostFactory(worker=WorkerFactory(authority=walsall, swe_number=number, name=""), from_on=date(2015, 1, 5))

    def take(sent):
        for each in sent:
            file = tmp_path / "sent.csv"
            file.write_bytes(as_csv(each.rows))
            options = ["--supplier", each.supplier] if each.supplier else []
            arguments = [str(file), "--authority", each.code, "--by", asha.email, "--json", *options]
            call_command(f"import_{each.kind}", *arguments, stdout=StringIO())
        assess(reason=Assessment.Reason.NIGHTLY, judged_on=TODAY)

    return take


def told():
    """What was found and what is on record, in words that do not depend on ids."""
    named = ("placement__authority__name", "placement__supplier__name", "placement__reference")
    answered = answers(every_placement(), judged_on=TODAY)
    said = [(row.authority_code, row.reference, answer.as_dict()) for row, answer in answered]
    return {
        "answers": sorted(json.dumps(each, default=str) for each in said),
        "findings": sorted(map(str, Finding.objects.values_list(*named, "clause", "from_on", "verdict", "numbers"))),
        "met": sorted(map(str, Met.objects.values_list(*named, "clauses"))),
        "due": sorted(map(str, DueItem.objects.values_list(*named, "clause", "due_on"))),
        "workers": sorted(Worker.objects.values_list("authority__name", "swe_number", "name")),
        "posts": sorted(
            map(str, Post.objects.values_list("worker__swe_number", "contract", "from_on", "left_on", "reason"))
        ),
        "months": sorted(LeaverReturn.objects.values_list("authority__name", "month", "nil")),
    }


@settings(**SLOW)
@given(sent=files(), data=st.data())
def test_any_order_of_files_and_rows_comes_to_the_same(take_in, sent, data):
    other = [each._replace(rows=data.draw(st.permutations(each.rows))) for each in data.draw(st.permutations(sent))]
    with untouched():
        take_in(sent)
        first = told()
    with untouched():
        take_in(other)
        second = told()

    assert first == second
    assert first["met"]


@settings(**SLOW)
@given(sent=files(), data=st.data())
def test_files_sent_again_in_any_order_change_nothing(take_in, sent, data):
    again = data.draw(st.permutations(sent))
    with untouched():
        take_in(sent)
        stored = told(), Finding.objects.count(), Met.objects.count()
        take_in(again)

        assert (told(), Finding.objects.count(), Met.objects.count()) == stored
