"""Field by field: what the API, a file or a table says of a record shows exactly where the sharing contract says so.

Every role is tried in every case: for its own authority or region or supplier, and for another.
"""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.urls import get_resolver, reverse

from authorities.models import Agency, Appointment, Authority, JobRole, Membership, Region
from authorities.sharing import reach_of, regions_read_by
from authorities.sharing.contract import COMMON as COMMON_KINDS
from authorities.sharing.contract import KINDS
from authorities.sharing.reach import OF_AUTHORITY, OF_REGION
from authorities.tables import PortalTable
from compliance import actions as compliance_actions
from compliance.models import Exemption
from reports import actions as report_actions
from reports.files.savings import FIGURE_COLUMNS, LINE_COLUMNS
from reports.periods import month_coded
from tests import fields
from tests.conftest import appointed
from tests.factories import JobTitleFactory, PlacementFactory, SupplierFactory, WorkerFactory
from tests.matrix import Speaker
from tests.test_separation import hushed, in_autumn  # noqa: F401

Role = Appointment.Role
TODAY, MONTH = date(2026, 11, 20), "2026-10"


@pytest.fixture
def placed(in_autumn, agreements, walsall, supplier_one):  # noqa: F811
    """A placement of Walsall in which every field is filled: what is empty in an answer was left out."""
    title = JobTitleFactory(
        authority=walsall, title="Senior worker", job_role=JobRole.objects.get(slug="senior_social_worker")
    )
    parts = ("employer_ni", "apprenticeship_levy", "holiday_pay", "agency_fee", "msp_fee", "hourly_charge")
    placed = PlacementFactory(
        authority=walsall,
        worker=WorkerFactory(authority=walsall, name="Wanda Walsall", swe_number="SW911111"),
        supplier=supplier_one,
        agency=Agency.objects.create(name="An agency"),
        job_title=title,
        job_role=None,
        reference="ORDER-WALSALL",
        expected_end_on=date(2027, 3, 1),
        ended_on=date(2027, 2, 1),
        offered_hourly_pay=Decimal("70.00"),
        reason="vacancy",
        breach_reason="Nobody else came",
        notice_weeks=4,
        rate__hourly_pay=60,
        **{f"rate__{part}": Decimal("1.00") for part in parts},
    )
    Exemption.objects.create(
        placement=placed, clause="cap", kind="exemption", from_on=date(2026, 3, 2), until_on=date(2027, 3, 1),
        exit_plan="Hire", decided_by="Somebody", decided_on=date(2026, 3, 1),
    )  # fmt: skip
    compliance_actions.assess(reason="asked", judged_on=TODAY)
    return placed


@pytest.fixture
def told(placed, west_midlands):
    """A month's report, in which the placement is."""
    report_actions.build_savings(region=west_midlands, month=month_coded(MONTH), today=TODAY)


@pytest.fixture
def readers(placed, walsall, dudley, west_midlands, hushed):  # noqa: F811
    """Somebody of every role in every case, by what they are."""
    north = Region.objects.create(code="E12000001", name="North East")
    tees = Authority.objects.create(
        name="Newcastle", ons_code="E08000021", dfe_code="391", kind="metropolitan", run_by="council"
    )
    Membership.objects.create(region=north, authority=tees, from_on=date(2015, 1, 1))
    held = [(role, {"authority": each}) for role in OF_AUTHORITY for each in (walsall, dudley, tees)]
    held += [(role, {"region": each}) for role in OF_REGION for each in (west_midlands, north)]
    held += [(Role.SUPPLIER, {"supplier": each}) for each in (placed.supplier, SupplierFactory(name="Another"))]
    held += [(Role.WORKFORCE_GROUP, {"authority": walsall, "region": west_midlands}), (Role.ADMINISTRATOR, {})]
    speakers = {}
    for number, (role, where) in enumerate(held):
        person = appointed(f"person-{number}", role, **where)
        speakers[f"{role} of {', '.join(map(str, where.values()))}"] = speaker = Speaker(person)
        speaker.arrives()
    return speakers


def shared(person, source, placed):
    """Whether the contract shows this person a value that comes from there, of this placement's authority."""
    if source in (fields.COMMON, fields.BESIDE, fields.COUNTED, fields.CROSSING):
        return True
    label, _, field = source.rpartition(".")
    if label.startswith("reports."):
        return placed.authority.memberships.get().region_id in regions_read_by(person, label)
    about = {"authority_id": placed.authority_id, "supplier_id": placed.supplier_id}
    return reach_of(person).shares(label, field, **about)


def unlike_the_contract(who, person, row, sources, placed):
    """Each field of a row that shows and should not, or that should and does not."""
    for name, source in sources.items():
        shows = row.get(name) not in (None, "", [])
        if shows != shared(person, source, placed):
            yield f"{who}: {name} ({source}) {'shows' if shows else 'is left out'}"


def ask_api(speaker, name, *args):
    return speaker.ask("get", reverse(name, args=args), as_json=True, walled=False)


def rows_of(answer):
    return json.loads(answer.body)["results"] if answer.status == 200 else []


@pytest.fixture
def components(client, db):
    schema = client.get("/api/v1/schema/", headers={"Accept": "application/vnd.oai.openapi+json"}).json()
    sent = {
        operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].split("/")[-1]
        for path in schema["paths"].values()
        for operation in path.values()
        if "requestBody" in operation
    }
    return {
        name: set(component["properties"])
        for name, component in schema["components"]["schemas"].items()
        if "properties" in component and name not in sent and not name.startswith("Paginated")
    }


