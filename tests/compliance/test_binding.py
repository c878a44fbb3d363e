"""Which clauses bind which placement: those in force, signed, and not begun before."""

from datetime import date

import pytest

from compliance.agreement import Signatory
from compliance.assess import assess, not_bound
from compliance.facts import Region
from compliance.parameters import Rulebook
from tests.compliance.cases import ELSEWHERE, cap, clause, cool_off_clause, region, senior, version, waiting_clause


def ids(facts, *versions):
    return [judged.clause.id for judged in assess([facts], Rulebook(versions))]


def test_clauses_that_do_not_bind_an_earlier_assignment_are_named_until_they_do():
    dated = clause(since=date(2024, 10, 31), existing_from=date(2025, 10, 1))
    rulebook = Rulebook([version(dated, waiting_clause(), caps=[cap()])])
    facts = senior(started_on=date(2024, 10, 30), judged_on=date(2026, 1, 1))

    def named(day, **changes):
        return [each.clause.id for each in not_bound(facts._replace(stretch_from=day, **changes), rulebook)]

    assert named(date(2024, 10, 30)) == []
    assert named(date(2024, 10, 31)) == ["cap"]
    assert named(date(2025, 9, 30)) == ["cap"]
    assert named(date(2025, 10, 1)) == []
    assert named(date(2025, 9, 30), started_on=date(2024, 10, 31)) == []
    assert named(date(2025, 9, 30), authority=ELSEWHERE) == []


SIGNED = (Signatory("E08000030", date(2015, 2, 1), date(2016, 12, 31)), Signatory("E08000030", date(2018, 1, 1)))


@pytest.mark.parametrize(
    ("day", "bound"),
    [
        (date(2015, 1, 31), []),
        (date(2015, 2, 1), ["cap"]),
        (date(2016, 12, 31), ["cap"]),
        (date(2017, 1, 1), []),
        (date(2017, 12, 31), []),
        (date(2018, 1, 1), ["cap"]),
    ],
)
def test_an_agreement_binds_those_who_signed_it_while_they_do(day, bound):
    facts = senior(started_on=day)

    assert ids(facts, version(clause(), caps=[cap()], signatories=SIGNED)) == bound
    assert ids(facts._replace(authority_code="E08000027"), version(clause(), caps=[cap()], signatories=SIGNED)) == []
    assert ids(facts._replace(authority_code="E08000027"), version(clause(), caps=[cap()])) == ["cap"]


@pytest.mark.parametrize(("start", "bound"), [(date(2015, 1, 31), []), (date(2015, 2, 1), ["twelve-month"])])
def test_engagement_asks_who_had_signed_on_the_start_day(start, bound):
    facts = senior(started_on=start, stretch_from=date(2015, 6, 1))

    assert ids(facts, version(waiting_clause(), signatories=SIGNED)) == bound


def test_the_national_rules_ask_nobody_s_signature():
    national = version(clause(), caps=[cap()], regime="national", region="", signatories=SIGNED)

    assert ids(senior(started_on=date(2015, 1, 1), authority=ELSEWHERE, authority_code="E99999999"), national) == [
        "cap"
    ]


@pytest.mark.parametrize(("start", "bound"), [(date(2014, 12, 31), []), (date(2015, 1, 1), ["cap"])])
def test_a_clause_without_a_date_for_existing_assignments_binds_new_ones_only(start, bound):
    facts = senior(started_on=start, stretch_from=date(2015, 6, 1), is_first_stretch=False)

    assert ids(facts, version(clause(), caps=[cap()])) == bound


@pytest.mark.parametrize(("stretch", "bound"), [(date(2025, 9, 30), []), (date(2025, 10, 1), ["cap"])])
@pytest.mark.parametrize(
    "changes",
    [{"started_on": date(2024, 10, 30)}, {"started_on": date(2024, 12, 1), "contractual_bar": True}],
    ids=["begun earlier", "barred"],
)
def test_earlier_and_barred_assignments_are_bound_from_the_day_that_the_clause_names(changes, stretch, bound):
    dated = clause(since=date(2024, 10, 31), existing_from=date(2025, 10, 1), transitional=True)
    facts = senior(**changes, stretch_from=stretch, is_first_stretch=False)

    assert ids(facts, version(dated, caps=[cap()])) == bound


def test_a_contractual_bar_is_no_excuse_under_a_clause_that_is_not_transitional():
    assert ids(senior(contractual_bar=True), version(clause(), caps=[cap()])) == ["cap"]


def test_a_transitional_clause_without_a_date_never_binds_a_barred_assignment():
    assert ids(senior(contractual_bar=True), version(clause(transitional=True), caps=[cap()])) == []


@pytest.mark.parametrize(("stretch", "bound"), [(date(2015, 12, 31), ["cap"]), (date(2016, 1, 1), [])])
def test_a_continuing_clause_ends_with_its_last_day(stretch, bound):
    facts = senior(stretch_from=stretch, is_first_stretch=False)

    assert ids(facts, version(clause(until=date(2015, 12, 31)), caps=[cap()])) == bound


@pytest.mark.parametrize(("start", "bound"), [(date(2024, 10, 30), []), (date(2024, 10, 31), ["cool-off"])])
def test_an_engagement_clause_never_binds_an_assignment_that_began_earlier(start, bound):
    national = version(cool_off_clause(since=date(2024, 10, 31)), regime="national", region="")

    assert ids(senior(started_on=start), national) == bound


def test_a_regional_agreement_binds_its_members_alone():
    stranger = senior(authority=ELSEWHERE)
    elsewhere = senior(region=Region("E12000001", region().members))

    assert ids(stranger, version(clause(), waiting_clause(), caps=[cap()])) == []
    assert ids(elsewhere, version(clause(), caps=[cap()])) == []


def test_a_member_is_bound_from_the_day_it_joined():
    joined = senior(region=region(from_on=date(2015, 3, 1)))
    not_yet = senior(region=region(from_on=date(2015, 3, 2)))

    assert ids(joined, version(clause(), caps=[cap()])) == ["cap"]
    assert ids(not_yet, version(clause(), caps=[cap()])) == []
