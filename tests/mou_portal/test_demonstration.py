"""The demonstration book."""

import csv
import io
import json
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.management import CommandError, call_command

from authorities.models import Person
from mou_portal.demonstration import FIRST_NUMBER, LAST_NUMBER, duty_edges, files, pay, people, shape
from mou_portal.demonstration.book import Book
from placements.models import Change, ImportRun, Placement, Spell, SubstantiveNotice, Worker

DAY = timedelta(days=1)
ON = date(2026, 11, 20)


def cap(role, pay_type, day):
    return Decimal(30) + list(shape.ROLES).index(role) * 3 + (day >= date(2026, 4, 1))


def invented(on=ON):
    return files.invent(on=on, cap=cap)


def told(book):
    """Each placement as its last row tells it."""
    return {
        (ons_code, row["supplier"], row["reference"]): row for ons_code, rows in book.placements.items() for row in rows
    }


def live(book):
    return [row for row in told(book).values() if row["start_on"] <= book.on and not _over(row, book.on)]


def _over(row, on):
    return row.get("ended_on") is not None and row["ended_on"] < on


def test_the_book_has_the_size_and_shape_of_the_region():
    book = invented()

    assert len(live(book)) == 505
    assert sum(row["hours_per_week"] for row in live(book)) / shape.FULL_TIME == Decimal("482.0")
    assert len(told(book)) - 505 >= 3_000
    assert min(row["start_on"] for row in told(book).values()) < ON - timedelta(days=4 * 350)


@pytest.mark.parametrize("on", [date(2026, 1, 1), date(2026, 4, 1), date(2027, 2, 28), date(2028, 2, 29), ON])
def test_a_book_can_be_invented_for_any_day(on):
    assert len(live(invented(on))) == 505


def test_the_book_of_a_day_is_always_the_same(tmp_path):
    first = files.write(invented(), tmp_path / "first")
    second = files.write(invented(), tmp_path / "second")

    assert [path.read_bytes() for path in first.values()] == [path.read_bytes() for path in second.values()]


def test_every_number_and_name_is_plainly_invented():
    book = invented()
    rows = [row for kind in (book.placements, book.leavers) for each in kind.values() for row in each]

    assert all(FIRST_NUMBER <= int(row["swe_number"][2:]) <= LAST_NUMBER for row in rows)
    named = [row["supplier"] + row["agency"] + row["worker_name"] for each in book.placements.values() for row in each]
    assert all(names.count("Demonstration") == 3 for names in named)


def test_nobody_by_chance_is_in_two_places_at_once():
    held = {}
    for row in told(invented()).values():
        held.setdefault(row["swe_number"], []).append((row["start_on"], row.get("ended_on") or date.max))
    overlapping = [days for days in held.values() if any(a[1] >= b[0] for a, b in pairwise(sorted(days)))]

    # The one that the book has on purpose.
    assert len(overlapping) == 1


def test_every_month_has_its_leavers_but_for_those_who_are_late():
    book = invented()

    assert book.last_month("E08000030") == date(2026, 10, 1)
    assert book.last_month("E06000021") == date(2026, 8, 1)
    assert max(row["left_on"] for row in book.leavers["E06000021"]) < date(2026, 9, 1)


def test_the_edges_are_there():
    rows = list(told(invented()).values())
    pays = Counter(row["hourly_pay"] - cap("senior_social_worker", "umbrella", row["start_on"]) for row in rows)

    assert pays[Decimal("0.01")] >= 5
    assert any(row["job_title"] == shape.UNMAPPED[1] for row in rows)
    assert any(row["start_on"] == date(2025, 3, 1) for row in rows)
    assert any(row["start_on"] > ON for row in rows)


