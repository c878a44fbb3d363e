"""Caps and other numbers over time, as tables."""

from datetime import date

from compliance.agreement import Band
from compliance.rulebook_document import described
from tests.compliance.cases import cap, clause, number, version


def table(*caps, **more):
    """The lines of the caps of one clause: what each is for, when, how much, how sure."""
    [shown] = described(version(clause(), caps=caps, **more), None, ()).clauses
    [one] = shown.tables
    return [(*line.what, line.when, line.figure, line.sure) for line in one.lines]


def test_caps_are_told_with_the_days_on_which_each_holds():
    assert table(cap("24.00"), cap("25.00", since=date(2020, 4, 1))) == [
        ("Senior social worker", "limited company", "1 January 2015 to 31 March 2020", "£24.00", "Not said"),
        ("Senior social worker", "limited company", "From 1 April 2020", "£25.00", "Not said"),
    ]


def test_the_last_cap_ends_with_the_version_or_the_clause():
    agreed = version(clause(until=date(2024, 12, 31)), caps=[cap("24.00")])

    lines = [described(agreed, until, ()).clauses[0].tables[0].lines[0].when for until in (None, date(2022, 9, 30))]

    assert lines == ["1 January 2015 to 31 December 2024", "1 January 2015 to 30 September 2022"]


def test_kinds_of_pay_with_the_same_caps_are_told_together_and_others_apart():
    every = [cap("24.00", pay_type=each) for each in ("paye", "umbrella", "limited_company")]

    assert [line[1] for line in table(*every)] == ["Every kind of pay"]
    assert [line[1] for line in table(*every[:2], cap("25.00"))] == ["PAYE and umbrella company", "limited company"]
    assert [line[1] for line in table(*every[:2], pay_types=("paye", "umbrella"))] == ["Every kind of pay"]


def test_caps_by_experience_are_told_by_their_bands_in_order():
    bands = (Band("newer", "under two years", 0, 2), Band("longer", "two years or more", 2))
    caps = [cap("26.00", band="longer"), cap("24.00", band="newer"), cap("20.00")]

    assert [line[1:2] + line[4:5] for line in table(*caps, bands=bands)] == [
        ("Under two years", "£24.00"), ("Two years or more", "£26.00"), ("Any other", "£20.00"),
    ]  # fmt: skip


def test_a_cap_tells_that_it_is_not_known_what_it_is_compared_with_and_why_it_is_lower():
    caps = [cap(None, sure="not established"), cap("20.00", since=date(2020, 1, 1), base="charge", lowered="Agreed.")]
    [shown] = described(version(clause(), caps=caps), None, ()).clauses
    [one] = shown.tables

    assert [(line.figure, line.sure) for line in one.lines] == [
        ("Not known", "Not established"), ("£20.00, hourly charge", "Not said"),
    ]  # fmt: skip
    assert one.notes == ["Senior social worker, from 1 January 2020: this is lower than before. Agreed."]


def test_sources_are_told_once_each_with_the_first_figure_of_theirs():
    caps = [
        cap("24.00"),
        cap("25.00", since=date(2020, 1, 1), source="another"),
        cap("9.00", role="b", source="another"),
    ]
    [shown] = described(version(clause(), caps=caps), None, ()).clauses

    assert shown.tables[0].sources == [
        ("Senior social worker, 1 January 2015 to 31 December 2019", "a test"),
        ("Senior social worker, from 1 January 2020", "another"),
    ]
    [same] = described(version(clause(), caps=caps[:1]), None, ()).clauses
    assert same.tables[0].sources == [("", "a test")]


def test_numbers_are_told_with_their_units():
    given = [
        number("months", "3"), number("employer_ni_rate", "13.8", "percent"), number("needed", "2", "references"),
        number("employer_ni_threshold", "96.00", "pounds a week"), number("minimum", "2.5", "days a week"),
        number("of_our_own", None, "days"),
    ]  # fmt: skip
    [shown] = described(version(clause(rule=""), numbers=tuple(given)), None, ()).clauses

    assert [(*line.what, line.figure) for line in shown.tables[0].lines] == [
        ("Time to wait", "3 months"),
        ("Employer National Insurance", "13.8%"),
        ("Asked for", "2 references"),
        ("Weekly pay above which employer National Insurance is due", "£96.00 a week"),
        ("Least time on site each week", "2.5 days a week"),
        ("Of our own", "Not known"),
    ]
