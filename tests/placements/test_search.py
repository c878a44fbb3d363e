"""What a search finds: forgiving of how it is typed, in step with what is written, and only what is shared."""

from datetime import date

import pytest

from authorities.models import JobRole
from placements import actions
from placements.actions.pseudonymising import pseudonymise
from placements.models import SearchText, Worker
from placements.search import MOST, found, ways_of_reading
from tests.factories import PlacementFactory, SupplierFactory, WorkerFactory


@pytest.fixture
def sian(agreements, walsall, supplier_one):
    worker = WorkerFactory(authority=walsall, swe_number="SW123456", name="Siân O’Neill-Łoś")
    return PlacementFactory(authority=walsall, worker=worker, supplier=supplier_one, reference="ORD–12/7 a")


FORGIVEN = (
    "SW123456", "sw 12 34 56", "123456", "3456", "Siân O’Neill", "Sian O'Neill", "SIAN ONEILL", "oneill, sian",
    "neill", "los sian", "O'Neill Los", "sian sw 12 34 56", "ＳＷ１２３４５６",
)  # fmt: skip


def test_it_forgives_case_spaces_accents_dashes_and_order(sian, asha):
    for typed in FORGIVEN:
        assert found(typed, asha)[:2] == ([sian.worker_id], [sian.pk]), typed
    for typed in ("ord-12-7-A", "ORD 12 7", "127a"):
        assert found(typed, asha)[:2] == ([], [sian.pk]), typed


def test_it_finds_nothing_else(sian, asha):
    for typed in ("SW654321", "sw 56 34 12", "Sian Jones", "%", "_____", "''", "–", "sian% jones"):
        assert found(typed, asha)[:2] == ([], []), typed


def test_letters_of_other_scripts_are_letters(walsall, asha):
    worker = WorkerFactory(authority=walsall, name="Зоя Ørsted Æbelø Groß")

    for typed in ("зоя", "orsted", "aebelo", "GROSS", "Groß"):
        assert found(typed, asha).workers == [worker.pk], typed


def test_what_was_typed_is_read_as_one_run_and_word_by_word(db):
    assert ways_of_reading("sw 12 34 56") == [("sw123456",), ("sw", "123456")]
    assert ways_of_reading("Siân  O’Neill") == [("sianoneill",), ("sian", "oneill")]
    assert ways_of_reading("SW123456") == [("sw123456",)]
    assert ways_of_reading(" – ") == []


def test_each_finds_only_what_is_shared_with_them(sian, asha, cara, ben, dev, elin, gita, hugo, ivy, jan):
    for person in (asha, ben, gita, hugo):
        assert found("sian", person)[:2] == ([sian.worker_id], [sian.pk]), person
    # A supplier finds its own orders; who was a leaver without one is not its business.
    assert found("sian", ivy)[:2] == ([], [sian.pk])
    for person in (cara, dev, elin, jan):
        assert found("sian", person)[:2] == ([], []), person


def test_what_is_written_later_is_found_by_its_new_words(sian, asha, agreements):
    role, today = JobRole.objects.get(slug="team_manager"), date(2026, 3, 9)
    actions.amend(placement=sian, by=asha, today=today, reference="NEW 9", name="Jo Éclair", swe_number="SW777777")
    sian.refresh_from_db()
    actions.amend(placement=sian, by=asha, today=today, supplier=SupplierFactory(name="Other"), job_role=role)

    assert found("eclair jo", asha).placements == [sian.pk]
    assert found("sw777777", asha).placements == found("new9", asha).placements == [sian.pk]
    assert found("ord", asha).placements == []
    worker = Worker.objects.get(swe_number="SW777777")
    assert found("eclair", asha).workers == [worker.pk]
    assert SearchText.objects.get(placement=sian).worker_id == worker.pk


def test_a_pseudonymised_worker_is_no_longer_found(sian, asha):
    pseudonymise(workers=[sian.worker_id], on=date(2026, 3, 9))

    for typed in ("SW123456", "sian", "oneill"):
        assert found(typed, asha)[:2] == ([], []), typed
    assert not SearchText.objects.filter(text__contains="sian").exists()


def test_what_is_deleted_leaves_no_line(sian):
    worker = sian.worker
    sian.rates.all().delete()
    sian.delete()
    assert SearchText.objects.get().worker_id == worker.pk
    worker.delete()
    assert not SearchText.objects.exists()


def test_the_longest_name_is_taken(walsall, asha):
    worker = WorkerFactory(authority=walsall, name="ﷺ" * 200)

    assert len(SearchText.objects.get(worker=worker).text) < 600


def test_more_than_a_search_gives_is_said(walsall, asha, monkeypatch):
    monkeypatch.setattr("placements.search.MOST", 3)
    for _ in range(4):
        WorkerFactory(authority=walsall, name="Many Manys")

    assert MOST == 1000
    assert (len(found("many", asha).workers), found("many", asha).all) == (3, False)
    assert found("SW1", asha).all is False
