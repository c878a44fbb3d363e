"""An agreement is loaded from its file: as a draft, or published at once by the operator."""

import pytest
from django.core.management import CommandError, call_command

from authorities.models import Region
from authorities.refusal import Refused
from compliance.actions import draft_agreement, load_agreement, publish_agreement, withdraw_agreement
from compliance.models import Agreement, AgreementVersion, Approval
from tests.compliance.lives import NEXT, SHIPPED, drafted_by, told
from tests.factories import PersonFactory

State = AgreementVersion.State


def test_another_text_throws_it_back_to_a_draft_and_ends_the_approvals(approved, dev, elin):
    changed = drafted_by(dev, NEXT.replace('"42.00"', '"43.50"'))

    assert changed.pk == approved.pk
    assert changed.state == State.DRAFT
    assert not Approval.objects.exists()
    assert told(changed)[-1] == ("replaced", "Dev")
    with pytest.raises(Refused, match="is a draft now"):
        publish_agreement(version=approved, seen=approved.sha256, by=elin)


def test_the_same_text_again_changes_nothing(approved, dev):
    again = drafted_by(dev, NEXT.replace("\n", "\r\n"))

    assert again.state == State.APPROVED
    assert again.steps.count() == approved.steps.count()


def test_a_withdrawn_version_stays_on_record_and_can_be_loaded_again(approved, dev):
    withdrawn = withdraw_agreement(version=approved, by=dev)
    assert withdrawn.state == State.WITHDRAWN
    assert not Approval.objects.exists()

    again = drafted_by(dev, NEXT)

    assert (again.pk, again.state) == (approved.pk, State.DRAFT)
    assert [kind for kind, _ in told(again)][-2:] == ["withdrawn", "loaded"]


def test_the_command_line_publishes_at_once_and_says_that_it_had_no_keys(west_midlands, dev):
    version = load_agreement(text=NEXT, name="next.toml", publish=True, by=dev)

    assert version.state == State.PUBLISHED
    assert version.without_keys
    assert told(version) == [("loaded", "Dev"), ("checked", "Dev"), ("without_keys", "Dev")]


def test_the_command_line_publishing_what_two_people_approved_had_keys(approved, dev):
    version = load_agreement(text=NEXT, name="next.toml", publish=True, by=dev)

    assert version.state == State.PUBLISHED
    assert not version.without_keys


def test_a_clean_file_from_the_command_line_is_a_draft(west_midlands, dev):
    assert load_agreement(text=NEXT, name="next.toml", publish=False, by=dev).state == State.DRAFT


def test_a_published_version_with_another_text_is_refused(published, dev):
    with pytest.raises(Refused, match="is published, and a published version never changes"):
        load_agreement(text=NEXT.replace('"42.00"', '"43.50"'), name="next.toml", publish=True, by=dev)


@pytest.mark.django_db
def test_a_file_with_problems_is_refused_by_the_command_and_nothing_is_written(west_midlands, tmp_path):
    file = tmp_path / "bad.toml"
    file.write_text(NEXT.replace("E08000025", "E08999999"), encoding="utf-8")

    with pytest.raises(CommandError, match="E08999999 is not an authority of the region") as refused:
        call_command("load_agreement", str(file))

    assert refused.value.returncode == 2
    assert not Agreement.objects.exists()


def test_a_draft_does_not_rename_a_published_agreement(published, dev):
    text = NEXT.replace('version = "2026"', 'version = "2027"').replace("Memorandum", "Concordat")
    drafted_by(dev, text)

    assert "Memorandum" in Agreement.objects.get().title


def test_a_region_that_is_not_known_is_refused(db):
    with pytest.raises(Refused, match="The region E12000005 is not known"):
        load_agreement(text=SHIPPED, name="mou.toml", publish=True, by=PersonFactory())


def test_nobody_loads_the_agreement_of_another_region(west_midlands, dev):
    with pytest.raises(Refused, match="for West Midlands, whose agreements you do not load"):
        draft_agreement(text=NEXT, name="next.toml", within=set(), by=dev)

    assert not Agreement.objects.exists()


def test_nobody_takes_the_name_of_another_regions_agreement(west_midlands, drafted, dev):
    north = Region.objects.create(code="E12000001", name="North East")
    text = NEXT.replace('region = "E12000005"', 'region = "E12000001"')

    with pytest.raises(Refused, match="the name of another region’s agreement"):
        draft_agreement(text=text, name="next.toml", within={north.pk}, by=dev)