def test_every_field_of_the_api_is_declared(components):
    assert components == {name: set(sources) for name, sources in fields.OF_API.items()}


def test_every_column_of_a_file_is_declared():
    named = {"savings figures": FIGURE_COLUMNS, "savings lines": LINE_COLUMNS}

    assert {name: {column.heading for column in columns} for name, columns in named.items()} == {
        name: set(sources) for name, sources in fields.OF_FILES.items()
    }


def test_every_column_of_a_table_is_declared():
    get_resolver().url_patterns  # noqa: B018  every page is read, and its table with it
    ours = [kind for kind in PortalTable.__subclasses__() if not kind.__module__.startswith("tests.")]
    tables = {kind.__name__: set(kind.base_columns) for kind in ours}

    assert tables == {name: set(sources) for name, sources in fields.OF_TABLES.items()}


def test_every_source_stands_in_the_contract():
    known = {f"{kind.label}.{name}" for kind in KINDS for _, names in kind.shared for name in names.split()}
    everywhere = (*fields.OF_API.values(), *fields.OF_FILES.values(), *fields.OF_TABLES.values())
    used = {source for sources in everywhere for source in sources.values() if "." in source}

    assert used - known == set()
    assert all(apps.get_model(label) for label in COMMON_KINDS)


def test_the_api_shows_each_field_of_a_placement_to_its_readers_alone(readers, placed):
    wrong = []
    for who, speaker in readers.items():
        one = ask_api(speaker, "api_placement", placed.pk)
        listed = rows_of(ask_api(speaker, "api_placements"))
        may = shared(speaker.user, "placements.Placement.id", placed)
        if (one.status == 200) != may or bool(listed) != may:
            wrong.append(f"{who}: {one.status}, {len(listed)} listed")
        if may and one.status == 200 and listed:
            detail = json.loads(one.body)
            wrong += unlike_the_contract(who, speaker.user, detail, fields.OF_API["DetailOut"], placed)
            wrong += unlike_the_contract(who, speaker.user, detail["rates"][0], fields.OF_API["RateOut"], placed)
            wrong += unlike_the_contract(who, speaker.user, listed[0], fields.OF_API["PlacementOut"], placed)

    assert wrong == []


def test_the_api_shows_a_finding_to_its_readers_alone(readers, placed):
    wrong = []
    for who, speaker in readers.items():
        found = rows_of(ask_api(speaker, "api_findings"))
        if bool(found) != shared(speaker.user, "compliance.Finding.id", placed):
            wrong.append(f"{who}: {len(found)} findings")
        for row in found:
            seen = {name: source for name, source in fields.OF_API["Finding"].items() if row[name] not in (None, {})}
            wrong += [f"{who}: {name}" for name, source in seen.items() if not shared(speaker.user, source, placed)]

    assert wrong == []


def test_the_api_shows_a_report_to_its_readers_and_its_files_to_fewer(readers, placed, told):
    wrong = []
    for who, speaker in readers.items():
        editions = rows_of(ask_api(speaker, "api_reports"))
        if bool(editions) != shared(speaker.user, "reports.Edition.id", placed):
            wrong.append(f"{who}: {len(editions)} editions")
        for row in editions:
            sources = {name: source for name, source in fields.OF_API["EditionOut"].items() if name != "provisional"}
            wrong += unlike_the_contract(who, speaker.user, row, sources, placed)

    assert wrong == []


def test_whoever_takes_the_lines_of_a_month_reads_every_column_of_them(readers, placed, told):
    sources = fields.OF_FILES["savings lines"]
    wrong = []
    for who, speaker in readers.items():
        page = speaker.ask("get", reverse("savings_lines", args=[MONTH, placed.authority.ons_code]), walled=False)
        file = speaker.ask(
            "get", reverse("savings_file", args=[MONTH, f"savings-{MONTH}-edition-1-lines.csv"]), walled=False
        )
        for answer in (page, file):
            if answer.status == 200:
                assert "ORDER-WALSALL" in answer.body
                wrong += [
                    f"{who}: {name}" for name, source in sources.items() if not shared(speaker.user, source, placed)
                ]
        if (file.status == 200) != shared(speaker.user, "reports.EditionFile.body", placed):
            wrong.append(f"{who}: the file of the region answered {file.status}")
        if file.status == 200:
            heading = next(csv.reader(io.StringIO(file.body.lstrip("\ufeff"))))
            assert heading == [name.lower().replace(" ", "_") for name in sources]

    assert wrong == []


def test_a_table_of_placements_shows_each_column_to_its_readers_alone(readers, placed):
    wrong = []
    for who, speaker in readers.items():
        body = speaker.ask("get", reverse("placements"), walled=False).body
        shown = {
            "reference": "ORDER-WALSALL" in body,
            "worker": "SW911111" in body or "Wanda Walsall" in body,
            "answer": 'data-label="Answer"' in body,
            "hourly_pay": "£60.00" in body,
            "job": 'data-label="Job"' in body,
            "started_on": 'data-label="Start"' in body,
        }
        for name, source in fields.OF_TABLES["PlacementTable"].items():
            if shown[name] != shared(speaker.user, source, placed):
                wrong.append(f"{who}: {name} {'shows' if shown[name] else 'is left out'}")

    assert wrong == []
