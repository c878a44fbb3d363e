"""Each page that is given leaves one row: who, which, about which number; refusals and one's own account leave none."""

from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.urls.converters import IntConverter, UUIDConverter
from knox.models import AuthToken

from authorities.log.naming import RECORDS, whose
from authorities.log.reads import LIBRARY, NOT_KEPT, pages
from authorities.models import JobRole, LogEntry, LogRead
from placements import actions
from placements.models import RecordLink
from tests.authorities.log.entries import allowed, run
from tests.factories import PlacementFactory
from tests.who_gets_what import ROUTES

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(db):
    """What was kept since the test began: who, for which authority and region, which page, numbers, method."""
    last = max(LogRead.objects.values_list("pk", flat=True), default=0)
    columns = ("by_id", "authority_id", "region_id", "via", "ids", "method")
    return lambda: list(LogRead.objects.filter(pk__gt=last).order_by("pk").values_list(*columns))


@pytest.fixture
def placed(walsall, agreements):
    return PlacementFactory(authority=walsall, job_role=JobRole.objects.first())


def test_a_page_of_ones_own_authority_leaves_one_row(client, asha, walsall, placed, kept):
    client.force_login(asha)
    assert client.get(reverse("placement", args=[placed.pk])).status_code == 200

    assert kept() == [(asha.pk, walsall.pk, None, "placement", f"placement_id={placed.pk}", "GET")]


def test_the_regions_people_are_filed_under_the_region(client, dev, west_midlands, placed, kept):
    client.force_login(dev)
    client.get("/placements/", {"q": "Wanda"})

    assert kept() == [(dev.pk, None, west_midlands.pk, "placements", "", "GET")]


def test_a_record_that_is_opened_from_elsewhere_is_known_for_its_authoritys(
    client, dev, west_midlands, walsall, placed, kept
):
    last = max(LogRead.objects.values_list("pk", flat=True), default=0)
    client.force_login(dev)
    assert client.get(reverse("placement", args=[placed.pk])).status_code == 200
    assert client.get("/placements/").status_code == 200

    rows = LogRead.objects.filter(pk__gt=last).order_by("pk")
    assert list(rows.values_list("via", "region_id", "whose_id")) == [
        ("placement", west_midlands.pk, walsall.pk), ("placements", west_midlands.pk, None)
    ]  # fmt: skip


def test_each_number_in_an_address_says_whose_record_it_is_of_or_why_not():
    # The numbers of agreements, what-ifs, people, months, and of what is one person's own are of no authority's record.
    nobodys = {
        "certificate_id", "draft_id", "edition_id", "filter_id", "number", "person_id", "pk", "version_id",
        "what_if_id", "year",
    }  # fmt: skip
    resolved = get_resolver().reverse_dict
    routes = [route for name in resolved if isinstance(name, str) for route in resolved.getlist(name)]
    numbers = {
        name
        for *_, converters in routes
        for name, converter in converters.items()
        if isinstance(converter, IntConverter | UUIDConverter)
    }

    assert numbers == nobodys | set(RECORDS)


@pytest.mark.parametrize("name", RECORDS)
def test_each_number_leads_to_an_authority(db, name):
    label, field = RECORDS[name]
    model = apps.get_model(label)._meta
    number = model.pk if field == "pk" else model.get_field(field)
    value = uuid4() if number.get_internal_type() == "UUIDField" else 0
    statement, values = whose({name: value})

    assert run(statement, values) == []


def test_what_was_asked_for_beside_the_address_is_not_kept(client, asha, placed, kept):
    client.force_login(asha)
    client.get("/placements/", {"q": placed.worker.name})

    assert placed.worker.name not in str(kept())


def test_an_answer_of_the_api_leaves_a_row(client, asha, walsall, placed, kept):
    headers = {"Authorization": f"Bearer {AuthToken.objects.create(asha)[1]}"}
    assert client.get(reverse("api_placement", args=[placed.pk]), headers=headers).status_code == 200
    assert client.get(reverse("api_placements"), headers=headers).status_code == 200

    assert [(row[0], row[3]) for row in kept()] == [(asha.pk, "api_placement"), (asha.pk, "api_placements")]


def test_a_refusal_is_an_entry_and_no_row(client, cara, placed, kept):
    client.force_login(cara)
    assert client.get(reverse("placement", args=[placed.pk])).status_code == 404

    assert kept() == []
    assert LogEntry.objects.filter(kind="refusal", by_id=cara.pk).count() == 1


def test_what_is_wrong_is_not_given(client, asha, kept):
    headers = {"Authorization": f"Bearer {AuthToken.objects.create(asha)[1]}"}
    client.post(reverse("api_eligibility"), {}, content_type="application/json", headers=headers)

    assert kept() == []


def test_whoever_must_confirm_first_has_been_given_nothing_yet(client, ben, placed, kept):
    client.force_login(ben)
    session = client.session
    session["account_authentication_methods"] = [
        {**record, "at": record["at"] - 3600} for record in session["account_authentication_methods"]
    ]
    session.save()
    answer = client.get(reverse("worker_record_file", args=[placed.worker_id, "everything.json"]))

    assert answer.headers["Location"].startswith("/account/")
    assert kept() == []


def test_ones_own_account_and_pages_without_a_person_leave_none(client, asha, kept):
    client.get("/health/")
    client.get(reverse("account_login"))
    client.force_login(asha)
    for name in ("account", "sessions", "mfa_index"):
        assert client.get(reverse(name)).status_code == 200

    assert kept() == []


def test_a_worker_who_reads_their_own_record_leaves_a_row_without_a_person(client, asha, walsall, placed, kept):
    token = actions.make_record_link(worker=placed.worker, by=asha)
    link = RecordLink.objects.get()
    client.post(reverse("open_own_record", args=[token]), {"swe_number": placed.worker.swe_number})
    assert client.get(reverse("own_record")).status_code == 200

    assert kept() == [(None, walsall.pk, None, "own_record", f"link={link.pk}", "GET")]


def test_every_page_is_kept_unless_it_says_why_not():
    library = {name for name in ROUTES if name.startswith(LIBRARY)}

    assert set(pages()) | set(NOT_KEPT) | library >= set(ROUTES)
    assert not set(pages()) & set(NOT_KEPT)
    assert set(NOT_KEPT) <= set(ROUTES)


def test_a_row_is_one_statement_and_no_entry_of_the_chain(client, asha, kept):
    client.force_login(asha)
    client.get("/placements/")
    entries, before = LogEntry.objects.count(), len(kept())
    with CaptureQueriesContext(connection) as captured:
        client.get("/placements/")

    assert len(kept()) == before + 1
    assert LogEntry.objects.count() == entries
    assert not any("logread" in query["sql"] for query in captured)


@pytest.mark.parametrize(
    "deed",
    ["UPDATE authorities_logread SET via = ''", "TRUNCATE authorities_logread",
     "DELETE FROM authorities_logread"],
)  # fmt: skip
def test_what_was_read_is_neither_changed_nor_removed_by_its_owner_either(deed):
    allowed("logread")

    with pytest.raises(DatabaseError, match=r"only ever added to|removed by the sweep alone"), transaction.atomic():
        run(deed)
