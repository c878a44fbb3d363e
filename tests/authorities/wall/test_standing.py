"""Row-level security at work: what each person reads and writes when no line of our own code asks who they are."""

from datetime import date
from functools import partial

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import Error, connection, transaction
from django.http import HttpResponse

from authorities.wall import BACKUP, WEB, WORKER
from authorities.wall.middleware import standing
from authorities.wall.standing import (
    asking_for,
    counting,
    operating,
    stand_for,
    standing_for,
    standing_within,
    working,
)
from compliance.models import Finding
from placements.matching import match_key
from placements.models import Change, Hours, Placement, Post, Rate, Worker
from tests.factories import JobTitleFactory, PlacementFactory, SupplierFactory, WorkerFactory

NUMBER = "SW900001"


@pytest.fixture
def placed(agreements, walsall, dudley, supplier_one):
    """One placement with each of two authorities, of the same person."""
    return {
        authority.name: PlacementFactory(
            authority=authority,
            worker=WorkerFactory(authority=authority, swe_number=NUMBER, name=f"Worker of {authority}"),
            supplier=supplier_one,
        )
        for authority in (walsall, dudley)
    }


@pytest.fixture
def left_dudley(placed):
    return Post.objects.create(worker=placed["Dudley"].worker, left_on=date(2026, 6, 30), reason="redundancy")


def read(model=Placement):
    """Whose rows the database gives when everything is asked for."""
    return {str(row.authority) for row in model.objects.select_related("authority")}


def role():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('app.person', true)")
        return cursor.fetchone()


@pytest.mark.parametrize("model", [Placement, Worker])
def test_officers_read_their_own_authority_and_the_region_s_readers_every_member(placed, asha, cara, dev, hugo, model):
    for person, seen in (
        (asha, {"Walsall"}),
        (cara, {"Dudley"}),
        (dev, {"Walsall", "Dudley"}),
        (hugo, {"Walsall", "Dudley"}),
    ):
        with standing_for(person):
            assert read(model) == seen, person


def test_what_goes_with_a_placement_goes_to_its_readers(placed, asha, cara):
    placed["Walsall"].hours.create(week_ending=date(2026, 10, 4), hours=37)

    with standing_for(cara):
        assert not Hours.objects.exists()
        assert Rate.objects.count() == 1
    with standing_for(asha):
        assert Hours.objects.count() == 1


def test_a_supplier_reads_its_own_orders_and_who_is_in_them(placed, ivy, supplier_one):
    walsall = placed["Walsall"].authority
    hers = WorkerFactory(authority=walsall, swe_number="SW900009")
    other = PlacementFactory(authority=walsall, worker=hers, supplier=SupplierFactory(name="Another supplier"))

    with standing_for(ivy):
        assert set(Placement.objects.all()) == set(placed.values())
        assert not Worker.objects.filter(pk=other.worker_id).exists()
        assert not Post.objects.exists()


@pytest.mark.parametrize("person", [AnonymousUser(), None])
def test_nobody_reads_nothing(placed, asha, person):
    asha.is_active = False

    with standing_for(person or asha):
        assert not Placement.objects.exists()
        assert not Worker.objects.exists()
        assert not Finding.objects.exists()


def test_a_role_that_has_ended_opens_nothing(placed, asha, walsall):
    asha.appointments.update(until_on=date(2020, 1, 1))

    with standing_for(asha):
        assert not Placement.objects.exists()


def test_another_s_row_is_changed_by_nobody_and_deleted_by_nobody(placed, cara):
    with standing_for(cara):
        assert Placement.objects.filter(pk=placed["Walsall"].pk).update(reference="STOLEN") == 0
        assert Rate.objects.filter(placement=placed["Walsall"]).delete()[0] == 0

    assert Placement.objects.get(pk=placed["Walsall"].pk).reference != "STOLEN"


def refused(write):
    with pytest.raises(Error) as said, transaction.atomic():
        write()
    return str(said.value)


def test_a_row_for_another_authority_is_refused(placed, cara, walsall):
    with standing_for(cara):
        assert "row-level security" in refused(lambda: WorkerFactory(authority=walsall, swe_number="SW900007"))
        own = Placement.objects.get()
        assert "row-level security" in refused(lambda: Placement.objects.filter(pk=own.pk).update(authority=walsall))


@pytest.mark.parametrize("column", ["worker_id", "job_title_id"])
def test_another_s_worker_or_title_cannot_be_named(placed, cara, walsall, column):
    title = JobTitleFactory(authority=walsall, title="Title of Walsall")
    others = {"worker_id": placed["Walsall"].worker_id, "job_title_id": title.pk}[column]

    with standing_for(cara):
        for number in (others, 987_654_321):
            assert "violates foreign key constraint" in refused(partial(_name, placed["Dudley"].pk, column, number))


