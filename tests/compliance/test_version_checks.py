"""What keeps a version from being checked although its file is whole: what does not fit the portal's records."""

from datetime import date

import pytest

from compliance.actions import check_agreement, load_agreement
from compliance.models import AgreementVersion
from compliance.queries import rulebook
from compliance.version_checks import NotClean
from tests.compliance.lives import NEXT, SHIPPED, drafted_by

State = AgreementVersion.State
NEXT_DAY = date(2026, 4, 1)


def test_a_draft_may_have_what_the_portal_does_not_know_and_is_not_checked(west_midlands, dev):
    version = drafted_by(dev, NEXT.replace("E08000025", "E08999999"))

    with pytest.raises(NotClean) as refused:
        check_agreement(version=version, by=dev)

    [problem] = refused.value.problems
    assert problem.message == "E08999999 is not an authority of the region."
    assert NEXT.splitlines()[problem.line - 1] == 'authority = "E08000025"'
    assert AgreementVersion.objects.get().state == State.DRAFT


def correction(*, of="2025", reason="The senior cap was mistyped.", day="2025-01-01"):
    lines = f'version = "2025-b"\ncorrects = "{of}"\n' + (f'reason = "{reason}"' if reason else "")
    return SHIPPED.replace('version = "2025"', lines).replace("in_force_from = 2025-01-01", f"in_force_from = {day}")


def test_a_correction_names_what_it_corrects_and_takes_its_place(agreements, dev):
    text = correction().replace('"33.75"', '"34.00"')
    load_agreement(text=text, name="correction.toml", publish=True, by=dev)

    [mou] = [each for each in rulebook().in_force("E12000005", NEXT_DAY) if each.agreement == "west-midlands-mou"]
    assert (mou.version, mou.corrects) == ("2025-b", "2025")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (correction(reason=""), "reason"),
        (correction(of="2024"), "No version “2024” of this agreement is published."),
        (correction(of="2025-b"), "cannot correct itself"),
        (correction(day="2025-02-01"), "A correction holds from the same day as what it corrects, 1 January 2025."),
        (SHIPPED.replace('version = "2025"', 'version = "2025-b"\nreason = "Because."'), "no version is corrected"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(agreements, dev, text, message):
    with pytest.raises(NotClean) as refused:
        load_agreement(text=text, name="correction.toml", publish=True, by=dev)

    [problem] = refused.value.problems
    assert message in problem.message
    assert problem.remedy


def test_what_is_published_stays_of_its_region_and_regime(agreements, dev):
    text = NEXT.replace('region = "E12000005"\n', "").replace('"regional"', '"national"')
    with pytest.raises(NotClean) as refused:
        load_agreement(text=text, name="moved.toml", publish=False, by=dev)

    found = {problem.message for problem in refused.value.problems}
    assert "Versions already published are of the other regime." in found
    assert "Versions already published are of another region." in found
