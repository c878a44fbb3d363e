"""An agreement file becomes a version, with everything that it says."""

from datetime import date
from decimal import Decimal

import pytest

from compliance.agreement import Band, ExceptionAllowed, Number, Role, Signatory
from compliance.agreement_file import Refused, problems, read
from compliance.agreement_shape import SHAPES
from tests.compliance.agreement_checks.files import GOOD, NAME, SCHEDULE, changed
from tests.compliance.cases import AGREEMENTS, published

SHIPPED = sorted(AGREEMENTS.glob("*.toml"))
EVERYTHING = """
agreement = "north-mou"
title = "The northern memorandum"
regime = "regional"
region = "E12000001"
version = "2025"
in_force_from = 2025-01-01
convention = "corresponding_date"
source = "a speech"
sure = "press or summary"
note = "Read it with care."
pay_types = ["paye", "umbrella"]
corrects = "2024"
reason = "A cap was wrong."
schedule_of = "rules"

[[member]]
authority = "E08000021"
since = 2020-01-01
until = 2030-12-31

[[role]]
slug = "team_manager"
name = "team manager"
core_type = "team_manager"
rank = 2

[[band]]
slug = "newer"
name = "under two years"
from_years = 0
until_years = 2

[[clause]]
id = "cap"
title = "Caps"
words = "A ceiling."
interpretation = "As we read it."
source = "page 3"
sure = "our decision"
since = 2020-01-01
until = 2030-12-31
known = "before_start"
judged = "continuing"
rule = "pay_cap"
existing_from = 2025-06-01
transitional = true
base = "charge"
convention = "same_day"
contracts = ["permanent"]
counts = ["agency", "other"]
project_teams = "only"
cover = ["approval"]
signed_before = true
paye = "statutory"
paye_less = ["holiday_pay"]
on_costs = "rates"

[[parameter]]
clause = "cap"
name = "months"
since = 2021-01-01
value = "12.5"
unit = "months"
source = "page 4"
sure = "primary source"
illustrative = true

[[exception]]
clause = "cap"
reason = "promotion"
source = "page 5"
sure = "not established"

[[cap]]
clause = "cap"
role = "team_manager"
band = "newer"
pay_types = ["paye", "umbrella"]
since = 2024-01-01
value = "41.00"
unit = "pounds an hour"
base = "pay"
source = "page 6"
sure = "primary source"
illustrative = true
lowered = "It was too high."
"""


def test_everything_that_a_file_may_say_is_in_the_example():
    for table, keys in SHAPES.items():
        head = f"[[{table}]]\n" if table else EVERYTHING[:1]
        said = EVERYTHING.split(head, 1)[1].split("\n[[", 1)[0]
        assert [key for key in keys if key not in SHAPES and f"{key} = " not in said] == []


def test_the_head_of_a_file_is_read():
    version = read(EVERYTHING, NAME)

    assert (version.agreement, version.title) == ("north-mou", "The northern memorandum")
    assert (version.regime, version.region) == ("regional", "E12000001")
    assert (version.version, version.in_force_from) == ("2025", date(2025, 1, 1))
    assert (version.source, version.sure, version.note) == ("a speech", "press or summary", "Read it with care.")
    assert (version.convention, version.pay_types) == ("corresponding_date", ("paye", "umbrella"))
    assert (version.corrects, version.reason) == ("2024", "A cap was wrong.")
    assert version.schedule_of == "rules"


def test_members_roles_and_bands_are_read():
    version = read(EVERYTHING, NAME)

    assert version.signatories == (Signatory("E08000021", date(2020, 1, 1), date(2030, 12, 31)),)
    assert version.roles == (Role("team_manager", "team manager", "team_manager", 2),)
    assert version.bands == (Band("newer", "under two years", 0, 2),)


def test_a_clause_is_read_with_all_that_it_says():
    [clause] = read(EVERYTHING, NAME).clauses

    assert (clause.id, clause.title, clause.words) == ("cap", "Caps", "A ceiling.")
    assert (clause.interpretation, clause.source, clause.sure) == ("As we read it.", "page 3", "our decision")
    assert (clause.since, clause.until) == (date(2020, 1, 1), date(2030, 12, 31))
    assert (clause.known, clause.judged, clause.rule) == ("before_start", "continuing", "pay_cap")
    assert (clause.existing_from, clause.transitional) == (date(2025, 6, 1), True)
    assert (clause.base, clause.convention, clause.contracts) == ("charge", "same_day", ("permanent",))
    assert (clause.counts, clause.project_teams) == (("agency", "other"), "only")
    assert (clause.cover, clause.signed_before) == (("approval",), True)
    assert (clause.paye, clause.paye_less, clause.on_costs) == ("statutory", ("holiday_pay",), "rates")
    assert clause.exceptions == (ExceptionAllowed("promotion", "page 5", "not established"),)


