"""Clauses added, taken out, reworded, or judged in another way."""

from dataclasses import replace
from datetime import date

import pytest

from compliance.agreement import Clause, ExceptionAllowed
from compliance.differences.clauses import TOLD
from tests.compliance.differences.conftest import OLD, clause

LATER = date(2026, 10, 1)
REDUNDANCY = ExceptionAllowed("redundancy", "a test", "our decision")


def test_a_clause_is_added_and_another_taken_out(told):
    new = clause("notice", "notice", title="Notice", words="Four weeks.", since=LATER)

    assert told(clauses=(OLD.clauses[0], new), numbers=OLD.numbers) == [
        "The clause “Cool off” is taken out.",
        "The clause “Notice” is added. It binds from 1 October 2026 and is judged by the rule “notice”."
        " It says: “Four weeks.”",
    ]


def test_a_clause_that_nobody_judges_says_so(told):
    new = clause("return", title="Return")

    assert told(clauses=(*OLD.clauses, new)) == [
        "The clause “Return” is added. It binds from 1 January 2025 and is judged by no rule. It says: “As agreed.”"
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": "Caps on pay"}, "The clause “Cap” is now called “Caps on pay”."),
        (
            {"words": "Otherwise."},
            "The clause “Cap” is reworded. It now says: “Otherwise.” Before, it said: “As agreed.”",
        ),
        ({"rule": "price_cap"}, "“Cap” is now judged by the rule “price cap”, not by “pay cap”."),
        ({"rule": ""}, "“Cap” is no longer judged by a rule. It was judged by “pay cap”."),
        ({"since": LATER}, "“Cap” binds from 1 October 2026, not from 1 January 2025."),
        ({"until": LATER}, "“Cap” ends: its last day is 1 October 2026."),
        ({"existing_from": LATER}, "“Cap” also binds assignments begun before it, from 1 October 2026."),
        ({"transitional": True}, "A contractual bar on record now keeps an assignment out of “Cap” for a time."),
        (
            {"known": "before_start"},
            "Whether “Cap” is kept must be known before the first day of work, not before a worker is engaged.",
        ),
        ({"judged": "engagement"}, "“Cap” is judged once, at the start, not on every day of the work."),
        ({"base": "charge"}, "“Cap” now compares the hourly charge with the cap, not the hourly pay."),
        ({"base": ""}, "“Cap” no longer says what is compared with a cap."),
        (
            {"convention": "same_day"},
            "Under “Cap” the first free day after a waiting time is the corresponding date itself,"
            " not the day after the corresponding date.",
        ),
        ({"contracts": ("permanent",)}, "“Cap” now counts from leaving a permanent post too."),
        ({"counts": ()}, "Work for a local authority no longer counts under “Cap”."),
        ({"counts": ("local_authority", "agency")}, "Work for an agency now counts under “Cap”."),
        ({"project_teams": "only"}, "“Cap” now binds project teams alone."),
        ({"cover": ("exemption",)}, "An approval to go over can no longer cover a breach of “Cap”."),
        ({"signed_before": True}, "Leave to go outside “Cap” must now be signed before its first day."),
        (
            {"paye": "statutory"},
            "“Cap” now works out a PAYE on-cost that is not on record, instead of taking it as missing.",
        ),
        ({"paye_less": ("holiday_pay",)}, "The cap of “Cap” now contains holiday pay, which a PAYE rate does not."),
        ({"on_costs": "rates"}, "The agreement that holds the statutory rates for “Cap” is now “rates”."),
        ({"interpretation": "We read {it} so"}, "Our reading of “Cap” is now “We read {it} so”."),
        ({"source": "Another"}, "The source of “Cap” is now “Another”."),
        ({"sure": "primary source"}, "How sure we are of “Cap” is now “primary source”."),
        ({"exceptions": (REDUNDANCY,)}, "“Cap” now allows the exception “redundancy”."),
    ],
)
def test_one_thing_about_a_clause_changes(told_of, change, sentence):
    assert told_of(**change) == [sentence]


def test_what_had_a_last_day_and_other_days_moves_or_loses_them(told_of):
    days = {"until": LATER, "existing_from": LATER}
    before = replace(OLD, clauses=(replace(OLD.clauses[0], **days), OLD.clauses[1]))

    assert told_of(before=before, until=None, existing_from=None) == [
        "“Cap” no longer ends on 1 October 2026.",
        "“Cap” no longer binds assignments begun before it; it did from 1 October 2026.",
    ]
    assert told_of(before=before, until=date(2027, 1, 1), existing_from=date(2027, 1, 1)) == [
        "The last day of “Cap” is 1 January 2027, not 1 October 2026.",
        "The day from which “Cap” binds assignments begun before it is 1 January 2027, not 1 October 2026.",
    ]


def test_exceptions_come_and_go_and_change_their_source(told_of):
    promotion = ExceptionAllowed("promotion", "a test", "our decision")

    assert told_of("cool-off", exceptions=(promotion,)) == [
        "“Cool off” no longer allows the exception “redundancy”.",
        "“Cool off” now allows the exception “promotion”.",
    ]
    assert told_of("cool-off", exceptions=(REDUNDANCY._replace(source="Law"),)) == [
        "The source of the exception “redundancy” of “Cool off” is now “Law”."
    ]
    assert told_of("cool-off", exceptions=(REDUNDANCY._replace(sure="primary source"),)) == [
        "How sure we are of the exception “redundancy” of “Cool off” is now “primary source”."
    ]


def test_every_field_of_a_clause_has_its_way_of_being_told():
    assert set(TOLD) == set(Clause.__dataclass_fields__) - {"id"}
