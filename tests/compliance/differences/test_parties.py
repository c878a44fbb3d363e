"""Roles, bands, ways of being paid and members that come, go or change."""

from dataclasses import replace
from datetime import date

import pytest

from compliance.agreement import Band, Role, Signatory
from tests.compliance.differences.conftest import APRIL, OLD, SINCE

WALSALL, DUDLEY = OLD.signatories
COVENTRY = Signatory("E08000026", APRIL)
SOCIAL_WORKER, MANAGER = OLD.roles
END = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("roles", "sentence"),
    [
        (
            (*OLD.roles, Role("chair", "chair", "iro_cp_chair")),
            "The role “chair” is added. It counts as the core job type “iro cp chair”.",
        ),
        ((SOCIAL_WORKER,), "The role “team manager” is taken out."),
        (
            (SOCIAL_WORKER, MANAGER._replace(core_type="social_worker")),
            "The role “team manager” now counts as the core job type “social worker”, not “team manager”.",
        ),
        ((SOCIAL_WORKER, MANAGER._replace(rank=4)), "The role “team manager” now has the rank 4. It was 3."),
        ((SOCIAL_WORKER, MANAGER._replace(rank=None)), "The role “team manager” has no rank any more. It was 3."),
        ((SOCIAL_WORKER._replace(rank=1), MANAGER), "The role “social worker” now has the rank 1."),
        ((SOCIAL_WORKER, MANAGER._replace(name="head")), "The role “team manager” is now called “head”."),
    ],
)
def test_a_role_comes_goes_or_changes(told, roles, sentence):
    assert told(roles=roles) == [sentence]


@pytest.mark.parametrize(
    ("bands", "sentence"),
    [
        ((), "The band of experience “under two years” is taken out."),
        (
            (Band("new", "under two years", 0, 3),),
            "The band of experience “under two years” is now 0 years to under 3. It was 0 years to under 2.",
        ),
        ((Band("new", "beginners", 0, 2),), "The band of experience “under two years” is now called “beginners”."),
    ],
)
def test_a_band_goes_or_changes(told, bands, sentence):
    before = replace(OLD, bands=(Band("new", "under two years", 0, 2),))

    assert told(before, bands=bands) == [sentence]


def test_a_way_of_being_paid_comes_or_goes(told):
    some = replace(OLD, pay_types=("umbrella",))

    assert told(pay_types=("paye", "umbrella")) == [
        "There are no figures any more for workers paid through a limited company."
    ]
    assert told(some, pay_types=("umbrella", "paye")) == ["There are figures now for workers paid through PAYE."]


@pytest.mark.parametrize(
    ("signatories", "sentence"),
    [
        ((WALSALL, DUDLEY, COVENTRY), "Coventry joins, from 1 April 2026."),
        ((WALSALL, DUDLEY, COVENTRY._replace(until=END)), "Coventry joins, from 1 April 2026 to 31 December 2026."),
        ((WALSALL,), "Dudley leaves: it is not listed any more."),
        ((WALSALL, DUDLEY._replace(until=END)), "Dudley leaves: its last day is 31 December 2026."),
        ((WALSALL, DUDLEY._replace(since=APRIL)), "Dudley is bound from 1 April 2026, not from 1 January 2025."),
        (
            (WALSALL, DUDLEY._replace(until=SINCE), DUDLEY._replace(since=APRIL)),
            "Dudley is bound from 1 January 2025 to 1 January 2025 and from 1 April 2026."
            " Before, it was bound from 1 January 2025.",
        ),
        ((), "Every member of the region is bound now. Before, only those who had signed were: Dudley and Walsall."),
        ((WALSALL, DUDLEY, Signatory("E08000099", APRIL)), "E08000099 joins, from 1 April 2026."),
    ],
)
def test_an_authority_joins_or_leaves(told, signatories, sentence):
    assert told(signatories=signatories) == [sentence]


def test_a_last_day_moves_or_goes(told):
    before = replace(OLD, signatories=(WALSALL, DUDLEY._replace(until=END)))

    assert told(before, signatories=(WALSALL, DUDLEY)) == ["Dudley no longer leaves on 31 December 2026."]
    assert told(before, signatories=(WALSALL, DUDLEY._replace(until=date(2027, 3, 31)))) == [
        "The last day of Dudley is 31 March 2027, not 31 December 2026."
    ]


def test_from_every_member_to_those_who_signed(told):
    assert told(replace(OLD, signatories=()), signatories=(DUDLEY, WALSALL)) == [
        "Only those who have signed are bound now: Dudley and Walsall. Before, every member of the region was."
    ]