def test_a_parameter_is_read_as_a_number_with_its_unit():
    version = read(EVERYTHING, NAME)

    number = Number("cap", "months", date(2021, 1, 1), Decimal("12.5"), "months", "page 4", "primary source", True)
    assert version.numbers == (number,)
    assert read(EVERYTHING.replace('"12.5"', '"unknown"'), NAME).numbers == (number._replace(value=None),)


def test_a_cap_is_read_as_one_for_each_kind_of_pay():
    first, second = read(EVERYTHING, NAME).caps

    assert (first.clause, first.role, first.band, first.pay_type) == ("cap", "team_manager", "newer", "paye")
    assert (first.since, first.value, first.unit) == (date(2024, 1, 1), Decimal("41.00"), "pounds an hour")
    assert (first.base, first.source, first.sure) == ("pay", "page 6", "primary source")
    assert (first.illustrative, first.lowered) == (True, "It was too high.")
    assert second == first._replace(pay_type="umbrella")


def test_what_is_left_out_has_its_usual_meaning():
    version = read(GOOD, NAME)
    pay, waiting, _ = version.clauses

    assert version.pay_types == ("paye", "umbrella", "limited_company")
    assert (pay.convention, waiting.convention) == ("corresponding_date", "same_day")
    assert (pay.cover, pay.signed_before, pay.project_teams) == (("exemption", "approval"), False, "included")
    assert (pay.paye, pay.paye_less, pay.on_costs) == ("stated", (), "")
    assert waiting.counts == ("local_authority",)
    assert {cap.clause for cap in version.caps} == {"cap"}
    assert version.caps[-1].value is None
    assert [role.rank for role in read(SCHEDULE, NAME).roles] == [None, 2]


def test_a_file_that_is_not_of_its_shape_is_refused_with_every_problem():
    text = changed('title = "Cool-off"\n', "", changed('title = "Pay caps"\n', ""))

    with pytest.raises(Refused, match="“title” is missing") as refusal:
        read(text, NAME)

    assert [problem.line for problem in refusal.value.problems] == sorted(p.line for p in problems(text, NAME))
    assert len(refusal.value.problems) == 2


def test_what_was_published_stays_readable_whatever_is_checked_later():
    lacking = changed("since = 2025-01-01", "since = 2025-02-01")

    assert problems(lacking, NAME)
    assert read(lacking, NAME).version == "2025"


def test_problems_come_in_the_order_of_their_lines():
    text = changed('role = "team_manager"', 'role = "tea_manager"', changed('id = "cool-off"', 'id = "monitoring"'))

    lines = [problem.line for problem in problems(text, NAME)]

    assert len(lines) > 2
    assert lines == sorted(lines)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_each_agreement_that_ships_is_sound(path):
    assert [str(problem) for problem in problems(path.read_text(encoding="utf-8"), path.name)] == []


def test_no_version_that_ships_lowers_a_cap_of_the_one_before_without_a_word():
    versions = sorted((published(path.stem) for path in SHIPPED), key=lambda version: version.in_force_from)
    for path in SHIPPED:
        own = published(path.stem)
        earlier = [each for each in versions if each.agreement == own.agreement and each is not own]
        before = [each for each in earlier if each.in_force_from < own.in_force_from]
        found = problems(path.read_text(encoding="utf-8"), path.name, previous=before[-1] if before else None)
        assert [str(problem) for problem in found] == []


def test_the_only_caps_shipped_as_fact_are_those_in_the_public_record():
    shipped = [published(path.stem) for path in SHIPPED]
    as_fact = {
        (version.version, cap.role, str(cap.value))
        for version in shipped
        for cap in version.caps
        if cap.value is not None and not cap.illustrative
    }

    assert as_fact == {
        ("2015", "social_worker", "22.50"),
        ("2015", "senior_social_worker", "24.00"),
        ("2015", "team_manager", "35.75"),
    }


def test_every_exception_shipped_says_that_it_comes_from_a_summary():
    allowed = published("dfe-agency-rules-2024").clause("cool-off").exceptions

    assert {each.reason for each in allowed} == {"redundancy", "end_of_fixed_term", "probation"}
    assert {each.sure for each in allowed} == {"press or summary"}
