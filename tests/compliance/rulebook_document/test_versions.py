"""When each version of an agreement holds, and who has signed it."""

from datetime import date

from compliance.agreement import Signatory
from compliance.rulebook_document import dated, described
from tests.compliance.cases import version


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
