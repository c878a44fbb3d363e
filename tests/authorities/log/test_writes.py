"""Every write is logged: what it was before and after, by whom and why."""

import pghistory
import pytest

from authorities.acting import acting
from authorities.log import coming_by
from authorities.models import JobRole, JobTitleMapping, LogEntry, Person, Supplier
from tests.authorities.log.entries import run
from tests.factories import JobTitleFactory, PersonFactory

pytestmark = pytest.mark.django_db


def last(about):
    return LogEntry.objects.filter(about=about).select_related("detail").order_by("-pk").first()


def test_a_row_that_is_added_is_logged_whole_with_who_and_why(asha):
    with acting(asha, why="Asked for by telephone"):
        supplier = Supplier.objects.create(name="New Supplier")

    entry = last("authorities_supplier")
    assert (entry.kind, entry.by_id, entry.about_id) == ("added", asha.pk, str(supplier.pk))
    assert entry.detail.as_dict() == {
        "why": "Asked for by telephone", "after": {"id": supplier.pk, "name": "New Supplier"},
    }  # fmt: skip


def test_a_change_is_logged_with_what_changed_alone():
    supplier = Supplier.objects.create(name="Before")
    Supplier.objects.filter(pk=supplier.pk).update(name="After")

    entry = last("authorities_supplier")
    assert entry.kind == "changed"
    assert entry.detail.as_dict() == {"before": {"name": "Before"}, "after": {"name": "After"}}


def test_a_row_that_is_removed_is_logged_as_it_was():
    supplier = Supplier.objects.create(name="Gone")
    pk = supplier.pk
    supplier.delete()

    entry = last("authorities_supplier")
    assert (entry.kind, entry.about_id) == ("removed", str(pk))
    assert entry.detail.as_dict() == {"before": {"id": pk, "name": "Gone"}}


def test_a_write_that_changes_nothing_is_not_logged():
    supplier = Supplier.objects.create(name="Same")
    before = LogEntry.objects.count()
    Supplier.objects.filter(pk=supplier.pk).update(name="Same")

    assert LogEntry.objects.count() == before


def test_each_row_of_a_statement_has_its_own_entry():
    made = Supplier.objects.bulk_create(Supplier(name=f"Supplier {n}") for n in range(3))
    run("UPDATE authorities_supplier SET name = name || '!' WHERE id = ANY(%s)", [[each.pk for each in made]])

    entries = LogEntry.objects.filter(about="authorities_supplier", kind="changed").order_by("pk")
    told = {entry.about_id: entry.detail.as_dict()["after"]["name"] for entry in entries.select_related("detail")}
    assert told == {str(each.pk): f"{each.name}!" for each in made}


def test_a_row_says_whose_it_is_directly_or_through_another(walsall, west_midlands):
    title = JobTitleFactory(authority=walsall)
    role = JobRole.objects.create(region=west_midlands, slug="a_role", name="A role", core_type="social_worker")
    JobTitleMapping.objects.create(job_title=title, job_role=role, since="2026-01-01")

    assert last("authorities_jobtitle").authority_id == walsall.pk
    assert last("authorities_jobtitlemapping").authority_id == walsall.pk
    assert last("authorities_jobrole").region_id == west_midlands.pk


def test_secrets_are_logged_as_changed_and_not_kept():
    person = PersonFactory()
    person.set_password("a new password that nobody may read")
    person.save()

    assert last("authorities_person").detail.as_dict() == {
        "before": {"password": "not kept"}, "after": {"password": "not kept"},
    }  # fmt: skip
    added = LogEntry.objects.get(about="authorities_person", about_id=person.pk, kind="added")
    assert "password" not in added.detail.as_dict()["after"]


def test_what_a_column_is_ignored_for_is_not_logged():
    person = PersonFactory()
    before = LogEntry.objects.count()
    Person.objects.filter(pk=person.pk).update(last_login="2026-11-20T12:00Z")

    assert LogEntry.objects.count() == before


def test_a_reason_is_not_taken_for_that_of_the_next_write(asha):
    with pghistory.context(url="/"):
        with acting(asha, why="The first"):
            Supplier.objects.create(name="First")
        with acting(asha):
            Supplier.objects.create(name="Second")

    assert "why" not in last("authorities_supplier").detail.as_dict()


def test_a_job_is_named_and_the_person_it_is_done_for(asha):
    with coming_by("job build_savings") as said:
        said["on_behalf_of"] = asha.pk
        Supplier.objects.create(name="By a job")

    entry = last("authorities_supplier")
    assert (entry.by_id, entry.on_behalf_of_id, entry.via) == (None, asha.pk, "job build_savings")


def test_what_empties_a_table_is_logged():
    run("TRUNCATE authorities_agency CASCADE")

    entry = last("authorities_agency")
    assert (entry.kind, entry.about_id, entry.digest) == ("removed", "every row", None)


def test_the_chain_holds_no_name_and_no_number_of_a_worker(asha):
    with acting(asha, why="Because of Wanda"):
        Supplier.objects.create(name="Wanda Walsall SW911111")

    [row] = run("SELECT to_jsonb(e)::text FROM authorities_logentry e ORDER BY id DESC LIMIT 1")
    assert "Wanda" not in row[0]
    assert "SW9" not in row[0]
