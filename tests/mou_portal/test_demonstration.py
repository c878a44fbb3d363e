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
from mou_portal.demonstration import FIRST_NUMBER, LAST_NUMBER, files, people, shape
from placements.models import ImportRun, Placement, Worker

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
    runs, placements = ImportRun.objects.count(), Placement.objects.count()

    assert Placement.objects.live_on(ON).count() == 505
    assert first["files"] == 56
    assert load("load_demonstration") == first
    assert (ImportRun.objects.count(), Placement.objects.count()) == (runs, placements)
    assert Worker.objects.values("match_key").distinct().count() > 400
    with pytest.raises(CommandError, match="The demonstration book of 2026-11-20 is already loaded"):
        load("load_demonstration", "--on", "2026-11-21")


@pytest.mark.django_db
def test_there_is_one_account_for_each_role(agreements):
    accounts = load("load_demonstration_people")["accounts"]

    assert load("load_demonstration_people")["accounts"] == accounts
    assert len({role for _, role, _ in people.ACCOUNTS}) == 10
    for _, email, password in accounts:
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