def test_most_live_placements_keep_each_duty_and_some_of_each_do_not():
    rows = live(invented())
    kept = {
        "references": [
            row["references_received"] in (2, 3) and row["last_reference_on"] < row["start_on"] for row in rows
        ],
        "quality record": [row["quality_record"] == "yes" for row in rows],
        "notice": [(row["notice_weeks"] or 0) >= 4 for row in rows],
        "experience": [(row["pqe_months"] or 0) >= 36 for row in rows],
        "days on site": [row["on_site_days"] is not None for row in rows],
        "project team known": [row["project_team"] is not None for row in rows],
    }

    assert {duty: share for duty, held in kept.items() if not 0.85 < (share := sum(held) / len(held)) < 0.995} == {}


def test_references_are_given_for_most_that_ended_and_some_are_late_or_missing():
    ended = [row for row in told(invented()).values() if _over(row, ON)]
    late = [row for row in ended if row["reference_given_on"] and row["reference_given_on"] > row["ended_on"]]
    missing = [row for row in ended if row["reference_given_on"] is None]

    assert 0.003 < len(late) / len(ended) < 0.03
    assert 0.01 < len(missing) / len(ended) < 0.05


EDGES = {
    "a reference on the first day": lambda row: row["last_reference_on"] == row["start_on"],
    "one reference": lambda row: row["references_received"] == 1,
    "references not known": lambda row: row["references_received"] is None and row["start_on"] <= ON,
    "no quality record": lambda row: row["quality_record"] == "no",
    "35 months": lambda row: row["pqe_months"] == 35,
    "notice not known": lambda row: row["notice_weeks"] is None,
    "a team whose tests all hold": lambda row: _tests(row) == ("yes", True, "yes", "yes"),
    "a team approved on the first day": lambda row: _tests(row) == ("yes", False, "yes", "yes"),
    "a team without its cost apart": lambda row: _tests(row) == ("yes", True, "no", "yes"),
    "a team without control": lambda row: _tests(row) == ("yes", True, "yes", "no"),
    "a team of which something is not known": lambda row: _tests(row) == ("yes", True, None, "yes"),
    "not known whether a team": lambda row: row["project_team"] is None,
    "never on site": lambda row: row["on_site_days"] == 0,
    "on site by halves": lambda row: row["on_site_days"] == "2.5",
    "a reference given on the last day": lambda row: _given_after(row) == timedelta(0),
    "a reference given a day late": lambda row: _given_after(row) == DAY,
    "a reference not given": lambda row: row.get("ended_on") and row["reference_given_on"] is None,
    "an earlier contract": lambda row: row.get("contractual_bar") == "yes",
}


def _given_after(row):
    return row["reference_given_on"] and row["reference_given_on"] - row["ended_on"]


def _tests(row):
    approved = row.get("team_approved_on")
    before = approved and approved < row["start_on"]
    return row["project_team"], before, row.get("team_cost_apart"), row.get("team_control_kept")


@pytest.mark.parametrize("edge", EDGES)
def test_each_edge_of_a_duty_is_there(edge):
    book = Book(ON, cap)
    duty_edges.write(book)

    assert any(EDGES[edge](row) for row in told(book).values())


def test_of_a_placement_to_come_nothing_is_checked_yet():
    coming = [row for row in told(invented()).values() if row["start_on"] > ON + timedelta(days=7)]

    assert coming
    assert {(row["references_received"], row["last_reference_on"], row["quality_record"]) for row in coming} == {
        (None, None, None)
    }


def test_nothing_was_checked_or_given_after_the_day():
    book = invented()
    days = ("last_reference_on", "team_approved_on", "reference_given_on")

    assert [row for row in told(book).values() if any((row.get(day) or ON) > ON for day in days)] == []
    assert [told for _, _, told in book.spells if told["from_on"] > ON] == []


def test_experience_is_told_to_the_day():
    book = invented()
    lengths = [spell["until_on"] - spell["from_on"] + DAY for _, _, spell in book.spells if spell["until_on"]]

    assert {timedelta(days=1095), timedelta(days=1094)} <= set(lengths)
    assert {spell["setting"] for _, _, spell in book.spells} == {"local_authority", "agency"}
    assert {spell["registered"] for _, _, spell in book.spells} == {True, None}
    assert 30 < len(book.spells) < 120


