"""Everything held on a worker: whatever stands anywhere is there, and nobody else is named."""

import csv
import io
import json
import zipfile
from datetime import date
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from authorities.look_ups.models import LookUp
from compliance import actions
from compliance.models import Exemption
from placements.actions import (
    amend,
    answer_correction,
    ask_for_correction,
    hold_record,
    make_record_link,
    pseudonymise,
    record_reference,
    record_spell,
)
from placements.models import Conversion, Draft, ImportRun, ParkedRow, Placement, TeamMember, Upload
from reports.subject_access import files
from reports.subject_access.gathered import everything_about
from reports.subject_access.sections import (
    FOUND_OTHERWISE,
    REVISIONS,
    SECTIONS,
    TOLD_ALREADY,
    WITHOUT_WORKERS,
)
from reports.subject_access.shown import tables
from tests.factories import (
    HoursFactory,
    PlacementFactory,
    PostFactory,
    ProjectTeamFactory,
    RegisterCheckFactory,
    WatchFactory,
    WorkerFactory,
)
from tests.reports.conftest import TODAY

OURS = ("authorities", "placements", "compliance", "reports")
NUMBER = "SW911111"


@pytest.fixture
def worker(agreements, walsall, dudley, asha, ben, cara, in_november, west_midlands, build_october):
    """Walsall's worker, of whom something stands in every table; and the same person with Dudley."""
    worker = WorkerFactory(authority=walsall, swe_number=NUMBER, name="Wanda Walsall")
    placed = PlacementFactory(authority=walsall, worker=worker, rate__hourly_pay=60, breach_reason="Needed at once.")
    HoursFactory(placement=placed, week_ending=date(2026, 10, 4))
    team = ProjectTeamFactory(authority=walsall)
    TeamMember.objects.create(authority=walsall, team=team, placement=placed)
    PostFactory(worker=worker, left_on=date(2026, 1, 31), reason="resignation")
    Conversion.objects.create(placement=placed, interest_on=date(2026, 9, 1))
    record_spell(worker=worker, setting="agency", employer="=cmd|calc", from_on=date(2020, 1, 1), by=asha, today=TODAY)
    leave = {"clause": "cap", "from_on": date(2026, 3, 2), "until_on": date(2026, 12, 31), "decided_on": TODAY}
    Exemption.objects.create(placement=placed, kind="exemption", exit_plan="Hire.", decided_by="Boris Brown", **leave)
    amend(placement=placed, by=asha, today=TODAY, notice_weeks=4)
    record_reference(placement=placed, what="asked", who="Boris Brown", on=TODAY, by=asha, today=TODAY)
    RegisterCheckFactory(worker=worker, asked_by=asha)
    hold_record(worker=worker, why="A claim.", until_on=date(2027, 1, 1), by=ben, today=TODAY)
    make_record_link(worker=worker, by=asha)
    answer_correction(
        correction=ask_for_correction(worker=worker, text="My name is Wanda W."),
        outcome="corrected",
        answer="",
        by=asha,
    )
    Draft.objects.create(person=asha, authority=walsall, answers={"swe_number": " sw911111 "})
    Draft.objects.create(person=asha, authority=walsall, answers={"swe_number": "SW9111112"})
    run = ImportRun.objects.create(kind="leavers", authority=walsall, file_name="a.csv", sha256="", by=asha)
    common = {"run": run, "row_number": 2, "reason": "Wrong.", "remedy": "Mend it.", "row_sha256": ""}
    ParkedRow.objects.create(row={"swe_number": "sw911111", "role": "x"}, **common)
    ParkedRow.objects.create(row={"swe_number": "SW9111112"}, **common)
    content = f"reference,swe_number\nA-1,{NUMBER}\nA-2,SW911112\n".encode()
    Upload.objects.create(
        authority=walsall, kind="placements", file_name="a.csv", body=content, headings=[], lines=2, state="checked",
        by=asha,
    )  # fmt: skip
    elsewhere = WorkerFactory(authority=dudley, swe_number=NUMBER, name="Wanda Elsewhere")
    PlacementFactory(authority=dudley, worker=elsewhere, reference="ORDER-DUDLEY", rate__hourly_pay=61)
    for authority, by in ((walsall, asha), (dudley, cara)):
        LookUp.objects.create(
            by=by, authority=authority, purpose="engage", channel="page", match_key=worker.match_key, starts_on=TODAY
        )
    WatchFactory(authority=walsall, by=asha, number=NUMBER)
    actions.assess(reason="asked", judged_on=TODAY)
    build_october()
    return worker


