"""Which cap holds: by band of experience, for project teams, for PAYE in each way that it is known."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from compliance.agreement import EXCLUDED, INCLUDED, ONLY, STATUTORY, Band, NotInForce
from compliance.rule import Verdict
from compliance.rules.pay_cap import pay_cap
from tests.compliance.cases import BANDS, cap, clause, parameters, senior, spell, statutory

START = date(2015, 3, 1)
BY_BAND = parameters(clause(), cap("24.00", band="newer"), cap("26.00", band="longer"), bands=BANDS)


def judged(pounds, the_parameters=BY_BAND, **changes):
    return pay_cap(senior(hourly_pay=pounds and Decimal(pounds), **changes), the_parameters)


# Bands: by hand, two years are 730 days or 24 stated months.


def of_days(days):
    return {"spells": (spell(START - timedelta(days=days)),)}


@pytest.mark.parametrize(
    ("experience", "band", "cap"),
    [
        (of_days(729), "less than 2 years of experience", "24.00"),
        (of_days(730), "2 years of experience or more", "26.00"),
        ({"pqe_months": 23}, "less than 2 years of experience", "24.00"),
        ({"pqe_months": 24}, "2 years of experience or more", "26.00"),
    ],
)
def test_the_cap_of_the_band_holds(experience, band, cap):
    within, over = judged(cap, **experience), judged(Decimal(cap) + Decimal("0.01"), **experience)

    assert (within.verdict, over.verdict) == (Verdict.MET, Verdict.BREACH)
    assert within.numbers["cap"] == over.numbers["cap"] == Decimal(cap)
    assert within.numbers["band"] == over.numbers["band"] == band


@pytest.mark.parametrize(
    ("pay", "verdict", "cap"),
    [
        ("24.00", Verdict.MET, "24.00"),
        ("24.01", Verdict.CANNOT_TELL, None),
        ("26.00", Verdict.CANNOT_TELL, None),
        ("26.01", Verdict.BREACH, "26.00"),
    ],
)
@pytest.mark.parametrize("experience", [{}, {"spells": (spell(date(2012, 1, 1), registered=None),)}])
def test_a_band_that_is_not_known_decides_nothing_unless_both_caps_do(pay, verdict, cap, experience):
    outcome = judged(pay, **experience)

    assert outcome.verdict is verdict
    assert outcome.numbers.get("cap") == (cap and Decimal(cap))
    assert outcome.missing == ("" if cap else "the worker’s experience")


def test_the_caps_between_which_it_lies_are_named():
    assert judged("25.00").numbers == {
        "role": "Senior social worker",
        "day": START,
        "lowest": Decimal("24.00"),
        "highest": Decimal("26.00"),
    }


def test_of_three_caps_the_lowest_and_the_highest_are_named():
    bands = (BANDS[0], BANDS[1]._replace(until_years=5), Band("longest", "5 years of experience or more", 5))
    three = parameters(
        clause(), cap("24.00", band="newer"), cap("28.00", band="longest"), cap("26.00", band="longer"), bands=bands
    )
    numbers = judged("25.00", three).numbers

    assert (numbers["lowest"], numbers["highest"]) == (Decimal("24.00"), Decimal("28.00"))
    assert judged("28.01", three).numbers["band"] == "5 years of experience or more"


def test_what_is_missing_under_every_band_is_named_and_not_the_experience():
    outcome = judged(None)

    assert outcome.missing == "hourly pay to the worker"
    assert (outcome.numbers["cap"], outcome.numbers["band"]) == (Decimal("24.00"), "less than 2 years of experience")


def test_caps_are_told_apart_by_their_figures_and_not_by_their_bands():
    # An agreement may pay less for more experience.
    falling = parameters(clause(), cap("26.00", band="newer"), cap("24.00", band="longer"), bands=BANDS)

    assert judged("25.00", falling).numbers["lowest"] == Decimal("24.00")
    assert judged("24.00", falling).numbers["band"] == "2 years of experience or more"


def test_a_band_that_is_not_known_keeps_the_mark_of_illustration():
    one = parameters(clause(), cap(band="newer"), cap("26.00", band="longer", illustrative=True), bands=BANDS)

    assert judged("25.00", one).illustrative
    assert not judged("24.00", one).illustrative
    assert judged("27.00", one).illustrative
    assert not judged("25.00").illustrative


def test_experience_outside_every_band_has_the_cap_without_a_band():
    gap = parameters(clause(), cap("26.00", band="longer"), cap("20.00"), bands=BANDS)

    assert judged("20.00", gap, pqe_months=1).numbers["band"] == "other experience"
    assert judged("20.01", gap, pqe_months=1).verdict is Verdict.BREACH


def test_experience_outside_every_band_without_such_a_cap_is_not_guessed():
    gap = parameters(clause(), cap("26.00", band="longer"), bands=BANDS)

    assert judged("26.00", gap, pqe_months=24).verdict is Verdict.MET
    with pytest.raises(NotInForce, match="a pay cap for a senior social worker"):
        judged("20.00", gap, pqe_months=23)


def test_only_the_bands_that_a_role_s_caps_name_matter_to_it():
    other = Band("middle", "1 year of experience", 1, 2)
    more = parameters(
        clause(), cap(band="newer"), cap("26.00", band="longer"), cap("25.00", band="middle", role="team_manager"),
        bands=(*BANDS, other),
    )  # fmt: skip

    assert judged("24.00", more, pqe_months=12).numbers["band"] == "less than 2 years of experience"


def test_the_clause_says_which_experience_counts_towards_a_band():
    agency = parameters(
        clause(counts=("agency",)), cap("24.00", band="newer"), cap("26.00", band="longer"), bands=BANDS
    )
    spells = (spell(date(2012, 1, 1), setting="agency"),)

    assert judged("26.00", agency, spells=spells).verdict is Verdict.MET
    assert judged("26.00", spells=spells).verdict is Verdict.BREACH


# Project teams


@pytest.mark.parametrize(
    ("scope", "in_team", "verdict"),
    [
        (INCLUDED, True, Verdict.MET),
        (INCLUDED, False, Verdict.MET),
        (INCLUDED, None, Verdict.MET),
        (EXCLUDED, True, None),
        (EXCLUDED, False, Verdict.MET),
        (EXCLUDED, None, Verdict.CANNOT_TELL),
        (ONLY, True, Verdict.MET),
        (ONLY, False, None),
        (ONLY, None, Verdict.CANNOT_TELL),
    ],
)
def test_a_cap_may_leave_project_teams_out_or_hold_for_them_alone(scope, in_team, verdict):
    outcome = judged("24.00", parameters(clause(project_teams=scope), cap()), project_team=in_team)

    assert (outcome and outcome.verdict) == verdict
    if verdict is Verdict.CANNOT_TELL:
        assert outcome.missing == "whether the worker is part of a project team"


def test_a_worker_outside_the_scope_is_not_asked_for_a_role():
    scope = parameters(clause(project_teams=EXCLUDED), cap())

    assert judged("24.00", scope, project_team=True, role="") is None
    assert judged("24.00", scope, project_team=None, role="").words == ("unmapped",)


# What is compared


def test_a_cap_may_name_another_base_than_its_clause():
    charge = parameters(clause(), cap(base="charge"))
    outcome = judged("24.00", charge, hourly_charge=Decimal("24.01"))

    assert (outcome.verdict, outcome.numbers["base"]) == (Verdict.BREACH, "charge")


def paye(value, base="pay_and_on_costs", **changes):
    given = cap(value, pay_type="paye")
    return parameters(clause(base=base, paye=STATUTORY, **changes), given, on_costs=statutory())


@pytest.mark.parametrize(
    ("value", "words", "pay"),
    [
        # £20.00 with holiday pay of £2.40, a levy of £0.11 and National Insurance between £0.00 and £3.36.
        ("25.87", ("within", "added", "estimated", "any_hours"), "25.87"),
        ("25.86", ("unknown",), None),
        ("22.51", ("unknown",), None),
        ("22.50", ("over_paye", "added", "estimated", "any_hours"), "22.51"),
    ],
)
def test_without_hours_the_answer_is_given_where_both_ends_agree(value, words, pay):
    outcome = judged("20.00", paye(value), pay_type="paye")

    assert outcome.words == words
    assert outcome.numbers.get("pay") == (pay and Decimal(pay))
    assert outcome.missing == ("hours a week" if words == ("unknown",) else "")


@pytest.mark.parametrize(("value", "end"), [("30.00", "highest"), ("20.00", "lowest")])
def test_which_end_was_taken_is_said(value, end):
    numbers = judged("20.00", paye(value), pay_type="paye").numbers

    assert numbers["taken_at"] == end
    assert numbers["added"].startswith(
        {"highest": "employer National Insurance of £3.36,", "lowest": "employer National Insurance of £0.00,"}[end]
    )


def test_with_hours_nothing_is_said_of_them():
    # National Insurance: 15% of £22.40 x 40 - £96 is £120.00 a week, £3.00 an hour; £25.51 in all.
    outcome = judged("20.00", paye("25.51"), pay_type="paye", hours_per_week=Decimal(40))

    assert outcome.words == ("within", "added", "estimated")
    assert outcome.numbers["pay"] == Decimal("25.51")


def test_one_part_is_added_and_several_are():
    one = paye("30.00", paye_less=("holiday_pay",))

    assert judged("20.00", one, pay_type="paye").numbers["added"] == "holiday pay of £2.40 is"
    assert judged("20.00", one, pay_type="paye", holiday_pay=Decimal(1)).words == ("within", "added")
    assert judged("20.00", paye("30.00"), pay_type="paye", hours_per_week=Decimal(40)).numbers["added"] == (
        "employer National Insurance of £3.00, apprenticeship levy of £0.11 and holiday pay of £2.40 are"
    )


def test_pay_alone_needs_no_notes_of_on_costs():
    assert judged("20.00", paye("20.00", base="pay"), pay_type="paye").words == ("within",)
    assert judged("20.00", paye("19.99", base="pay"), pay_type="paye").words == ("over",)
    assert judged("20.00", paye("19.99", base="pay"), pay_type="paye", holiday_pay=Decimal(3)).words == ("over",)


def test_one_part_beside_another_rate_is_enough_for_the_note():
    outcome = judged("24.00", parameters(clause(), cap()), holiday_pay=Decimal("1.90"))

    assert outcome.words == ("within", "already_inside")
    assert (outcome.numbers["on_costs"], outcome.numbers["pay_type"]) == (Decimal("1.90"), "limited_company")


def test_parts_of_nothing_need_no_note():
    outcome = judged("24.00", parameters(clause(), cap()), employer_ni=Decimal("0.00"), holiday_pay=Decimal(0))

    assert outcome.words == ("within",)


def test_no_hourly_pay_is_asked_for_where_the_on_costs_alone_are_over_the_cap():
    parts = {"employer_ni": Decimal(9), "apprenticeship_levy": Decimal(0), "holiday_pay": Decimal(1)}
    stated = parameters(clause(base="pay_and_on_costs"), cap("10.00", pay_type="paye"))
    outcome = judged("20.00", stated, pay_type="paye", **parts)

    assert outcome.words == ("over", "added")
    assert outcome.remedy() == "Agree £10.00 or less, or ask for an exemption."
    room = parameters(clause(base="pay_and_on_costs"), cap("10.01", pay_type="paye"))
    assert judged("20.00", room, pay_type="paye", **parts).numbers["ceiling"] == Decimal("0.01")
