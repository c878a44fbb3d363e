"""Column by column: the quarterly report and certificates go to those whom the contract names."""

from datetime import date

import pytest
from django.urls import reverse

from compliance import actions as compliance_actions
from compliance.models import Certificate
from reports import actions as report_actions
from reports.models import Edition
from reports.periods import quarter_coded
from reports.tables import tables_of
from tests import fields
from tests.factories import PlacementFactory, WorkerFactory
from tests.test_separation import hushed, in_autumn  # noqa: F401
from tests.test_separation_of_fields import TODAY, placed, readers, shared  # noqa: F401

QUARTER = "2026Q3"
NO_WORDS = (" (illustrative)", ", by an illustrative cap")


@pytest.fixture
def quarterly(placed, west_midlands):  # noqa: F811
    report_actions.build_quarterly(region=west_midlands, quarter=quarter_coded(QUARTER), today=TODAY)
    return Edition.objects.get(kind=Edition.Kind.QUARTERLY)


def as_declared(heading, content):
    """A heading without what differs from quarter to quarter."""
    named = {content["period_words"]: fields.NOW, content["before_words"]: fields.THEN}
    return named.get(heading, heading.split(" (illustrative")[0])


def test_every_column_of_the_quarterly_report_is_declared(quarterly):
    content = quarterly.content
    found = {table.key: {as_declared(heading, content) for heading, _ in table.columns} for table in tables_of(content)}

    assert found == {key: set(sources) for key, sources in fields.OF_QUARTERLY.items()}
    assert "ORDER-WALSALL" not in str(content)
    assert "SW911111" not in str(content)


def test_the_quarterly_report_goes_to_those_who_may_take_its_files(readers, placed, quarterly):  # noqa: F811
    wrong = []
    name = f"quarterly-{QUARTER}-edition-1.xlsx"
    for who, speaker in readers.items():
        page = speaker.ask("get", reverse("quarterly", args=[QUARTER]), walled=False)
        file = speaker.ask("get", reverse("quarterly_file", args=[QUARTER, name]), walled=False)
        told = {"page": page.status == 200 and "The quarter at a glance" in page.body, "file": file.status == 200}
        may = shared(speaker.user, "reports.EditionFile.body", placed)
        wrong += [f"{who}: {what}" for what, shows in told.items() if shows != may]

    assert wrong == []


def test_a_certificate_says_what_is_declared_to_whom_it_is_for(readers, placed):  # noqa: F811
    old = WorkerFactory(authority=placed.authority, swe_number="SW933333", name="Walter Walsall")
    PlacementFactory(authority=placed.authority, worker=old, started_on=date(2024, 1, 1), ended_on=date(2024, 6, 1))
    compliance_actions.keep_to_schedule(on=TODAY)
    made = Certificate.objects.get(authority=placed.authority)

    assert set(made.content) == set(fields.OF_CERTIFICATES)
    assert not any(word in str(made.content) for word in ("SW933333", "Walter"))
    answers = {who: ask(speaker, "certificate", made.pk) for who, speaker in readers.items()}
    assert [
        who
        for who, speaker in readers.items()
        if (answers[who].status == 200) != shared(speaker.user, "compliance.Certificate.content", placed)
    ] == []


def ask(speaker, name, *args):
    return speaker.ask("get", reverse(name, args=args), walled=False)
