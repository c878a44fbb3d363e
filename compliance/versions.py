"""Agreements and their versions: each as its file, what was done with it, and who has turned which key."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from authorities.models import Region
from authorities.people import Appointment

Role = Appointment.Role
LOADERS = (Role.WME_ANALYST, Role.LEAD_DCS)
DRAFT_READERS = (*LOADERS, Role.AUDITOR)
TABLE = "compliance_agreementversion"


def refusing(name, operation, condition, message):
    """A trigger that lets nobody do this, whatever program they use; `condition` is about the rows OLD and NEW."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=operation,
        condition=pgtrigger.Condition(condition) if condition else None,
        func=f"RAISE EXCEPTION '{message}';",
    )


class Agreement(models.Model):
    """An agreement that authorities keep: a region's own, or the national rules."""

    class Regime(models.TextChoices):
        NATIONAL = "national", "National rules"
        REGIONAL = "regional", "Regional agreement"

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    regime = models.CharField(max_length=10, choices=Regime)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="agreements")

    def __str__(self):
        return self.title


class AgreementVersionQuerySet(models.QuerySet):
    def published(self):
        """Versions that answers follow, or followed."""
        return self.filter(state=AgreementVersion.State.PUBLISHED)

    def for_user(self, person):
        """Published versions, for everybody; the others, for those who load them, turn a key or audit."""
        return self.filter(Q(state=AgreementVersion.State.PUBLISHED) | _of_regions(person, DRAFT_READERS))

    def worked_on_by(self, person, *roles):
        """Versions with which this person may do something, in one of these roles or in any."""
        return self.filter(_of_regions(person, roles or LOADERS))


def _of_regions(person, roles):
    """Of the regions for which a person holds one of these roles, and the national rules, which bind each region."""
    regions = [held.region_id for held in person.current_appointments if held.role in roles and held.region_id]
    return Q(agreement__region__in=regions) | Q(agreement__region__isnull=True) if regions else Q(pk__in=[])


class AgreementVersion(models.Model):
    """One version of an agreement, as the file that was loaded. A published version is never changed."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        CHECKED = "checked", "Checked"
        APPROVED = "approved", "Approved"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="versions")
    label = models.CharField(max_length=20)
    in_force_from = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    document = models.TextField(help_text="The agreement file, as it was loaded.")
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now_add=True)
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    without_keys = models.BooleanField(default=False, help_text="Published from the command line, without two keys.")

    objects = AgreementVersionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("agreement", "label"), name="agreement_version_once")]
        triggers = [
            refusing(
                "published_stays",
                pgtrigger.Delete,
                "OLD.state = 'published'",
                "A published version of an agreement is never deleted.",
            ),
            refusing(
                "published_never_changes",
                pgtrigger.Update,
                "OLD.state = 'published' AND OLD.* IS DISTINCT FROM NEW.*",
                "A published version of an agreement never changes.",
            ),
            refusing(
                "new_text_is_a_draft",
                pgtrigger.Update,
                "NEW.state <> 'draft' AND OLD.state <> 'published'"
                " AND (OLD.document <> NEW.document OR OLD.sha256 <> NEW.sha256)",
                "A version whose text changes is a draft again.",
            ),
            pgtrigger.Trigger(
                name="two_keys",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Condition("NEW.state IN ('approved', 'published') AND NOT NEW.without_keys"),
                func="""
                    IF (SELECT count(DISTINCT person_id) FROM compliance_approval
                         WHERE version_id = NEW.id AND sha256 = NEW.sha256) < 2 THEN
                        RAISE EXCEPTION 'A version of an agreement needs the approval of two people.';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.agreement} {self.label}"

    @property
    def is_open(self):
        """Whether there is still something to decide about it."""
        return self.state not in (self.State.PUBLISHED, self.State.WITHDRAWN)


class Approval(models.Model):
    """One of the two keys, turned by one person for one text; the other needs another person."""

    class Key(models.TextChoices):
        FIRST = Role.WME_ANALYST, "First key"
        SECOND = Role.LEAD_DCS, "Second key"

    version = models.ForeignKey(AgreementVersion, models.CASCADE, related_name="approvals")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    key = models.CharField(max_length=20, choices=Key)
    sha256 = models.CharField(max_length=64, help_text="Of the text that was approved.")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = [
            models.UniqueConstraint(fields=("version", "person"), name="approval_once_by_a_person"),
            models.UniqueConstraint(fields=("version", "key"), name="approval_once_with_a_key"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="of_what_was_checked",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"""
                    IF NOT EXISTS (SELECT FROM {TABLE} v
                         WHERE v.id = NEW.version_id AND v.state = 'checked' AND v.sha256 = NEW.sha256) THEN
                        RAISE EXCEPTION 'Only a version that has been checked can be approved.';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="stays_once_published",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=f"""
                    IF EXISTS (SELECT FROM {TABLE} v WHERE v.id = OLD.version_id AND v.state = 'published') THEN
                        RAISE EXCEPTION 'The approval of a published version of an agreement never changes.';
                    END IF;
                    RETURN COALESCE(NEW, OLD);
                """,
            ),
        ]


class VersionStep(models.Model):
    """What somebody did with a version, and when. Steps are added and never changed."""

    class Kind(models.TextChoices):
        LOADED = "loaded", "Loaded as a draft"
        REPLACED = (
            "replaced",
            "Loaded again with another text, which ended earlier approvals",
        )
        CHECKED = "checked", "Checked: no problem was found"
        FIRST_KEY = "first_key", "Approved, with the first key"
        SECOND_KEY = "second_key", "Approved, with the second key"
        PUBLISHED = "published", "Published"
        WITHOUT_KEYS = "without_keys", "Published from the command line, without two keys"
        WITHDRAWN = "withdrawn", "Withdrawn"

    version = models.ForeignKey(AgreementVersion, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=15, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sha256 = models.CharField(max_length=64, help_text="Of the text that it was done with.")

    class Meta:
        ordering = ("at", "pk")
        triggers = [
            refusing(
                "step_stays",
                pgtrigger.Update | pgtrigger.Delete,
                "",
                "What was done with a version of an agreement is never changed.",
            )
        ]
