"""What we said at a moment, what we should have said, and why they differ."""

import csv
import json
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from authorities.wording import day_in_words
from compliance import rules
from compliance.actions import assess, exempt
from compliance.models import Assessment, Finding, Met
from compliance.rule import met
from compliance.rules.pay_cap import WORDS
from placements.actions import amend, change_rate, end
from tests.compliance.cases import AGREEMENTS
from tests.factories import PlacementFactory, PostFactory, RateFactory, WorkerFactory

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 11, 21)
LAST = (AGREEMENTS / "west-midlands-mou-2025.toml").read_text(encoding="utf-8")
STARTED = date(2026, 5, 4)


@pytest.fixture
def placed(walsall, agreements):
    """£0.01 over the illustrative cap of £33.75 for a senior social worker, from 4 May 2026 on."""
    return PlacementFactory(authority=walsall, reference="T-1", started_on=STARTED, rate__hourly_pay=Decimal("33.76"))


def said():
    """Assess as the night does; the moment after it."""
    assess(reason=Assessment.Reason.NIGHTLY, judged_on=TODAY)
    return timezone.now()


def look_back(moment, folder, *options):
    """The answer of the command about what stood at the moment, judged as on 21 November 2026."""
    out = StringIO()
    told = ("--known-on", moment.isoformat(), "--in-force-on", TODAY.isoformat())
    call_command("assess", "--json", *told, "--differences", str(folder / "differences.csv"), *options, stdout=out)
    return json.loads(out.getvalue())["differences"]


def differences(moment, folder, clause="cap"):
    return [row for row in look_back(moment, folder)["rows"] if row["clause"] == clause]


def publish(folder, old, new):
    file = folder / "corrected.toml"
    file.write_text(LAST.replace('version = "2025"', 'version = "2025-corrected"').replace(old, new), encoding="utf-8")
    call_command("load_agreement", str(file), "--publish", stdout=StringIO())


def test_nothing_differs_while_nothing_was_corrected(placed, tmp_path):
    answer = look_back(said(), tmp_path)

    assert (answer["count"], answer["rows"], set(answer["reasons"].values())) == (0, [], {0})


def test_a_corrected_rate_is_data_corrected_and_said_in_a_sentence(placed, asha, tmp_path):
    moment = said()
    change_rate(placement=placed, since=STARTED, hourly_pay=Decimal("33.75"), pay_type="umbrella", by=asha)

    [row] = differences(moment, tmp_path)

    assert (row["authority"], row["reference"], row["from"]) == ("E08000030", "T-1", "2026-05-04")
    assert (row["said_verdict"], row["should_verdict"], row["reasons"]) == ("breach", "met", ["data_corrected"])
    assert row["in_words"].startswith(
        f"On {day_in_words(timezone.localtime(moment).date())} we said: The hourly pay of £33.76 is £0.01 over the "
        "£33.75 cap for a senior social worker from 4 May 2026."
    )
    assert "We should have said: The hourly pay of £33.75 is within the £33.75 cap" in row["in_words"]
    assert row["in_words"].endswith(" Reason: data corrected.")


def test_a_later_assessment_does_not_change_what_had_been_said(placed, asha, tmp_path):
    moment = said()
    change_rate(placement=placed, since=STARTED, hourly_pay=Decimal("33.75"), pay_type="umbrella", by=asha)
    before = look_back(moment, tmp_path)

    said()

    assert look_back(moment, tmp_path) == before
    assert before["count"] == 1


def test_a_version_published_since_is_agreement_changed(placed, tmp_path):
    moment = said()
    publish(tmp_path, '"33.75"', '"34.00"')

    [row] = differences(moment, tmp_path)

    assert (row["said_version"], row["should_version"]) == ("2025", "2025-corrected")
    assert (row["said_verdict"], row["should_verdict"], row["reasons"]) == ("breach", "met", ["agreement_changed"])


def test_a_version_that_only_bears_another_name_is_no_difference(placed, tmp_path):
    moment = said()
    publish(tmp_path, "nothing of this", "is in the file")

    assert look_back(moment, tmp_path)["rows"] == []