def _name(own, column, number):
    changes = {column: number} | ({"job_role": None} if column == "job_title_id" else {})
    Placement.objects.filter(pk=own).update(**changes)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_those_who_only_read_write_nothing(placed, gita, dev, hugo, ivy):
    for person in (gita, dev, hugo, ivy):
        with standing_for(person):
            assert Placement.objects.update(reference="X") == 0, person


def test_posts_meet_through_their_door_with_no_name_and_no_number(placed, left_dudley, asha):
    with standing_for(asha), connection.cursor() as cursor:
        assert not Post.objects.exists()
        cursor.execute("SELECT * FROM posts_that_meet(%s)", [[match_key(NUMBER)]])
        assert [column.name for column in cursor.description] == [
            "id", "match_key", "authority_id", "contract", "from_on", "left_on", "reason", "role",
        ]  # fmt: skip
        assert len(cursor.fetchall()) == 1
        assert not Post.objects.exists()


def test_the_door_stays_shut_for_whoever_says_it_is_open(placed, left_dudley, asha):
    with standing_for(asha), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.door', 'posts_that_meet', false), set_config('app.system', 'on', false)")
        assert not Post.objects.exists()
        assert read() == {"Walsall"}


def test_numbers_of_the_region_are_counted_inside_and_not_after(placed, gita):
    with standing_for(gita):
        assert read() == {"Walsall"}
        with counting([each.authority_id for each in placed.values()]):
            assert Placement.objects.count() == 2
            assert Worker.objects.count() == 1
        assert read() == {"Walsall"}


def test_a_visitor_without_an_account_reads_within_the_authority_that_let_them_in(placed, walsall):
    with standing_within(walsall.pk):
        assert read() == {"Walsall"}


def test_whoever_writes_puts_changes_on_the_list_and_reads_none_of_it(placed, asha):
    with standing_for(asha):
        Change.objects.bulk_create([Change(match_key=match_key(NUMBER))])
        assert "permission denied" in refused(lambda: list(Change.objects.all()))
        assert Change.objects.count() > 0


def test_the_worker_reads_nothing_until_it_works_on_a_job(placed):
    stand_for(AnonymousUser())
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT set_config('role', %s, false)", [WORKER])
    assert not Placement.objects.exists()
    with working():
        assert role()[0] == WORKER
        assert read() == {"Walsall", "Dudley"}


@pytest.fixture
def as_worker(monkeypatch):
    """A connection of the worker's own, as a process has it that signed in with that role."""
    own = connection.copy()
    own.settings_dict = connection.settings_dict | {"USER": WORKER}
    monkeypatch.setattr("authorities.wall.standing.connection", own)
    yield own
    own.close()


def test_a_job_asks_for_a_person_without_another_role_than_its_own(placed, asha, as_worker):
    def stands():
        with as_worker.cursor() as cursor:
            cursor.execute("SELECT current_user, current_setting('app.person'), current_setting('app.system')")
            return cursor.fetchone()

    with working():
        with asking_for(asha):
            assert stands() == (WORKER, str(asha.pk), "")
        assert stands() == (WORKER, "", "on")


def test_what_a_job_asks_for_a_person_is_theirs_alone(placed, asha, cara):
    for person, whose in ((asha, "Walsall"), (cara, "Dudley")):
        with working(), asking_for(person):
            assert read() == {whose}
    with working():
        assert read() == {"Walsall", "Dudley"}


def test_the_backup_reads_everything_and_changes_nothing(placed):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', %s, false), set_config('app.system', '', false)", [BACKUP])
    assert read() == {"Walsall", "Dudley"}
    assert "permission denied" in refused(lambda: Placement.objects.update(reference="X"))


def test_the_operator_at_the_machine_keeps_what_was_there_before(placed):
    with operating():
        assert read() == {"Walsall", "Dudley"}
    assert read() == {"Walsall", "Dudley"}


def test_each_request_stands_for_its_person_and_leaves_nobody_behind(placed, asha, rf):
    seen = []
    request = rf.get("/")
    request.user = asha
    before = role()[0]

    def view(asked):
        seen.append((role(), read()))
        return HttpResponse()

    standing(view)(request)

    assert seen == [((WEB, str(asha.pk)), {"Walsall"})]
    assert role()[0] == before


def test_a_view_that_fails_leaves_nobody_behind(placed, asha, rf):
    request = rf.get("/")
    request.user = asha

    def view(asked):
        raise LookupError

    with pytest.raises(LookupError):
        standing(view)(request)
    assert role()[0] != WEB


@pytest.mark.django_db(transaction=True)
def test_a_connection_made_anew_in_the_middle_of_a_request_is_nobody_s(asha, walsall):
    stand_for(asha)
    connection.close()
    assert role() == (connection.settings_dict["USER"], None)
