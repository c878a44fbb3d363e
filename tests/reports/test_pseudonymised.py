"""A record that has been pseudonymised: nobody is named any more, and every figure is as it was."""

import json
from datetime import date

import pytest
from django.apps import apps
from django.core import serializers

from compliance import actions as compliance_actions
from compliance import queries
from compliance.models import Exemption, Finding
from compliance.retention import erased
from placements import actions, erasure, matching
from placements.models import ImportRun, ParkedRow, Placement, Upload, Worker
from reports.files import quarterly as quarterly_files
from reports.files import savings as savings_files
from reports.known import known_at
from reports.quarterly import quarterly_of
from reports.savings import savings_of
from tests.factories import PlacementFactory, PostFactory, SpellFactory, WorkerFactory
from tests.reports.conftest import OCTOBER, SUMMER, TODAY

pytestmark = pytest.mark.usefixtures("rates", "timesheets", "in_november")
NUMBER, NAME = "SW911111", "Wanda Walsall"


@pytest.fixture
def wanda(placed, dudley, walsall, asha, in_november):
    """Walsall's worker: left Dudley's staff half a year before, has changed her name, and is named in free text."""
    Worker.objects.filter(pk=placed.worker_id).update(swe_number=NUMBER, match_key=matching.match_key(NUMBER))
    worker = Worker.objects.get(pk=placed.worker_id)
    worker.name = NAME
    worker.save()
    SpellFactory(worker=worker, employer=f"Council of {NAME}")
    SpellFactory(worker=worker, employer="", from_on=date(2010, 1, 1))
    PostFactory(worker=worker, left_on=date(2019, 1, 31), role_text=f"{NAME}’s own post")
    PostFactory(worker=WorkerFactory(authority=dudley, swe_number=NUMBER, name=NAME), left_on=date(2025, 9, 30))
    Placement.objects.filter(pk=placed.pk).update(reference=f"ORDER-{NUMBER}", breach_reason=f"{NAME} is needed.")
    PlacementFactory(
        authority=walsall, worker=worker, reference="ORDER-2", started_on=date(2026, 7, 1), rate__hourly_pay=40
    )
    leave = {"clause": "cap", "from_on": date(2026, 10, 1), "until_on": date(2026, 10, 31)}
    Exemption.objects.create(
        placement=placed,
        kind="exemption",
        exit_plan=f"{NAME} goes.",
        decided_by="Ben",
        decided_on=date(2026, 9, 1),
        **leave,
    )
    run = ImportRun.objects.create(kind="placements", authority=walsall, file_name="a.csv", sha256="", by=asha)
    row = {"swe_number": NUMBER, "worker_name": NAME}
    ParkedRow.objects.create(run=run, row_number=2, reason="Wrong.", remedy="Mend it.", row=row, row_sha256="")
    Upload.objects.create(
        authority=walsall, kind="placements", file_name="a.csv", body=b"", headings=[], lines=1, state="taken", by=asha,
        told={"problems": [{"row": 2, "value": f"{NUMBER}?", "reason": f"“{NUMBER}?” is not a registration number."}]},
    )  # fmt: skip
    compliance_actions.assess(reason="asked", judged_on=TODAY)
    return worker


def everything():
    """Every row of our own tables as text, apart from published reports."""
    models = [
        model for model in apps.get_models() if model._meta.app_label in ("authorities", "placements", "compliance")
    ]
    return "".join(serializers.serialize("json", model.objects.all()) for model in models)


def reports(region):
    """The bytes of both reports."""
    month = savings_of(region=region, month=OCTOBER)
    quarter = quarterly_of(region=region, quarter=SUMMER)
    return [
        body
        for files, content in ((savings_files, month), (quarterly_files, quarter))
        for _, _, body in files.files(content, 1, known_at(None))
    ], json.dumps([month, quarter])


def found():
    return [
        (each.placement_id, each.clause, each.verdict, each.numbers, each.superseded_at)
        for each in Finding.objects.order_by("pk")
    ]


def test_every_report_has_the_same_bytes_but_for_the_pseudonym(wanda, west_midlands):
    # A reference with a number in it is the one thing that a report prints: without one nothing at all may differ.
    Placement.objects.filter(worker=wanda, reference__contains=NUMBER).update(reference="ORDER-1")
    bytes_before, content_before = reports(west_midlands)

    compliance_actions.retire(workers=list(Worker.objects.values_list("pk", flat=True)), on=TODAY)

    bytes_after, content_after = reports(west_midlands)
    assert content_after == content_before
    assert bytes_after == bytes_before
    assert any(float(line["over_cap"] or 0) > 0 for line in json.loads(content_before)[0]["lines"])