def test_a_workers_experience_grows_from_placement_to_placement():
    stated = {}
    for row in told(invented()).values():
        if row["pqe_months"] is not None:
            stated.setdefault(row["swe_number"], []).append((row["start_on"], row["pqe_months"]))

    assert any(len(rows) > 2 for rows in stated.values())
    assert [rows for rows in stated.values() if [m for _, m in sorted(rows)] != sorted(m for _, m in rows)] == []


@pytest.mark.parametrize(
    ("day", "hours", "ni"),
    [
        (date(2025, 4, 5), 37, "3.99"),  # 13.8% of what is over £175 a week
        (date(2025, 4, 6), 37, "4.65"),  # 15% of what is over £96 a week
        (date(2025, 4, 6), 2, "0.00"),
    ],
)
def test_on_costs_are_what_the_day_asks_for(day, hours, ni):
    assert pay.on_costs(Decimal(30), Decimal(hours), day) == {
        "employer_ni": Decimal(ni),
        "apprenticeship_levy": Decimal("0.17"),
        "holiday_pay": Decimal("3.62"),
    }


def test_a_charge_is_the_sum_of_its_parts():
    rows = [row for rows in invented().placements.values() for row in rows if row.get("hourly_charge")]
    parts = ("hourly_pay", "employer_ni", "apprenticeship_levy", "holiday_pay", "agency_fee", "msp_fee")

    assert {row["pay_type"] for row in rows} == {"paye", "umbrella", "limited_company"}
    assert [row for row in rows if row["hourly_charge"] != sum(row.get(part, 0) for part in parts)] == []


def test_files_hold_the_published_columns(tmp_path):
    for (kind, _), path in files.write(invented(), tmp_path).items():
        with open(path, encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == list(files.ROWS[kind].model_fields)


def load(command="load_demonstration", *options):
    out = io.StringIO()
    call_command(command, "--json", *options, stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture
def small(monkeypatch, settings, tmp_path):
    """A book with few past placements, in a folder of its own."""
    monkeypatch.setattr(shape, "PAST", 20)
    settings.DATA = tmp_path


@pytest.mark.django_db
def test_loading_goes_by_the_path_of_real_files_and_again_changes_nothing(small, agreements):
    first = load("load_demonstration", "--on", "2026-11-20")
    written = (ImportRun, Placement, Spell, Spell.pgh_event_model, SubstantiveNotice, Change)
    counts = [model.objects.count() for model in written]

    assert Placement.objects.live_on(ON).count() == 505
    assert first["files"] == 56
    assert Spell.objects.filter(worker__placements__isnull=False).exists()
    assert SubstantiveNotice.objects.values("authority").distinct().count() == 13
    assert load("load_demonstration") == first
    assert [model.objects.count() for model in written] == counts
    assert Worker.objects.values("match_key").distinct().count() > 400
    with pytest.raises(CommandError, match="The demonstration book of 2026-11-20 is already loaded"):
        load("load_demonstration", "--on", "2026-11-21")


@pytest.mark.django_db
def test_there_is_one_account_for_each_role(agreements):
    accounts = load("load_demonstration_people")["accounts"]

    again = load("load_demonstration_people")["accounts"]
    assert [account[:4] for account in again] == [account[:4] for account in accounts]
    assert len({role for _, role, _ in people.ACCOUNTS}) == 10
    for _, email, password, secret, _ in accounts:
        assert len(secret) == 32
        person = Person.objects.get(email=email)
        assert email.endswith("@example.org")
        assert person.current_appointments
        validate_password(password, person)
    assert person.check_password(password)


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["load_demonstration", "load_demonstration_people"])
def test_a_real_portal_refuses_the_demonstration(settings, command, west_midlands):
    settings.DEMO = settings.TESTING = settings.DEBUG = False

    with pytest.raises(CommandError, match="This is not a demonstration"):
        load(command)


@pytest.mark.django_db
def test_the_region_and_its_agreements_come_first(west_midlands):
    with pytest.raises(CommandError, match="Run load_region and load_agreement first"):
        load()
