"""Which version, clause and cap hold on a day."""

from datetime import date
from decimal import Decimal

import pytest

from compliance.agreement import NotInForce, Signatory
from compliance.parameters import Parameters, Rulebook
from tests.compliance.cases import (
    BANDS,
    WEST_MIDLANDS,
    cap,
    clause,
    cool_off_clause,
    duty_clause,
    number,
    parameters,
    published,
    version,
    waiting_clause,
)

SENIOR_LIMITED = "senior_social_worker", "limited_company"


def numbers(rulebook, started_on, region=WEST_MIDLANDS):
    return rulebook.cut_days(region, SENIOR_LIMITED[0], *SENIOR_LIMITED, started_on)


def test_the_latest_version_begun_is_in_force_beside_the_national_rules():
    rulebook = Rulebook(
        [published(name) for name in ("dfe-agency-rules-2024", "west-midlands-mou-2022", "west-midlands-mou-2015")]
    )

    def in_force(day, region=WEST_MIDLANDS):
        return [(v.agreement, v.version) for v in rulebook.in_force(region, day)]

    assert in_force(date(2014, 12, 31)) == []
    assert in_force(date(2022, 9, 30)) == [("west-midlands-mou", "2015")]
    assert in_force(date(2022, 10, 1)) == [("west-midlands-mou", "2022")]
    assert in_force(date(2024, 10, 31)) == [("west-midlands-mou", "2022"), ("dfe-agency-rules", "2024")]
    assert in_force(date(2024, 10, 31), region="E12000001") == [("dfe-agency-rules", "2024")]


def test_only_clauses_that_name_a_rule_are_bound_and_only_in_their_time():
    ended = clause(id="ended", until=date(2015, 12, 31))
    later = clause(id="later", since=date(2016, 1, 1))
    rulebook = Rulebook([version(ended, later, clause(id="in-words", rule=""), waiting_clause())])

    assert [p.clause.id for p in rulebook.bound(WEST_MIDLANDS, date(2015, 12, 31), "continuing")] == ["ended"]
    assert [p.clause.id for p in rulebook.bound(WEST_MIDLANDS, date(2016, 1, 1), "continuing")] == ["later"]


def test_a_bound_clause_hands_its_numbers_to_the_rule():
    rulebook = Rulebook([version(cool_off_clause(convention="same_day"))])
    (bound,) = rulebook.bound(WEST_MIDLANDS, date(2025, 1, 1), "engagement")

    assert (bound.convention, bound.contracts) == ("same_day", ("permanent", "fixed_term"))
    assert bound.exceptions == {"redundancy"}
    assert bound.whole("months", date(2025, 1, 1)) == 3
    assert bound.number("months", date(2025, 1, 1)) == Decimal(3)


def test_a_placement_is_cut_where_a_cap_changes():
    rulebook = Rulebook(
        [version(clause(), caps=[cap(), cap("25.00", date(2016, 1, 1)), cap("26.00", date(2017, 1, 1))])]
    )

    assert numbers(rulebook, date(2015, 12, 31)) == (date(2016, 1, 1), date(2017, 1, 1))
    assert numbers(rulebook, date(2016, 1, 1)) == (date(2017, 1, 1),)
    assert numbers(rulebook, date(2015, 6, 1), region="E12000001") == ()


def test_another_pay_type_s_caps_do_not_cut():
    rulebook = Rulebook([version(clause(), caps=[cap(), cap("25.00", date(2016, 1, 1), pay_type="paye")])])

    assert numbers(rulebook, date(2015, 6, 1)) == ()


def test_a_cap_dated_outside_its_clause_cuts_nothing():
    dated = clause(since=date(2016, 1, 1), until=date(2018, 12, 31))
    caps = [cap(), cap("25.00", date(2015, 9, 1)), cap("26.00", date(2017, 1, 1)), cap("27.00", date(2020, 1, 1))]
    rulebook = Rulebook([version(dated, caps=caps)])

    assert numbers(rulebook, date(2015, 6, 1)) == (date(2016, 1, 1), date(2017, 1, 1), date(2019, 1, 1))


def test_a_placement_is_cut_where_a_continuing_clause_begins_ends_or_binds_earlier_ones():
    dated = clause(since=date(2016, 1, 1), until=date(2018, 12, 31), existing_from=date(2017, 1, 1))
    rulebook = Rulebook([version(dated)])

    assert numbers(rulebook, date(2015, 6, 1)) == (date(2016, 1, 1), date(2017, 1, 1), date(2019, 1, 1))


def test_a_placement_is_cut_where_one_version_follows_another_and_stops_reading_the_old_one():
    old = version(clause(), caps=[cap(), cap("25.00", date(2016, 1, 1)), cap("99.00", date(2023, 1, 1))])
    new = version(clause(), caps=[cap("28.00", date(2022, 10, 1))], version="2022", in_force_from=date(2022, 10, 1))

    assert numbers(Rulebook([new, old]), date(2015, 6, 1)) == (date(2016, 1, 1), date(2022, 10, 1))


def test_of_three_versions_each_ends_where_the_next_begins():
    old = version(clause(), caps=[cap(), cap("27.00", date(2024, 1, 1))])
    new = version(clause(), caps=[cap("28.00")], version="2022", in_force_from=date(2022, 10, 1))
    newest = version(clause(), caps=[cap("30.00")], version="2025", in_force_from=date(2025, 1, 1))

    assert numbers(Rulebook([old, new, newest]), date(2015, 6, 1)) == (date(2022, 10, 1), date(2025, 1, 1))