def test_another_answer_from_the_same_facts_and_agreements_is_rule_changed(placed, tmp_path, monkeypatch):
    moment = said()

    def lenient(facts, parameters):
        return met(WORDS.within, base="pay", pay=facts.hourly_pay, cap=facts.hourly_pay, role="x", day=STARTED)

    lenient.words = rules.RULES["pay_cap"].words
    monkeypatch.setitem(rules.RULES, "pay_cap", lenient)

    [row] = differences(moment, tmp_path)

    assert (row["said_verdict"], row["should_verdict"], row["reasons"]) == ("breach", "met", ["rule_changed"])


def test_each_of_several_reasons_is_named(placed, asha, tmp_path):
    moment = said()
    publish(tmp_path, '"33.75"', '"33.70"')
    change_rate(placement=placed, since=STARTED, hourly_pay=Decimal("33.80"), pay_type="umbrella", by=asha)

    [row] = differences(moment, tmp_path)

    assert row["reasons"] == ["agreement_changed", "data_corrected"]
    assert row["in_words"].endswith("Reasons: agreement changed and data corrected.")


def test_corrections_that_undo_each_other_are_no_difference(placed, asha, tmp_path):
    moment = said()
    for pay in ("33.80", "33.76"):
        change_rate(placement=placed, since=STARTED, hourly_pay=Decimal(pay), pay_type="umbrella", by=asha)

    assert look_back(moment, tmp_path)["rows"] == []


def test_what_had_not_been_assessed_is_said_so_and_never_as_met(placed, tmp_path):
    moment = timezone.now()
    said()

    rows = look_back(moment, tmp_path)["rows"]

    assert {row["should_verdict"] for row in rows} == {"breach", "met", "cannot_tell"}
    assert {(row["said_verdict"], row["said"]) for row in rows} == {
        ("not_assessed", "Nothing: the placement had not been assessed yet.")
    }
    assert {tuple(row["reasons"]) for row in rows} == {("not_assessed_yet",)}


def test_a_placement_that_came_in_late_is_data_corrected(walsall, agreements, tmp_path):
    moment = said()
    PlacementFactory(authority=walsall, started_on=STARTED, rate__hourly_pay=Decimal("33.76"))

    [row] = differences(moment, tmp_path)

    assert (row["said_verdict"], row["should_verdict"]) == ("not_assessed", "breach")
    assert row["reasons"] == ["data_corrected"]


def test_a_placement_that_was_not_known_and_had_not_begun_is_left_out(walsall, agreements, tmp_path):
    moment = said()
    PlacementFactory(authority=walsall, started_on=TODAY + timedelta(days=1), rate__hourly_pay=Decimal("99.00"))

    assert look_back(moment, tmp_path)["rows"] == []


def test_a_change_that_waited_for_its_assessment_is_named_as_that(placed, asha, tmp_path):
    said()
    change_rate(placement=placed, since=STARTED, hourly_pay=Decimal("33.75"), pay_type="umbrella", by=asha)
    moment = timezone.now()

    [row] = differences(moment, tmp_path)

    assert (row["said_verdict"], row["should_verdict"]) == ("breach", "met")
    assert row["reasons"] == ["not_assessed_again"]


def test_a_rate_that_came_in_late_differs_from_its_first_day_on(placed, tmp_path):
    moment = said()
    RateFactory(placement=placed, since=date(2026, 7, 1), hourly_pay=Decimal("33.00"))

    [row] = differences(moment, tmp_path)

    assert (row["from"], row["said_verdict"], row["should_verdict"]) == ("2026-07-01", "breach", "met")


def test_an_end_that_came_in_late_differs_from_the_day_after(placed, asha, tmp_path):
    moment = said()
    end(placement=placed, on=date(2026, 10, 30), by=asha)

    [row] = differences(moment, tmp_path)

    assert (row["from"], row["said_verdict"], row["should_verdict"]) == ("2026-10-31", "breach", "")
    assert row["should_have_said"] == "Nothing: the clause does not apply on this day."


def test_an_end_on_the_day_or_later_is_no_correction_of_it(placed, asha, tmp_path):
    moment = said()
    amend(placement=placed, ended_on=TODAY, by=asha)

    assert look_back(moment, tmp_path)["rows"] == []