@pytest.fixture
def held(worker):
    return everything_about(worker, on=TODAY)


def rows(held, kind):
    [section] = [each for each in held["sections"] if each["kind"] == kind]
    return section["rows"]


def test_every_table_is_listed_as_about_workers_or_not():
    ours = {model._meta.label for model in apps.get_models() if model._meta.app_label in OURS}
    listed = [each.label for each in (*SECTIONS, *REVISIONS)] + [*FOUND_OTHERWISE, *TOLD_ALREADY, *WITHOUT_WORKERS]

    assert ours == set(listed)
    assert len(listed) == len(set(listed))


def leads_to(model, target):
    """Whether a row of one table leads to a row of another, over any number of steps."""
    waiting, seen = [model], set()
    while waiting:
        here = waiting.pop()
        if here is target:
            return True
        seen.add(here)
        related = [field.related_model for field in here._meta.fields if field.many_to_one or field.one_to_one]
        waiting += [one for one in related if one not in seen and one._meta.app_label in OURS]
    return False


def test_no_table_that_leads_to_a_worker_is_listed_as_without():
    worker = apps.get_model("placements.Worker")

    assert [label for label in WITHOUT_WORKERS if leads_to(apps.get_model(label), worker)] == []


def test_something_stands_under_every_kind(held):
    empty = {each["kind"] for each in held["sections"] if not each["rows"]}

    assert empty <= {"compliance.DueItem"}


def test_what_was_typed_and_what_was_parked_about_somebody_else_is_left_out(held):
    assert [row["answers"] for row in rows(held, "placements.Draft")] == [{"swe_number": " sw911111 "}]
    assert [row["row"]["swe_number"] for row in rows(held, "placements.ParkedRow")] == ["sw911111"]
    assert [row["row"]["reference"] for row in rows(held, "placements.Upload")] == ["A-1"]


def test_staff_are_told_by_their_role_and_other_authorities_not_at_all(held):
    said = json.dumps(held)

    for name in ("Asha", "Ben", "Boris Brown", "Wanda Elsewhere", "ORDER-DUDLEY"):
        assert name not in said
    assert rows(held, "placements.Hold")[0]["placed_by"] == "Approver"
    assert rows(held, "compliance.Exemption")[0]["decided_by"] == "whoever decided"
    assert {row["by"] for row in rows(held, "placements.SpellEvent")} == {"HR officer"}


def test_the_worker_hears_of_every_authority_that_asked_and_an_officer_of_their_own(worker, held):
    assert [row["asked_for"] for row in rows(held, "authorities.LookUp")] == ["Walsall"]

    own = rows(everything_about(worker, on=TODAY, for_worker=True), "authorities.LookUp")
    assert [(row["asked_for"], row["by"], row["why"]) for row in own] == [
        ("Walsall", "HR officer", "To engage this worker"),
        ("Dudley", "HR officer", "To engage this worker"),
    ]


def test_no_secret_and_no_key_is_in_it(held, worker):
    said = json.dumps(held)

    assert worker.match_key not in said
    assert worker.record_links.get().token_sha256 not in said


def test_it_says_why_for_how_long_and_who_reads_it(held):
    assert held["why_it_is_held"]
    assert held["how_long"].startswith("24 months")
    assert "HR officer" in held["who_reads_it"]
    assert "Lead director of children's services" not in held["who_reads_it"]


def test_the_files_hold_all_of_it_and_cannot_be_run_by_a_spreadsheet(held):
    packed = zipfile.ZipFile(io.BytesIO(files.as_zip(held)))
    table = list(csv.DictReader(io.StringIO(packed.read("everything.csv").decode("utf-8-sig"))))

    assert json.loads(packed.read("everything.json")) == held
    assert {row["about"] for row in table} == {each["title"] for each in held["sections"] if each["rows"]}
    assert "'=cmd|calc" in {row["value"] for row in table}
    assert "Walsall" in packed.read("read-me.txt").decode()
    assert files.as_zip(held) == files.as_zip(held)