def test_a_reference_with_the_number_in_it_shows_the_pseudonym_and_the_money_stays(wanda, west_midlands):
    _, before = reports(west_midlands)

    compliance_actions.retire(workers=[wanda.pk], on=TODAY)

    wanda.refresh_from_db()
    _, after = reports(west_midlands)
    assert NUMBER in before
    assert after == before.replace(NUMBER, wanda.swe_number)


def test_what_was_found_stays_found_while_it_is_judged_anew_each_night(wanda):
    before = found()
    assert ("twelve-month", "breach") in {(clause, verdict) for _, clause, verdict, *_ in before}

    for worker in Worker.objects.order_by("pk"):
        compliance_actions.retire(workers=[worker.pk], on=TODAY)
        compliance_actions.assess(reason="nightly", judged_on=TODAY)
        assert found() == before


def test_nobody_is_named_in_any_row_or_revision(wanda):
    assert NUMBER in everything()
    assert NAME in everything()

    compliance_actions.retire(workers=list(Worker.objects.values_list("pk", flat=True)), on=TODAY)

    left = everything()
    for said in (NUMBER, NAME, matching.match_key(NUMBER), "Council of", "Ben\\"):
        assert said not in left


def test_the_last_record_to_go_takes_the_match_key_and_the_person_is_never_met_again(wanda, dudley):
    at_dudley = Worker.objects.get(authority=dudley)

    compliance_actions.retire(workers=[at_dudley.pk], on=TODAY)
    at_dudley.refresh_from_db()
    assert at_dudley.match_key == matching.match_key(NUMBER)  # still evidence for what is judged at Walsall
    compliance_actions.retire(workers=[wanda.pk], on=TODAY)

    keys = set(Worker.objects.values_list("match_key", "keyed_by"))
    [(key, by)] = keys
    assert by == matching.NO_KEY
    assert key != matching.match_key(NUMBER)
    assert actions.left_to_rekey() == 0


def test_each_record_has_a_pseudonym_of_its_own_that_stays(wanda, dudley):
    at_dudley = Worker.objects.get(authority=dudley)
    compliance_actions.retire(workers=[wanda.pk, at_dudley.pk], on=TODAY)
    first = dict(Worker.objects.values_list("pk", "swe_number"))

    compliance_actions.retire(workers=[wanda.pk, at_dudley.pk], on=TODAY)

    assert dict(Worker.objects.values_list("pk", "swe_number")) == first
    assert len(set(first.values())) == 2
    assert not any(matching.SWE_NUMBER.fullmatch(number) for number in first.values())
    revisions = Worker.pgh_event_model.objects.filter(pgh_obj_id=wanda.pk)
    assert set(revisions.values_list("swe_number", flat=True)) == {first[wanda.pk]}


def test_history_says_nothing_new_and_a_report_is_as_old_as_before(wanda):
    before, count = known_at(None), Placement.pgh_event_model.objects.count()

    compliance_actions.retire(workers=[wanda.pk], on=TODAY)

    assert (known_at(None), Placement.pgh_event_model.objects.count()) == (before, count)


def test_the_answer_as_known_before_is_the_same_after(wanda):
    then = known_at(None)
    recorded = list(queries.every_placement())

    def said():
        return [answer.as_dict() for _, answer in queries.answers(recorded, judged_on=TODAY, known_at=then)]

    before = said()
    compliance_actions.retire(workers=list(Worker.objects.values_list("pk", flat=True)), on=TODAY)

    assert said() == before


def test_a_later_record_of_the_same_number_starts_afresh(wanda, walsall):
    compliance_actions.retire(workers=list(Worker.objects.values_list("pk", flat=True)), on=TODAY)

    again = WorkerFactory(authority=walsall, swe_number=NUMBER)

    assert again.pk != wanda.pk
    assert Worker.objects.filter(match_key=again.match_key).count() == 1


def about_workers():
    """Every model that a worker's rows lead to, the worker's own first."""
    found, waiting = {}, [Worker]
    while waiting:
        model = waiting.pop()
        found[model._meta.label] = model
        for relation in model._meta.related_objects:
            if relation.related_model._meta.label not in found and relation.one_to_many:
                waiting.append(relation.related_model)
    return {label: model for label, model in found.items() if not label.endswith("Event")}


def test_every_text_column_about_a_worker_is_erased_or_known_to_say_nothing():
    tables = (erasure.ERASED, erasure.REPLACED, erasure.KEPT, erased.ERASED, erased.KEPT)
    unlisted = [
        f"{label}.{field.name}"
        for label, model in about_workers().items()
        if label not in erasure.DELETED
        for field in model._meta.fields
        if field.get_internal_type() in ("CharField", "TextField", "SlugField", "JSONField")
        and not any(field.name in table.get(label, ()) for table in tables)
    ]

    assert unlisted == []
