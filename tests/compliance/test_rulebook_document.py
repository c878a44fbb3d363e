"""What people read of an agreement is what it says, and what its rules may say."""

import re
from datetime import date

import pytest

from compliance.agreement import Band, Signatory
from compliance.agreement_file import read
from compliance.agreement_reads import READS
from compliance.documents import SHIPPED
from compliance.rulebook_document import dated, described, document
from compliance.rulebook_document.sayings import sayings
from compliance.rules import RULES
from tests.compliance.cases import (
    SENIOR,
    cap,
    clause,
    cool_off_clause,
    number,
    published,
    version,
    waiting_clause,
)

VERSIONS = [read(file.read_text(encoding="utf-8"), file.name) for file in sorted(SHIPPED.glob("*.toml"))]


@pytest.fixture(scope="module")
def text():
    return document(VERSIONS)


def facts(the_clause, **more):
    """What a reader is told of one clause, by its label."""
    [shown] = described(version(the_clause, **more), None, ()).clauses
    return dict(shown.facts)


def table(*caps, **more):
    """The lines of the caps of one clause: what each is for, when, how much, how sure."""
    [shown] = described(version(clause(), caps=caps, **more), None, ()).clauses
    [one] = shown.tables
    return [(*line.what, line.when, line.figure, line.sure) for line in one.lines]


def said(the_clause, **more):
    agreed = version(the_clause, **more)
    return [each.sentence for each in sayings(the_clause, agreed, [agreed])]


def test_every_clause_of_every_version_stands_in_it(text):
    for each in VERSIONS:
        assert f"## {each.title}, version {each.version}" in text
        for one in each.clauses:
            assert all(words in text for words in (one.words, one.interpretation, one.source, one.title))


def test_every_figure_and_source_of_every_version_stands_in_it(text):
    for each in VERSIONS:
        assert [cap for cap in each.caps if cap.value and f"| £{cap.value}" not in text] == []
        assert [figure.source for figure in (*each.caps, *each.numbers) if figure.source not in text] == []


def test_illustrative_caps_are_marked(text):
    assert "| Senior social worker | Every kind of pay | From 1 April 2026 | £33.75, **illustrative** | " in text
    assert "| £24.00 | Primary source |" in text
    assert "£24.00, **illustrative**" not in text


def test_no_place_of_a_sentence_is_left_as_the_code_has_it(text):
    assert re.findall(r"{[a-z_-]+(:[a-z_]*)?}", text) == []
    assert "None" not in text


def test_an_older_version_that_says_the_same_says_so(text):
    older = text.split("Memorandum of Understanding on agency social workers, version 2022")[1].split("\n## ")[0]

    assert older.count("The portal says what it says under version 2025.") == 3
    assert "The portal may say" not in older


def test_who_has_signed_stands_in_it(text):
    assert "Signed by these authorities, by ONS code:" in text
    assert "- From 1 January 2015: E08000025, E08000026" in text


# When each version holds.


def test_each_version_ends_on_the_eve_of_the_next():
    one, two, other = version(), version(version="2", in_force_from=date(2022, 10, 1)), version(agreement="other")

    assert dated([two, other, one]) == [(one, date(2022, 9, 30)), (two, None), (other, None)]


def test_a_version_that_was_corrected_from_its_first_day_never_holds():
    wrong, right = version(version="wrong"), version(version="right")
    [(first, last), (second, never_ends)] = dated([wrong, right])

    assert (first.version, second.version, never_ends) == ("wrong", "right", None)
    assert described(first, last, ()).when == "Never: replaced from 1 January 2015"
    assert described(second, None, ()).when == "From 1 January 2015"


def test_the_days_of_a_version_are_told():
    assert described(version(), date(2022, 9, 30), ()).when == "1 January 2015 to 30 September 2022"