def test_a_workers_own_page_is_shorter(held):
    assert len(tables(held, plain=True)["tables"]) < len(tables(held)["tables"])
    assert all(len(table["rows"]) == 1 for table in tables(held, most=1)["tables"])
    assert tables(held)["nothing"] == ["What is due"]


def test_a_page_says_codes_in_words_and_leaves_to_the_files_what_only_the_portal_reads(held):
    told = {table["title"]: table for table in tables(held)["tables"]}
    line = dict(told["Lines about your placements in published reports"]["rows"][0])
    finding = dict(told["What the rules found"]["rows"][0])

    assert (line["Period"], line["Role"], line["Cap"]) == ("October 2026", "Senior social worker", "£33.75")
    assert line["Cost of going over the regional cap"] == "£4,301.25"
    assert line["Left out"].startswith("Against reference rates: ")
    assert finding["Agreement"] == "West Midlands MOU"
    assert dict(told["What was met"]["rows"][0])["Clauses"].startswith(
        "Notice, from 2 March 2026 (DfE agency rules 2024)"
    )
    assert not {"Batch", "Rule", "Known"} & {each for table in told.values() for each in table["headings"]}


def test_what_a_line_counts_against_the_reference_rate_is_no_suppliers_reference(held):
    [section] = [each for each in held["sections"] if each["kind"] == "reports.Edition"]
    section["rows"] = [section["rows"][0] | {"reference": "760.75"}]

    [table] = [each for each in tables(held)["tables"] if each["title"] == section["title"]]
    assert ("Against reference rates", "£760.75") in table["rows"][0]


def test_the_number_of_queries_does_not_grow_with_the_record(worker, django_assert_num_queries):
    placed = worker.placements.get()
    with django_assert_num_queries(39):
        everything_about(worker, on=TODAY)
    for number in range(1, 10):
        HoursFactory(placement=placed, week_ending=date(2025, 1, number * 3))
        PostFactory(worker=worker, left_on=date(2015, 1, number))
    with django_assert_num_queries(39):
        everything_about(worker, on=TODAY)


def test_the_command_gives_the_record_or_writes_it(worker, tmp_path):
    out = StringIO()
    call_command("subject_access", "--authority", "335", "--swe", "sw911111", "--json", stdout=out)
    assert json.loads(out.getvalue())["registration_number"] == NUMBER

    call_command("subject_access", "--authority", "335", "--swe", NUMBER, "--out", str(tmp_path), stdout=StringIO())
    assert zipfile.is_zipfile(tmp_path / "everything.zip")

    words = StringIO()
    call_command("subject_access", "--authority", "335", "--swe", NUMBER, stdout=words)
    assert "Your placements: 1" in words.getvalue()


def test_the_command_says_that_nobody_is_on_record(worker):
    with pytest.raises(CommandError, match="Walsall has nobody on record under SW1"):
        call_command("subject_access", "--authority", "335", "--swe", "SW1", stdout=StringIO())


def test_a_placement_that_was_taken_back_is_told_of_and_erased_with_the_rest(worker, walsall, asha):
    gone = PlacementFactory(
        authority=walsall, worker=worker, reference=f"REF-{NUMBER}", breach_reason="Nobody else.", rate__hourly_pay=61
    )
    pk = gone.pk
    gone.delete()

    told = {each["kind"]: each["rows"] for each in everything_about(worker, on=TODAY)["sections"]}
    assert f"REF-{NUMBER}" in {row["reference"] for row in told["placements.PlacementEvent"]}
    assert "61.00" in {row["hourly_pay"] for row in told["placements.RateEvent"]}

    pseudonymise(workers=[worker.pk], on=TODAY)

    for event in Placement.pgh_event_model.objects.filter(pgh_obj_id=pk):
        assert NUMBER not in event.reference
        assert event.breach_reason == ""
