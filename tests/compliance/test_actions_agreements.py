"""The life of a version: loaded, checked, approved by two people, published; and what nobody can do to it."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import InternalError, connection, transaction

from authorities.models import Authority, JobRole
from authorities.refusal import Refused
from compliance.actions import (
    approve_agreement,
    check_agreement,
    draft_agreement,
    load_agreement,
    publish_agreement,
    withdraw_agreement,
)
from compliance.actions.publishing import changing
from compliance.models import Agreement, AgreementVersion, Approval, VersionStep
from compliance.queries import rulebook
from compliance.version_checks import NotClean
from placements.models import Change
from tests.compliance.cases import AGREEMENTS
from tests.factories import PersonFactory

NEXT_DAY = date(2026, 4, 1)
State, Key = AgreementVersion.State, Approval.Key
SHIPPED = (AGREEMENTS / "west-midlands-mou-2025.toml").read_text(encoding="utf-8")
NEXT = SHIPPED.replace('version = "2025"', 'version = "2026"').replace(
    "in_force_from = 2025-01-01", "in_force_from = 2026-03-01"
)


@pytest.fixture
def drafted(west_midlands, dev):
    """A version loaded in the browser."""
    return draft_agreement(text=NEXT, name="next.toml", by=dev)


@pytest.fixture
def checked(drafted, dev):
    return check_agreement(version=drafted, by=dev)


@pytest.fixture
def approved(checked, dev, elin):
    approve_agreement(version=checked, key=Key.FIRST, seen=checked.sha256, by=dev)
    return approve_agreement(version=checked, key=Key.SECOND, seen=checked.sha256, by=elin)


@pytest.fixture
def published(approved, elin):
    return publish_agreement(version=approved, seen=approved.sha256, by=elin)


def told(version):
    return [(step.kind, step.by.name) for step in version.steps.all()]


def labels():
    return [version.version for version in rulebook().versions]


def sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_version_goes_from_draft_to_published_by_two_people_and_says_who_did_what(published):
    assert published.state == State.PUBLISHED
    assert not published.without_keys
    assert told(published) == [
        ("loaded", "Dev"), ("checked", "Dev"), ("first_key", "Dev"), ("second_key", "Elin"), ("published", "Elin"),
    ]  # fmt: skip


def test_answers_follow_a_version_once_it_is_published_and_not_before(approved, elin):
    assert labels() == []
    assert not Change.objects.exists()
    assert not JobRole.objects.exists()

    publish_agreement(version=approved, seen=approved.sha256, by=elin)

    assert labels() == ["2026"]
    assert Change.objects.get().match_key == ""
    assert JobRole.objects.filter(slug="team_manager").exists()


@pytest.mark.parametrize("state", ["drafted", "checked", "approved"])
def test_the_rulebook_reads_nothing_that_is_not_published(request, state, django_assert_num_queries):
    version = request.getfixturevalue(state)

    with django_assert_num_queries(1):
        assert rulebook().versions == ()
    assert version.state != State.PUBLISHED


def test_what_was_published_later_was_not_known_before(published):
    assert len(rulebook(published.published_at).versions) == 1
    assert len(rulebook(VersionStep.objects.get(kind="second_key").at).versions) == 0


def test_the_lead_director_waits_for_the_first_key(checked, elin):
    with pytest.raises(Refused, match="The first key has not been turned"):
        approve_agreement(version=checked, key=Key.SECOND, seen=checked.sha256, by=elin)

    assert not Approval.objects.exists()


def test_one_person_cannot_turn_both_keys(checked, dev):
    approve_agreement(version=checked, key=Key.FIRST, seen=checked.sha256, by=dev)
    again = approve_agreement(version=checked, key=Key.SECOND, seen=checked.sha256, by=dev)

    assert again.state == State.CHECKED
    assert Approval.objects.count() == 1


def test_two_analysts_are_not_two_keys(checked, dev):
    approve_agreement(version=checked, key=Key.FIRST, seen=checked.sha256, by=dev)

    with pytest.raises(Refused, match="turned this key already"):
        approve_agreement(version=checked, key=Key.FIRST, seen=checked.sha256, by=PersonFactory())


def test_a_third_person_cannot_publish(approved):
    with pytest.raises(Refused, match="one of the two people who approved"):
        publish_agreement(version=approved, seen=approved.sha256, by=PersonFactory())


@pytest.mark.parametrize("state", ["drafted", "checked"])
def test_what_is_not_approved_cannot_be_published(request, state, dev):
    version = request.getfixturevalue(state)

    with pytest.raises(Refused, match=f"This version is {version.state.replace('drafted', 'draft')} now"):
        publish_agreement(version=version, seen=version.sha256, by=dev)


def test_a_draft_cannot_be_approved(drafted, dev):
    with pytest.raises(Refused, match="This version is draft now"):
        approve_agreement(version=drafted, key=Key.FIRST, seen=drafted.sha256, by=dev)


def test_another_text_throws_it_back_to_a_draft_and_ends_the_approvals(approved, dev, elin):
    changed = draft_agreement(text=NEXT.replace('"42.00"', '"43.50"'), name="next.toml", by=dev)

    assert changed.pk == approved.pk
    assert changed.state == State.DRAFT
    assert not Approval.objects.exists()
    assert told(changed)[-1] == ("replaced", "Dev")
    with pytest.raises(Refused, match="is draft now"):
        publish_agreement(version=approved, seen=approved.sha256, by=elin)


def test_nobody_approves_a_text_that_they_were_not_shown(checked, dev, elin):
    approve_agreement(version=checked, key=Key.FIRST, seen=checked.sha256, by=dev)
    shown = checked.sha256
    changed = draft_agreement(text=NEXT.replace('"42.00"', '"43.50"'), name="next.toml", by=dev)
    check_agreement(version=changed, by=dev)
    approve_agreement(version=changed, key=Key.FIRST, seen=changed.sha256, by=dev)

    with pytest.raises(Refused, match="text has changed since you opened the page"):
        approve_agreement(version=changed, key=Key.SECOND, seen=shown, by=elin)


def test_the_same_text_again_changes_nothing(approved, dev):
    again = draft_agreement(text=NEXT.replace("\n", "\r\n"), name="pasted", by=dev)

    assert again.state == State.APPROVED
    assert again.steps.count() == approved.steps.count()


def test_a_withdrawn_version_stays_on_record_and_can_be_loaded_again(approved, dev):
    withdrawn = withdraw_agreement(version=approved, by=dev)
    assert withdrawn.state == State.WITHDRAWN
    assert not Approval.objects.exists()

    again = draft_agreement(text=NEXT, name="next.toml", by=dev)

    assert (again.pk, again.state) == (approved.pk, State.DRAFT)
    assert [kind for kind, _ in told(again)][-2:] == ["withdrawn", "loaded"]


def test_a_published_version_is_not_withdrawn(published, dev):
    with pytest.raises(Refused, match="never taken back"):
        withdraw_agreement(version=published, by=dev)


def test_pressing_twice_publishes_once(published, elin, dev):
    again = publish_agreement(version=published, seen=published.sha256, by=dev)

    assert again.published_by == elin
    assert again.published_at == published.published_at
    assert Change.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("document = 'x'", "never changes"),
        ("label = 'x'", "never changes"),
        ("sha256 = 'x'", "never changes"),
        ("in_force_from = '2020-01-01'", "never changes"),
        ("state = 'draft'", "never changes"),
        ("published_by_id = loaded_by_id", "never changes"),
    ],
)
def test_the_database_itself_keeps_what_is_published(published, change, message):
    with pytest.raises(InternalError, match=message):
        sql(f"UPDATE compliance_agreementversion SET {change} WHERE id = %s", published.pk)


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("DELETE FROM compliance_agreementversion WHERE id = %s", "never deleted"),
        ("DELETE FROM compliance_approval WHERE version_id = %s", "never changes"),
        ("UPDATE compliance_approval SET at = now() WHERE version_id = %s", "never changes"),
        ("DELETE FROM compliance_versionstep WHERE version_id = %s", "never changed"),
        ("UPDATE compliance_versionstep SET at = now() WHERE version_id = %s", "never changed"),
    ],
)
def test_the_database_itself_keeps_the_record_of_what_was_done(published, statement, message):
    with pytest.raises(InternalError, match=message):
        sql(statement, published.pk)


def test_writing_the_same_row_again_is_no_change(published):
    sql("UPDATE compliance_agreementversion SET label = label WHERE id = %s", published.pk)

    assert AgreementVersion.objects.get(pk=published.pk).label == "2026"


@pytest.mark.parametrize("state", ["approved", "published"])
def test_the_database_itself_asks_for_two_keys(checked, dev, state):
    approve_agreement(version=checked, key=Key.FIRST, seen=checked.sha256, by=dev)

    with pytest.raises(InternalError, match="approval of two people"):
        sql(f"UPDATE compliance_agreementversion SET state = '{state}' WHERE id = %s", checked.pk)


def test_the_database_itself_approves_only_what_is_checked(drafted, dev):
    with pytest.raises(InternalError, match="Only a version that has been checked"), transaction.atomic():
        Approval.objects.create(version=drafted, person=dev, key=Key.FIRST, sha256=drafted.sha256)


def test_the_database_itself_makes_a_new_text_a_draft(approved):
    with pytest.raises(InternalError, match="is a draft again"):
        sql("UPDATE compliance_agreementversion SET document = 'x' WHERE id = %s", approved.pk)


def test_what_the_database_refuses_is_said_in_its_words(published, dev):
    with pytest.raises(Refused, match="A published version of an agreement never changes") as refused, changing(dev):
        AgreementVersion.objects.filter(pk=published.pk).update(document="x")

    assert "CONTEXT" not in str(refused.value)
    assert refused.value.remedy


def test_the_command_line_publishes_at_once_and_says_that_it_had_no_keys(west_midlands, dev):
    version = load_agreement(text=NEXT, name="next.toml", publish=True, by=dev)

    assert version.state == State.PUBLISHED
    assert version.without_keys
    assert told(version) == [("loaded", "Dev"), ("checked", "Dev"), ("without_keys", "Dev")]


def test_the_command_line_publishing_what_two_people_approved_had_keys(approved, dev):
    version = load_agreement(text=NEXT, name="next.toml", publish=True, by=dev)

    assert version.state == State.PUBLISHED
    assert not version.without_keys


def test_a_clean_file_from_the_command_line_is_checked(west_midlands, dev):
    assert load_agreement(text=NEXT, name="next.toml", publish=False, by=dev).state == State.CHECKED


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


def test_a_draft_may_have_what_the_portal_does_not_know_and_is_not_checked(west_midlands, dev):
    version = draft_agreement(text=NEXT.replace("E08000025", "E08999999"), name="next.toml", by=dev)

    with pytest.raises(NotClean) as refused:
        check_agreement(version=version, by=dev)

    [problem] = refused.value.problems
    assert problem.message == "E08999999 is not an authority of the region."
    assert NEXT.splitlines()[problem.line - 1] == 'authority = "E08000025"'
    assert AgreementVersion.objects.get().state == State.DRAFT


def test_what_was_clean_is_looked_at_again_before_each_key(checked, dev):
    Authority.objects.filter(ons_code="E08000025").update(ons_code="E08000099")

    with pytest.raises(NotClean, match="E08000025 is not an authority of the region"):
        approve_agreement(version=checked, key=Key.FIRST, seen=checked.sha256, by=dev)


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


def test_an_older_version_published_later_does_not_rename_the_roles(published, dev):
    older = SHIPPED.replace('name = "team manager"', 'name = "head of team"')
    load_agreement(text=older, name="older.toml", publish=True, by=dev)

    assert JobRole.objects.get(slug="team_manager").name == "team manager"


def test_a_draft_does_not_rename_a_published_agreement(published, dev):
    text = NEXT.replace('version = "2026"', 'version = "2027"').replace("Memorandum", "Concordat")
    draft_agreement(text=text, name="draft.toml", by=dev)

    assert "Memorandum" in Agreement.objects.get().title


def test_a_region_that_is_not_known_is_refused(db):
    with pytest.raises(Refused, match="The region E12000005 is not known"):
        load_agreement(text=SHIPPED, name="mou.toml", publish=True, by=PersonFactory())