def test_who_has_signed_is_told_by_their_days():
    since, last = date(2015, 1, 1), date(2020, 3, 31)
    signed = (Signatory("E1", since), Signatory("E2", since, last), Signatory("E3", since))

    held = described(version(signatories=signed), None, ()).signed

    assert {when: [each.authority for each in these] for when, these in held.items()} == {
        "From 1 January 2015": ["E1", "E3"],
        "From 1 January 2015 to 31 March 2020": ["E2"],
    }


# What is told of a clause.


def test_a_clause_tells_when_it_binds_and_how_it_is_judged():
    told = facts(clause(until=date(2025, 3, 31)))

    assert told == {
        "Binds": "From 1 January 2015 to 31 March 2025",
        "Must be known": "Before the worker is engaged",
        "Judged": "On every day of the work, by the agreement in force on that day",
        "Work that began earlier": "Not bound: the day from which it is, if any, is not established.",
        "Compared with the cap": "Hourly pay",
        "Project teams": "Bound as everybody else",
        "A breach may be covered by": "An exemption or an approval with both signatures",
    }


def test_a_waiting_clause_tells_how_months_run_and_after_what():
    told = facts(cool_off_clause(convention="same_day"))

    assert told["Judged"] == "Once, by the agreement in force on the first day of work"
    assert told["Months run"] == "By the corresponding date: the worker is free on that day itself"
    assert told["Waiting begins after"] == "Permanent or fixed-term posts"
    assert facts(cool_off_clause())["Months run"].endswith("the worker is free on the day after it")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"existing_from": date(2025, 10, 1)}, "Bound from 1 October 2025."),
        (
            {"existing_from": date(2025, 10, 1), "transitional": True},
            "Bound from 1 October 2025. A contractual bar that is on record keeps work out until then.",
        ),
        (
            {"transitional": True},
            "Not bound: the day from which it is, if any, is not established. "
            "A contractual bar that is on record keeps work out for good.",
        ),
    ],
)
def test_work_that_began_earlier_is_told_of(changes, says):
    assert facts(clause(**changes))["Work that began earlier"] == says


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"cover": ()}, "Nothing"),
        ({"cover": ("exemption",)}, "An exemption"),
        (
            {"cover": ("approval",), "signed_before": True},
            "An approval with both signatures, if every signature is dated before the first day that it covers",
        ),
    ],
)
def test_what_may_cover_a_breach_is_told(changes, says):
    assert facts(clause(**changes))["A breach may be covered by"] == says


def test_on_costs_are_told_of_where_they_are_compared():
    told = facts(clause(base="pay_and_on_costs", paye="statutory", paye_less=("employer_ni", "holiday_pay")))

    assert told["For PAYE"] == (
        "Employer National Insurance and holiday pay are added to the hourly pay. "
        "One that is not on record is worked out from the statutory rates of the day."
    )
    assert "then we cannot tell" in facts(clause(base="charge"))["For PAYE"]
    assert "For PAYE" not in facts(clause())


def test_a_clause_that_nobody_judges_tells_so_and_no_more():
    assert facts(clause(rule="")) == {
        "Binds": "From 1 January 2015",
        "Judged": "The portal does not judge this clause",
    }
    rates = number("employer_ni_rate", "15", "percent")
    assert facts(clause(rule=""), numbers=(rates,))["Judged"] == "Not by itself: other clauses read its numbers"


def test_figures_of_another_file_are_pointed_at():
    rules = published("dfe-agency-rules-2024")
    others = [published("west-midlands-price-caps-2025"), published("statutory-on-costs")]
    told = {shown.clause.id: shown for shown in described(rules, None, others).clauses}

    assert list(told["price-cap"].links) == [
        ("Figures", "West Midlands price caps under the national agency rules", "west-midlands-price-caps"),
        ("Statutory rates", "Statutory on-costs of a PAYE worker", "statutory-on-costs"),
    ]
    assert told["cool-off"].links == ()


