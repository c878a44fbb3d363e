"""The log: auditors read who did what, the administrator that it was done, and nobody else finds it."""

from hashlib import sha256

import pytest
from bs4 import BeautifulSoup

from authorities.acting import acting
from authorities.log import note
from authorities.log.erasing import erase
from authorities.log.filters import drawn_by
from authorities.log.heads import head
from authorities.models import LogEntry, Region
from tests.authorities.log.entries import chain
from tests.conftest import Role, appointed
from tests.factories import WorkerFactory


@pytest.fixture
def world(asha, cara, walsall, dudley):
    """A worker of each authority, recorded by its officer."""
    for by, authority, name in ((asha, walsall, "Wanda Walsall"), (cara, dudley, "Doris Dudley")):
        with acting(by, why=f"Engaging {name}"):
            WorkerFactory(authority=authority, name=name)
    chain()


@pytest.fixture
def olga(walsall):
    """Audits Walsall."""
    return appointed("olga", Role.AUDITOR, authority=walsall)


@pytest.fixture
def otto(db):
    """Audits another region."""
    return appointed("otto", Role.AUDITOR, region=Region.objects.create(code="E12000001", name="North East"))


def page(client, reader, **asked):
    client.force_login(reader)
    return client.get("/log/", asked)


def text(answer):
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def entries(answer):
    return [row.get_text(" ", strip=True) for row in BeautifulSoup(answer.content, "html.parser").select("tbody tr")]


def test_a_regions_auditor_reads_who_did_what_before_after_and_why(client, hugo, asha, world):
    [row] = entries(page(client, hugo, about="placements_worker", person=asha.pk))

    assert "Added" in row
    assert f"(person {asha.pk})" in row
    assert "Walsall" in row
    assert "Why: Engaging Wanda Walsall" in row
    assert "name: Wanda Walsall" in row


def test_an_authoritys_auditor_reads_of_that_authority_alone(client, olga, world):
    told = text(page(client, olga))

    assert "Wanda Walsall" in told
    assert "Doris Dudley" not in told


def test_another_regions_auditor_reads_nothing_of_this_one(client, otto, world):
    assert "Wanda" not in text(page(client, otto))
    assert LogEntry.objects.for_user(otto).filter(about="placements_worker").count() == 0


def test_the_administrator_reads_that_it_was_done_and_not_what(client, jan, world):
    told = text(page(client, jan, about="placements_worker"))

    assert "2 entries" in told
    assert "For auditors alone" in told
    assert "Wanda" not in told


def test_nobody_else_finds_the_page(client, asha, ben, dev, elin, gita, ivy):
    for person in (asha, ben, dev, elin, gita, ivy):
        assert page(client, person).status_code == 404


def test_reading_details_is_itself_logged(client, hugo, world):
    page(client, hugo)

    assert LogEntry.objects.filter(kind="look_up", by_id=hugo.pk, about="authorities_logdetail").count() == 1


def test_what_was_erased_is_said_to_be_erased(client, hugo, asha, world):
    entry = LogEntry.objects.get(about="placements_worker", by_id=asha.pk)
    erase(entries=[entry.pk], by=hugo, why="Request 12")

    [row] = entries(page(client, hugo, about="placements_worker", person=asha.pk))
    assert row.endswith("Erased")


def test_days_kinds_and_rows_narrow_the_list(client, hugo, world):
    assert len(entries(page(client, hugo, kind="added", about="placements_worker"))) == 2
    assert "No entries match" in text(page(client, hugo, kind="removed"))
    assert "No entries match" in text(page(client, hugo, until_on="2020-01-01"))
    assert len(entries(page(client, hugo, about="placements_worker", from_on="2020-01-01"))) == 2


@pytest.mark.parametrize(
    "asked", [{"person": "x"}, {"person": "0"}, {"from_on": "2026-02-30"}, {"kind": "made up"}, {"size": "1000"}]
)  # fmt: skip
def test_a_filter_that_cannot_be_meant_is_said_to_be_wrong(client, hugo, world, asked):
    answer = page(client, hugo, **asked)

    assert answer.status_code == 200
    assert "There is a problem" in text(answer)


def test_the_same_seed_draws_the_same_sample_and_another_seed_another(client, hugo, walsall, world):
    for number in range(20):
        note(kind="export", authority=walsall.pk, via=f"page {number}")
    chain()
    asked = {"kind": "export", "size": 5}
    [first, again, other] = [entries(page(client, hugo, seed=seed, **asked)) for seed in ("audit", "audit", "other")]

    assert len(first) == 5
    assert first == again
    assert first != other


def test_a_sample_is_what_anybody_can_draw_by_the_rule_on_the_page(client, hugo, walsall, world):
    drawn = drawn_by("audit “2026”", LogEntry.objects.all())
    by_hand = sorted((entry.pk for entry in drawn), key=lambda pk: sha256(f"audit “2026”:{pk}".encode()).digest())

    assert [entry.pk for entry in drawn] == by_hand


def test_the_head_and_the_last_check_are_shown(client, hugo, world):
    told = text(page(client, hugo))
    assert "has not been checked yet" in told
    assert str(head()) in told

    note(kind="anchor", about=("authorities_loglink", "2026-11-19 12"))
    assert "everything up to entry 2026-11-19 12 is as it was written" in text(page(client, hugo))
    note(kind="anchor", about=("", "day 2026-11-19, number 3"))
    assert "the log is not as it was written. The first bad row is day 2026-11-19, number 3" in text(page(client, hugo))


def test_the_page_asks_as_often_for_many_entries_as_for_few(client, hugo, walsall, world, django_assert_num_queries):
    client.force_login(hugo)
    client.get("/log/")
    with django_assert_num_queries(QUERIES):
        client.get("/log/")
    for number in range(40):
        note(kind="export", by=hugo, authority=walsall.pk, details={"name": number})
    with django_assert_num_queries(QUERIES):
        client.get("/log/")


QUERIES = 19


def test_the_log_as_a_file_says_what_the_page_says(client, hugo, jan, world):
    for reader, said in ((hugo, "name: Wanda Walsall"), (jan, "For auditors alone")):
        client.force_login(reader)
        lines = client.get("/log/?kind=added&about=placements_worker&download=csv").getvalue().decode()
        assert "Filter: What was done: Added; Records:" in lines
        assert said in lines


def test_the_newest_entries_come_first_however_many_pages(client, hugo, walsall, world):
    for number in range(60):
        note(kind="export", by=hugo, authority=walsall.pk, about=("placements_placement", str(number)))
    client.force_login(hugo)
    ids = [
        [row.record.pk for row in client.get(f"/log/?page={page}").context["table"].paginated_rows] for page in (1, 2)
    ]

    assert ids[0] == sorted(ids[0], reverse=True)
    assert min(ids[0]) > max(ids[1])