def test_leave_that_came_in_late_stands_beside_what_should_have_been_said(placed, asha, tmp_path):
    moment = said()
    exempt(
        placement=placed, clause="cap", kind="exemption", from_on=STARTED, until_on=TODAY, exit_plan="Recruit.",
        decided_by="Ben", decided_on=STARTED, by=asha,
    )  # fmt: skip

    [row] = differences(moment, tmp_path)

    assert (row["said_verdict"], row["said_cover"]) == ("breach", "")
    assert (row["should_verdict"], row["should_cover"]) == ("breach", "exemption")
    assert row["should_have_said"].endswith("This was covered by an exemption.")
    assert row["reasons"] == ["data_corrected"]


def test_a_leaver_of_another_authority_shows_the_free_day_and_no_more(placed, dudley, tmp_path):
    moment = said()
    elsewhere = WorkerFactory(authority=dudley, swe_number=placed.worker.swe_number)
    PostFactory(worker=elsewhere, left_on=date(2026, 1, 31), reason="dismissal")

    [row] = differences(moment, tmp_path, "twelve-month")

    assert (row["said_verdict"], row["should_verdict"]) == ("cannot_tell", "breach")
    assert "1 February 2027" in row["should_have_said"]
    assert [word for word in ("Dudley", "dismiss", "31 January") if word in json.dumps(row)] == []


def test_the_list_is_in_order_and_the_same_each_time(walsall, dudley, agreements, tmp_path):
    for authority, reference in ((walsall, "B"), (dudley, "C"), (walsall, "A")):
        PlacementFactory(authority=authority, reference=reference, started_on=STARTED)
    moment = timezone.now() - timedelta(days=1)

    rows = look_back(moment, tmp_path)["rows"]
    written = (tmp_path / "differences.csv").read_bytes()
    look_back(moment, tmp_path)

    order = [(row["authority"], row["reference"], row["regime"], row["clause"], row["from"]) for row in rows]
    assert order == sorted(order)
    assert len({reference for _, reference, *_ in order}) == 3
    assert (tmp_path / "differences.csv").read_bytes() == written


def test_the_file_holds_what_the_answer_holds(placed, asha, tmp_path):
    moment = said()
    change_rate(placement=placed, since=STARTED, hourly_pay=Decimal("33.75"), pay_type="umbrella", by=asha)

    answer = look_back(moment, tmp_path)

    with (tmp_path / "differences.csv").open(encoding="utf-8", newline="") as file:
        [row] = csv.DictReader(file)
    [told] = answer["rows"]
    assert row == told | {"reasons": "data corrected"}
    assert answer["file"] == str(tmp_path / "differences.csv")
    assert (answer["count"], answer["reasons"]["data_corrected"]) == (1, 1)


def test_looking_back_stores_nothing(placed, tmp_path):
    moment = said()
    stored = [Finding.objects.count(), Met.objects.count(), Assessment.objects.count()]
    placed.rates.update(hourly_pay=Decimal("33.75"))

    look_back(moment, tmp_path)

    assert [Finding.objects.count(), Met.objects.count(), Assessment.objects.count()] == stored


def test_a_person_reads_how_many_differ_and_why(placed, tmp_path):
    moment = said()
    placed.rates.update(hourly_pay=Decimal("33.75"))
    out = StringIO()

    file = str(tmp_path / "differences.csv")
    call_command("assess", "--known-on", moment.isoformat(), "--differences", file, stdout=out)

    assert f"Differences: 1, written to {file}" in out.getvalue()
    assert "Data corrected: 1\n" in out.getvalue()


def test_differences_without_a_moment_are_refused_before_anything_is_assessed(placed, tmp_path):
    with pytest.raises(CommandError, match="Differences from which moment") as refused:
        call_command("assess", "--differences", str(tmp_path / "differences.csv"), stdout=StringIO())

    assert refused.value.returncode == 2
    assert not Assessment.objects.exists()


def test_a_moment_alone_is_judged_on_its_day_in_london(placed):
    out = StringIO()

    call_command("assess", "--json", "--known-on", "2026-03-31T23:30:00+00:00", stdout=out)

    assert json.loads(out.getvalue())["in_force_on"] == "2026-04-01"
