"""Changing the match key: records keep meeting while it is changed, and nothing is lost when it is stopped."""

import json
from datetime import date
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command

from authorities.models import Authority, JobRole
from compliance import queries
from compliance.gather import Proposal
from placements import actions, matching
from placements.models import Change, PayType, Worker
from tests.factories import PlacementFactory, PostFactory, SpellFactory, WorkerFactory

pytestmark = pytest.mark.usefixtures("in_november", "agreements")
TODAY = date(2026, 11, 20)
OLD, NEW = b"the key of before", b"the key to come"
PEOPLE = ("SW911111", "SW922222", "SW933333")
WorkerEvent = apps.get_model("placements", "WorkerEvent")


@pytest.fixture
def ring(settings):
    def turned(current, *others):
        settings.MATCH_KEY, settings.MATCH_KEYS_OLD = current, others

    turned(OLD)
    return turned


@pytest.fixture
def book(ring, walsall, dudley):
    """Three who left Walsall's staff, too early, long ago and lately, and whom Dudley has engaged."""
    for number, left_on in zip(PEOPLE, (date(2026, 1, 31), date(2024, 1, 31), date(2026, 2, 28)), strict=True):
        PostFactory(worker=WorkerFactory(authority=walsall, swe_number=number), left_on=left_on, reason="resignation")
        engaged = WorkerFactory(authority=dudley, swe_number=number)
        SpellFactory(worker=engaged)
        PlacementFactory(authority=dudley, worker=engaged, started_on=date(2026, 3, 2))


def said(dudley):
    """What is answered of every placement, now and as known at the last change, and of the same people proposed."""
    recorded = list(queries.every_placement())
    last = WorkerEvent.objects.latest("pgh_id").pgh_created_at
    told = [
        answered.as_dict()
        for known_at in (None, last)
        for _, answered in queries.answers(recorded, judged_on=TODAY, known_at=known_at)
    ]
    role = JobRole.objects.get(slug="social_worker")
    for number in PEOPLE:
        proposal = Proposal(dudley.pk, number, TODAY, PayType.PAYE, None, job_role_id=role.pk)
        told.append(queries.answer(proposal=proposal, judged_on=TODAY).as_dict())
    return told


class Killed(Exception):
    pass


def killed(done, total):
    raise Killed


def keys():
    return {(w.match_key, w.keyed_by) for model in (Worker, WorkerEvent) for w in model.objects.all()}


def test_answers_stay_the_same_while_the_key_is_changed_and_killed_and_changed_on(book, ring, dudley):
    before = said(dudley)
    breaches = [each for told in before for each in told["outcomes"] if each["verdict"] == "breach"]
    assert {each["clause"] for each in breaches} >= {"twelve-month", "cool-off"}

    ring(OLD, NEW)
    assert said(dudley) == before
    ring(NEW, OLD)
    assert said(dudley) == before
    with pytest.raises(Killed):
        actions.rotate_match_key(batch=1, progress=killed)
    assert 0 < actions.left_to_rekey() < 12
    assert said(dudley) == before
    actions.rotate_match_key(batch=1, progress=lambda done, total: None)
    assert actions.left_to_rekey() == 0
    assert said(dudley) == before
    ring(NEW)
    assert said(dudley) == before
    assert keys() == {(matching.match_key(number), matching.key_id()) for number in PEOPLE}


def test_whoever_comes_in_under_the_new_key_meets_what_stands_under_the_old(book, ring, walsall, dudley):
    ring(NEW, OLD)
    solihull = Authority.objects.get(name="Solihull")
    placed = PlacementFactory(authority=solihull, worker=WorkerFactory(authority=solihull, swe_number="SW911111"))
    assert placed.worker.keyed_by == matching.key_id()

    [(_, answered)] = queries.answers([placed.pk], judged_on=TODAY)

    clauses = {each["clause"] for each in answered.as_dict()["outcomes"] if each["verdict"] == "breach"}
    assert {"twelve-month", "cool-off"} <= clauses


def test_a_batch_that_fails_half_way_leaves_a_person_whole(book, ring, monkeypatch):
    ring(NEW, OLD)
    before = keys()
    monkeypatch.setattr("placements.actions.rekeying.HOLD_MATCH_KEYS", ("placements_worker", "no_such_table"))

    with pytest.raises(Exception, match="no_such_table"):
        actions.rotate_match_key(batch=1)

    assert keys() == before


def test_what_waits_to_be_assessed_keeps_its_person_and_everybody_is_judged_once_more(book, ring):
    Change.objects.create(match_key=matching.match_key("SW911111"))
    ring(NEW, OLD)

    actions.rotate_match_key()

    assert set(Change.objects.values_list("match_key", flat=True)) == {matching.match_key("SW911111"), ""}


def test_history_says_nothing_of_the_key(book, ring):
    count = WorkerEvent.objects.count()
    ring(NEW, OLD)

    actions.rotate_match_key()

    assert WorkerEvent.objects.count() == count


def test_every_table_that_holds_a_match_key_is_listed():
    holding = {
        model._meta.db_table
        for model in apps.get_models()
        if any(field.name == "match_key" for field in model._meta.fields)
    }

    assert holding == set(actions.rekeying.HOLD_MATCH_KEYS)


def test_the_command_counts_what_is_left_and_then_leaves_nothing(book, ring):
    ring(NEW, OLD)
    told = []
    for options in (["--check"], [], ["--check"]):
        out = StringIO()
        call_command("rotate_match_key", "--json", *options, stdout=out)
        told.append(json.loads(out.getvalue()))

    assert told == [{"changed": 0, "left": 12}, {"changed": 12, "left": 0}, {"changed": 0, "left": 0}]


def test_the_name_of_a_key_says_nothing_of_it_and_differs_from_anothers(ring):
    first = matching.key_id()
    ring(NEW)

    assert len(first) == 8
    assert first != matching.key_id()


def test_without_a_second_key_no_number_is_read(book, dudley, django_assert_num_queries):
    recorded = list(queries.every_placement())
    queries.rulebook()
    with django_assert_num_queries(11):
        list(queries.answers(recorded, judged_on=TODAY))