def test_a_schedule_tells_for_which_clause_its_figures_are():
    shown = described(published("west-midlands-price-caps-2025"), None, [published("dfe-agency-rules-2024")])

    [schedule] = shown.schedules
    assert (schedule.clause, schedule.anchor) == ("Price cap", "dfe-agency-rules-price-cap")
    assert len(schedule.tables[0].lines) == 10
    assert shown.is_illustrative


# Figures over time.


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


# Sentences.


def test_a_sentence_tells_the_clause_s_own_numbers_and_leaves_places_for_the_case():
    told = said(waiting_clause())

    assert told[1] == (
        "The 12-month rule stops this start. The worker is free from [free day], 12 months after leaving a permanent "
        "post in the region."
    )
    assert told[0].endswith("[number] of [number] authorities have sent their leavers for the whole period.")


@pytest.mark.parametrize(
    "numbers",
    [
        (number("months", "12"), number("months", "6", since=date(2020, 1, 1))),
        (number("months", "12")._replace(illustrative=True),),
        (number("months", None),),
    ],
    ids=["changed", "illustrative", "unknown"],
)
def test_a_number_that_was_another_or_is_invented_or_not_known_is_a_place(numbers):
    assert "The [number]-month" in said(waiting_clause(), numbers=numbers)[0]


def test_experience_in_days_and_in_months_are_two_numbers():
    numbers = (number("needed", "1095", "days"), number("needed_months", "36"))
    told = " ".join(said(clause(rule="experience"), numbers=numbers))

    assert "The rule asks for 1,095 days." in told
    assert "The rule asks for 36 months." in told


def test_halves_of_days_on_site_are_told():
    assert "2.5 days" in said(clause(rule="on_site"), numbers=(number("minimum", "2.5", "days a week"),))[0]


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_sentence_of_a_rule_may_be_met_under_some_clause(name):
    wide = clause(rule=name, base="charge", paye="statutory", project_teams="only")
    caps = [cap("24.00", band=band, illustrative=True) for band in ("", "newer")]
    numbers = tuple(number(each, "3", unit)._replace(illustrative=True) for each, unit in READS[name].numbers.items())
    agreed = version(wide, caps=caps, numbers=numbers, bands=(Band("newer", "newer", 0, 2),), roles=(SENIOR,))

    told = sayings(wide, agreed, [agreed])
    always = {"not_in_force", "illustrative_number"}

    assert len(told) >= len(set(RULES[name].words) - always)
    assert len({each.sentence + each.remedy for each in told}) == len(told)


def test_sentences_that_a_clause_gives_no_cause_for_are_left_out():
    plain = " ".join(said(clause(), caps=[cap("24.00")]))
    costs = " ".join(said(clause(base="charge", paye="statutory"), caps=[cap("24.00", illustrative=True)]))
    stated = " ".join(said(clause(base="charge"), caps=[cap("24.00")]))
    parts = "For PAYE", "statutory rates", "illustrative", "before on-costs"

    assert [part for part in (*parts, "band of experience", "project team") if part in plain] == []
    assert [part for part in parts[:3] if part in costs] == list(parts[:3])
    assert "statutory rates" not in stated
    assert "For PAYE" in stated
    assert "project team" in " ".join(said(clause(project_teams="excluded"), caps=[cap("24.00")]))
    assert "the agreement does not give" not in " ".join(said(clause(rule="reference_given")))


def test_a_clause_without_a_rule_says_nothing():
    assert said(clause(rule="")) == []


def test_an_illustrative_number_is_told_where_there_is_one():
    real = number("weeks", "4", "weeks")

    assert not any("illustrative" in each for each in said(clause(rule="notice"), numbers=(real,)))
    assert any(
        "illustrative" in each for each in said(clause(rule="notice"), numbers=(real._replace(illustrative=True),))
    )


def test_the_amounts_of_a_sentence_are_places_in_brackets():
    [within, *_] = said(clause(), caps=[cap("24.00")])

    assert within == "The hourly pay of [amount] is within the [cap] cap for a [role] from [day]."
