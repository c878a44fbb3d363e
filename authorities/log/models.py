"""The log's tables: what was done, what it was about in detail, and the chain that holds it together.

The database writes and keeps them (`authorities/migrations/`): rows are added by triggers and by `log_note`, and nobody
changes or removes them. Django manages none of it, so that no `flush` and no `save` meets a refusal.
"""

import json
from functools import reduce
from operator import or_

from django.apps import apps
from django.db import models
from django.db.models import Q

from .. import clock
from ..people import Appointment

Role = Appointment.Role
READERS = (Role.AUDITOR, Role.ADMINISTRATOR)


class LogEntryQuerySet(models.QuerySet):
    authorities: tuple[str, ...] = ("authority_id",)  # the columns that say whose a row is

    def for_user(self, person):
        """What an auditor audits: of an authority, or of a region and its members; all, for an administrator."""
        if not person.is_authenticated or not person.is_active:
            return self.none()
        if person.holds(Role.ADMINISTRATOR):
            return self
        return self.filter(audited_by(person, *self.authorities))

    def with_details_for(self, person):
        """Those among them whose details, which hold records and names, this person may read as well."""
        return self.filter(audited_by(person))


def audited_by(person, *columns):
    """Rows about an authority that this person audits, or about a region or one that is or was its member.

    `columns`: those that name the authority, else `authority_id` alone.
    """
    held = [each for each in person.current_appointments if each.role == Role.AUDITOR]
    regions = {each.region_id for each in held if each.region_id}
    members = apps.get_model("authorities", "Membership").objects.begun_by(clock.today()).filter(region__in=regions)
    authorities = {each.authority_id for each in held if each.authority_id}
    if regions:
        authorities |= set(members.values_list("authority", flat=True))
    about = (Q(**{f"{column}__in": authorities}) for column in columns or ("authority_id",))
    return reduce(or_, about, Q(region_id__in=regions))


class LogEntry(models.Model):
    """One thing that was done, without personal data: numbers of people and rows, names of tables and pages alone."""

    class Kind(models.TextChoices):
        ADDED = "added", "Added"
        CHANGED = "changed", "Changed"
        REMOVED = "removed", "Removed"
        LOOK_UP = "look_up", "Looked up"
        EXPORT = "export", "Exported"
        REFUSAL = "refusal", "Refused"
        SIGN_IN = "sign_in", "Signed in"
        SIGN_OUT = "sign_out", "Signed out"
        FAILED_SIGN_IN = "failed_sign_in", "Failed to sign in"
        LOCK_OUT = "lock_out", "Locked out"
        ERASURE = "erasure", "Details erased"
        ANCHOR = "anchor", "Log checked"
        SEAL = "seal", "Day of reading sealed"

    at = models.DateTimeField()
    txid = models.BigIntegerField(help_text="The database transaction: entries with one number were written together.")
    kind = models.TextField(choices=Kind)
    # Plain numbers, so that no person, authority or region is kept from being removed by what they did.
    by_id = models.BigIntegerField(null=True)
    on_behalf_of_id = models.BigIntegerField(null=True)
    authority_id = models.BigIntegerField(null=True)
    region_id = models.BigIntegerField(null=True)
    via = models.TextField(help_text="The page, command or job.")
    about = models.TextField(help_text="The table.")
    about_id = models.TextField(help_text="The row's number.")
    digest = models.BinaryField(null=True, help_text="SHA-256 of the salt and the details; empty without details.")

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "authorities_logentry"
        ordering = ("-id",)


class LogDetail(models.Model):
    """What was written, before and after, and why. It may be erased: the entry's digest stays, and proves the rest."""

    entry = models.OneToOneField(
        LogEntry, models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="detail"
    )
    salt = models.BinaryField(help_text="Random, so that nobody can guess what was erased from its digest.")
    details = models.TextField(help_text="JSON, kept letter for letter.")

    class Meta:
        managed = False
        db_table = "authorities_logdetail"

    def as_dict(self):
        """The details, read."""
        return json.loads(self.details)


class LogLink(models.Model):
    """An entry's place in its day, and the hash that ties it to all before it."""

    entry = models.OneToOneField(
        LogEntry, models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="link"
    )
    day = models.DateField(help_text="London's day on which the entry was committed.")
    number = models.IntegerField(help_text="From 1 each day, without gaps.")
    hash = models.BinaryField(help_text="SHA-256 of the hash before it and the entry.")

    class Meta:
        managed = False
        db_table = "authorities_loglink"
        ordering = ("day", "number")


class LogReadQuerySet(LogEntryQuerySet):
    """Rows of what was read: an auditor audits what their own people read, and who else opened a record of theirs."""

    authorities = ("authority_id", "whose_id")


class LogRead(models.Model):
    """That one page, file or answer was given to somebody: numbers alone, and no time in the chain."""

    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True, help_text="The person; empty for a page behind a one-time link.")
    authority_id = models.BigIntegerField(null=True)
    region_id = models.BigIntegerField(null=True)
    via = models.TextField(help_text="The page.")
    ids = models.TextField(help_text="The numbers in its address.")
    method = models.TextField()
    whose_id = models.BigIntegerField(null=True, help_text="The authority whose record the address names, if one's.")

    objects = LogReadQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "authorities_logread"
        ordering = ("-id",)
        verbose_name = "page read"
        verbose_name_plural = "pages read"