def test_clauses_in_words_that_matter_before_the_start_are_named_as_not_judged():
    in_words = [clause(id=known, rule="", known=known) for known in ("to_engage", "before_start", "later")]
    ended = clause(id="ended", rule="", until=date(2015, 12, 31))
    rulebook = Rulebook([version(clause(), *in_words, ended)])

    named = [each.clause.id for each in rulebook.unjudged(WEST_MIDLANDS, date(2016, 1, 1))]
    assert named == ["to_engage", "before_start"]


def test_a_version_that_drops_every_continuing_clause_still_cuts():
    old = version(clause(), caps=[cap()])
    new = version(waiting_clause(), version="2022", in_force_from=date(2022, 10, 1))

    assert numbers(Rulebook([old, new]), date(2015, 6, 1)) == (date(2022, 10, 1),)


def test_engagement_clauses_and_clauses_in_words_do_not_cut():
    rulebook = Rulebook([version(waiting_clause(since=date(2016, 1, 1)), clause(rule="", since=date(2017, 1, 1)))])

    assert numbers(rulebook, date(2015, 6, 1)) == ()


def test_who_signs_or_leaves_cuts_a_placement():
    signed = (
        Signatory("E08000030", date(2015, 1, 1), date(2016, 12, 31)),
        Signatory("E08000027", date(2018, 1, 1)),
    )

    assert numbers(Rulebook([version(clause(), signatories=signed)]), date(2015, 6, 1)) == (
        date(2017, 1, 1),
        date(2018, 1, 1),
    )
    assert numbers(Rulebook([version(waiting_clause(), signatories=signed)]), date(2015, 6, 1)) == ()


# Numbers


def test_a_number_holds_from_its_first_day_until_the_next_one():
    weeks = version(
        clause(),
        numbers=(number("weeks", "6", "weeks", since=date(2016, 1, 1)), number("weeks", "4.9", "weeks"),
                 number("days", "9", "days"), number("weeks", "1", "weeks", clause="other")),
    )  # fmt: skip
    bound = Parameters(clause(), weeks)

    assert [bound.number("weeks", day) for day in (date(2015, 12, 31), date(2016, 1, 1))] == [
        Decimal("4.9"),
        Decimal(6),
    ]
    assert bound.whole("weeks", date(2015, 12, 31)) == 4


@pytest.mark.parametrize(("name", "value"), [("needed_months", "3"), ("weeks", None)])
def test_a_number_that_is_not_given_or_not_known_is_named(name, value):
    bound = parameters(clause(), numbers=(number(name, value, since=date(2016, 1, 1)),))

    with pytest.raises(NotInForce) as absent:
        bound.number(name, date(2015, 12, 31) if value else date(2016, 1, 1))
    named = f"the number “{name.replace('_', ' ')}” of the clause “cap” on "
    assert str(absent.value) == named + ("31 December 2015" if value else "1 January 2016")


def test_a_placement_is_cut_where_a_number_of_a_continuing_clause_changes():
    notice = duty_clause("notice", judged="continuing", since=date(2016, 1, 1), until=date(2019, 12, 31))
    changing = [number("weeks", "4", "weeks", since=date(year, 4, 1), clause="notice") for year in (2015, 2017, 2020)]
    rulebook = Rulebook([version(notice, numbers=tuple(changing))])

    assert numbers(rulebook, date(2015, 6, 1)) == (date(2016, 1, 1), date(2017, 4, 1), date(2020, 1, 1))


def test_a_number_of_an_engagement_clause_cuts_nothing():
    months = number("months", "6", since=date(2016, 1, 1), clause="twelve-month")

    assert numbers(Rulebook([version(waiting_clause(), numbers=(months,))]), date(2015, 6, 1)) == ()


def test_the_longest_wait_is_the_most_months_of_any_clause():
    given = (number("months", "3"), number("months", "12"), number("months", None), number("weeks", "52", "weeks"))

    assert Rulebook([version(clause(), numbers=given), version(cool_off_clause(), agreement="b")]).longest_wait == 12
    assert Rulebook([version(clause(), numbers=given[2:])]).longest_wait == 0
    assert Rulebook([]).longest_wait == 0


# Another version


def test_a_version_may_replace_another_of_the_same_day():
    rulebook = Rulebook([version(clause(), caps=[cap()]), version(waiting_clause(), agreement="other")])
    patched = rulebook.replacing(version(clause(), caps=[cap("23.00")]))

    assert [(v.agreement, len(v.caps)) for v in patched.versions] == [("other", 0), ("west-midlands-mou", 1)]
    caps = patched.bound(WEST_MIDLANDS, date(2015, 1, 1), "continuing")[0].cap(*SENIOR_LIMITED)
    assert caps.on(date(2015, 1, 1)).value == Decimal("23.00")


def test_a_version_of_another_day_stands_beside_the_others():
    later = version(clause(), version="2016", in_force_from=date(2016, 1, 1))

    assert [v.version for v in Rulebook([version(clause())]).replacing(later).versions] == ["2015", "2016"]


def test_a_clause_knows_the_bands_of_its_own_caps():
    banded = version(clause(), caps=[cap(band="newer"), cap(band="longer", clause="other")], bands=BANDS)

    assert Parameters(banded.clauses[0], banded).bands(*SENIOR_LIMITED) == BANDS[:1]
