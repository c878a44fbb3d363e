"""What holds for every placements file, whatever is in it."""

from contextlib import contextmanager

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .test_placements import ROW, counts, stored

pytestmark = pytest.mark.django_db


@contextmanager
def untouched():
    """Whatever is written inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


REFERENCES = ("A-1", "A-2", "A-3")
SENT = st.fixed_dictionaries(
    {
        "reference": st.sampled_from(REFERENCES),
        "swe_number": st.sampled_from(["SW900001", "SW900001", "SW900002", "X"]),
        "worker_name": st.sampled_from(["", "T Worker", "Test Worker", "Worker, Test"]),
        "hourly_pay": st.sampled_from(["30", "31", "32"]),
        "agency_fee": st.sampled_from(["", "2"]),
        "start_on": st.sampled_from(["2026-03-02", "2026-03-09"]),
        "ended_on": st.sampled_from(["", "2026-08-28"]),
        "rate_from": st.sampled_from(["", "", "2026-03-02", "2026-05-04"]),
        "role": st.sampled_from(["social_worker", "senior_social_worker", "wizard"]),
    }
).map(lambda row: ROW | row)
SLOW = {"max_examples": 20, "deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}


@settings(**SLOW)
@given(rows=st.lists(SENT, min_size=2, max_size=6), data=st.data())
def test_the_order_of_rows_for_different_references_never_matters(send, rows, data):
    whose = data.draw(st.permutations([row["reference"] for row in rows]))
    left = {reference: [row for row in rows if row["reference"] == reference] for reference in REFERENCES}
    shuffled = [left[reference].pop(0) for reference in whose]
    with untouched():
        send("placements", rows)
        first = stored()
    with untouched():
        send("placements", shuffled)
        second = stored()

    assert first == second


@settings(**SLOW)
@given(rows=st.lists(SENT, min_size=1, max_size=6))
def test_any_file_sent_twice_is_as_sent_once(send, rows):
    with untouched():
        send("placements", rows)
        once = stored()
        assert counts(send("placements", rows))[:2] == [0, 0]
        assert stored() == once


@settings(**SLOW)
@given(cells=st.lists(st.text(max_size=30), min_size=8, max_size=8))
def test_hostile_cells_never_raise(send, cells):
    with untouched():
        answer = send("placements", [dict(zip(ROW, cells, strict=True)), ROW])
        assert answer["added"] >= 1
