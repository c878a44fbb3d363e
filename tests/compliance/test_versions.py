"""What the database itself refuses, whatever program asks it."""

import pytest
from django.db import InternalError, connection, transaction

from compliance.actions import approve_agreement
from compliance.models import AgreementVersion, Approval

Key = Approval.Key


def sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


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
