"""What is on its way: changes to be assessed, drafts, files that were read and their parked rows."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from authorities.models import Authority, Job, Supplier
from authorities.sharing import SharedQuerySet
from authorities.wording import day_in_words

from .placed import Placement


class Change(models.Model):
    """Something that may change an answer was written: for one person everywhere, or for all who started from a day."""

    match_key = models.CharField(max_length=64, blank=True)
    started_from = models.DateField(null=True)
    at = models.DateTimeField(auto_now_add=True)


class Draft(models.Model):
    """Answers typed but not yet recorded, kept so that an error or a time-out loses nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    authority = models.ForeignKey(Authority, models.CASCADE, related_name="+")
    answers = models.JSONField(default=dict)
    # Set once recorded, so that sending the form twice records once.
    placement = models.ForeignKey(Placement, models.CASCADE, null=True, blank=True, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    objects = SharedQuerySet.as_manager()


class ImportRun(models.Model):
    """One file that was read, and what became of its rows."""

    class Kind(models.TextChoices):
        PLACEMENTS = "placements"
        LEAVERS = "leavers"
        HOURS = "hours"
        EXEMPTIONS = "exemptions"

    kind = models.CharField(max_length=10, choices=Kind)
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    supplier = models.ForeignKey(Supplier, models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    parked = models.PositiveIntegerField(default=0)
    unknown_columns = models.JSONField(default=list)
    # Months of leavers ("2026-09") that are not counted as sent while a row of this file waits.
    months_held_back = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = SharedQuerySet.as_manager()


class ParkedRow(models.Model):
    """A row that could not be taken in: where, why, and what to do."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="parked_rows")
    row_number = models.PositiveIntegerField()
    column = models.CharField(max_length=100, blank=True)
    reason = models.TextField()
    remedy = models.TextField()
    row = models.JSONField()
    row_sha256 = models.CharField(max_length=64, db_index=True)
    settled_at = models.DateTimeField(null=True)
    # Why nobody is to take it in; empty where it was taken in after all.
    discarded_because = models.CharField(max_length=200, blank=True)

    objects = SharedQuerySet.as_manager()


class Upload(models.Model):
    """A file on its way in by the browser: its bytes for hours, what was found in it for days."""

    class State(models.TextChoices):
        COLUMNS = "columns"
        CHECKING = "checking"
        CHECKED = "checked"
        TAKING = "taking"
        TAKEN = "taken"
        REFUSED = "refused"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    supplier = models.ForeignKey(Supplier, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=ImportRun.Kind)
    file_name = models.CharField(max_length=200)
    body = models.BinaryField()
    # Each heading in the file's order: its column name, as it is written, and a few of its values.
    headings = models.JSONField()
    lines = models.PositiveIntegerField()
    meaning = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State)
    told = models.JSONField(default=dict)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    # Whoever sent it, and then whoever said that it be taken in.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = SharedQuerySet.as_manager()

    def __str__(self):
        return f"{self.file_name}, {day_in_words(timezone.localtime(self.at).date())}"


class ColumnMapping(models.Model):
    """What the columns of a supplier's files mean to an authority: said once, and used for every file after it."""

    # The public register's own file, which no supplier sends.
    REGISTER = "register"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    supplier = models.ForeignKey(Supplier, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=[*ImportRun.Kind.choices, (REGISTER, "Register")])
    meaning = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    objects = SharedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("authority", "supplier", "kind"), name="columns_mean_one_thing", nulls_distinct=False
            )
        ]
