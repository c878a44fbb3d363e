"""What was agreed, what was found, and the leave that was given to go outside it."""

import pghistory
from django.db import models
from django.db.models import F, Q

from authorities.models import Authority
from authorities.sharing import SharedQuerySet
from placements.models import Placement

from . import rules
from .querysets import DueItemQuerySet, ExemptionQuerySet, FindingQuerySet
from .retention.models import Certificate
from .versions import Agreement, AgreementVersion, Approval, VersionStep
from .watches.models import Watch
from .what_if.models import WhatIf

__all__ = [
    "Agreement",
    "AgreementVersion",
    "Approval",
    "Assessment",
    "Certificate",
    "DueItem",
    "Exemption",
    "Finding",
    "Met",
    "VersionStep",
    "Watch",
    "WhatIf",
]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Exemption(models.Model):
    """A named person's dated leave to go outside a clause. It never changes a finding: it stands beside it."""

    class Kind(models.TextChoices):
        EXEMPTION = "exemption", "Exemption"
        APPROVAL = "approval", "Approved exceedance"

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="exemptions")
    clause = models.SlugField(max_length=60)
    kind = models.CharField(max_length=10, choices=Kind)
    from_on = models.DateField()
    until_on = models.DateField()
    exit_plan = models.TextField(blank=True)
    decided_by = models.CharField(max_length=200)
    decided_on = models.DateField()
    second_by = models.CharField(max_length=200, blank=True)
    second_on = models.DateField(null=True, blank=True)

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("placement", "clause", "kind", "from_on"), name="exemption_once"),
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="exemption_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(kind="approval") | ~Q(exit_plan=""), name="exemption_has_an_exit_plan"),
            models.CheckConstraint(
                condition=Q(kind="exemption") | (~Q(second_by="") & Q(second_on__isnull=False)),
                name="approval_has_both_keys",
            ),
        ]

    @property
    def reference(self):
        """The name under which answers cite it."""
        return f"{self.kind}-{self.pk}"

    def as_cover(self):
        """The cover that it gives, in the shape that all surfaces share."""
        return {"kind": self.kind, "until": self.until_on.isoformat(), "reference": self.reference}


class Assessment(models.Model):
    """One run over many placements: why, with what was known, how far it came."""

    class Reason(models.TextChoices):
        NIGHTLY = "nightly", "Every placement"
        CHANGED = "changed", "Placements that changed"
        RECORDED = "recorded", "A placement was recorded"
        ASKED = "asked", "Asked for by a person"

    reason = models.CharField(max_length=10, choices=Reason)
    judged_on = models.DateField()
    known_at = models.DateTimeField()
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    last_placement_id = models.BigIntegerField(default=0)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)


class Finding(models.Model):
    """A stored outcome: a breach, or a thing that cannot be told. Numbers are stored; sentences are rendered."""

    class Verdict(models.TextChoices):
        BREACH = "breach", "Breach"
        CANNOT_TELL = "cannot_tell", "Cannot tell"

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="findings")
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="findings")
    regime = models.CharField(max_length=10, choices=Agreement.Regime)
    agreement = models.SlugField(max_length=60)
    version = models.CharField(max_length=20)
    clause = models.SlugField(max_length=60)
    rule = models.CharField(max_length=60)
    known = models.CharField("must be known", max_length=15)
    verdict = models.CharField(max_length=15, choices=Verdict)
    words = models.JSONField()
    numbers = models.JSONField()
    missing = models.CharField(max_length=300, blank=True)
    illustrative = models.BooleanField(default=False)
    role = models.SlugField(max_length=50, blank=True)
    covered_by = models.CharField(max_length=30, default="exemption approval", help_text="Kinds of leave, as words.")
    signed_before = models.BooleanField(default=False, help_text="Leave counts only if signed before its first day.")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="findings")
    judged_on = models.DateField()
    known_at = models.DateTimeField()
    found_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("placement", "agreement", "clause", "from_on"),
                condition=Q(superseded_at__isnull=True),
                name="finding_stands_once",
            )
        ]
        indexes = [
            models.Index(
                fields=("authority", "verdict", "clause"),
                condition=Q(superseded_at__isnull=True),
                name="finding_standing",
            ),
            models.Index(
                fields=("authority", "from_on"),
                condition=Q(superseded_at__isnull=True),
                name="finding_standing_by_day",
            ),
            models.Index(
                fields=("from_on",), condition=Q(superseded_at__isnull=True), name="finding_standing_by_day_alone"
            ),
        ]

    def sentence_and_remedy(self):
        """What was found and what to do, written anew from the stored numbers."""
        return rules.render(self.rule, self.words, self.numbers)

    def as_dict(self, cover=None):
        """The outcome in the shape that all surfaces share; `cover` is the leave that stands beside it."""
        sentence, remedy = self.sentence_and_remedy()
        return {
            "rule": self.rule,
            "regime": self.regime,
            "agreement": self.agreement,
            "version": self.version,
            "clause": self.clause,
            "verdict": self.verdict,
            "from": self.from_on.isoformat(),
            "until": self.until_on and self.until_on.isoformat(),
            "sentence": sentence,
            "remedy": remedy,
            "numbers": self.numbers,
            "cover": cover,
            "illustrative": self.illustrative,
        }


class Met(models.Model):
    """What a placement met when last assessed: the clauses alone, for the sentences are made again on demand."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="met")
    clauses = models.JSONField(help_text="[agreement, version, clause, from day] for each.")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="+")
    met_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    objects = SharedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("placement",), condition=Q(superseded_at__isnull=True), name="met_stands_once"
            )
        ]


class DueItem(models.Model):
    """A duty whose last day has not passed, as found when its placement was last assessed: no finding."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="due_items")
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    regime = models.CharField(max_length=10, choices=Agreement.Regime)
    agreement = models.SlugField(max_length=60)
    version = models.CharField(max_length=20)
    clause = models.SlugField(max_length=60)
    rule = models.CharField(max_length=60)
    due_on = models.DateField()
    words = models.JSONField()
    numbers = models.JSONField()

    objects = DueItemQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("placement", "agreement", "clause"), name="due_once")]
        indexes = [models.Index(fields=("authority", "due_on"), name="due_by_day")]

    def sentence_and_remedy(self):
        """What is due and how to do it, written anew from the stored numbers."""
        return rules.render(self.rule, self.words, self.numbers)
