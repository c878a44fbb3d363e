"""Certificates: what the sweep did, when, by which line of the schedule, and to how many rows."""

import hashlib
import json

import pgtrigger
from django.db import models

from authorities.models import Authority
from authorities.sharing import SharedQuerySet


class Certificate(models.Model):
    """Proof of one sweep over the records of one authority, or of the portal itself. It is never changed."""

    authority = models.ForeignKey(Authority, models.PROTECT, null=True, related_name="+")
    purpose = models.SlugField(max_length=30)
    done_on = models.DateField()
    made_at = models.DateTimeField(auto_now_add=True)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64, help_text="Of the content, which names the certificate before it.")

    objects = SharedQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        triggers = [pgtrigger.Protect(name="certificate_stays", operation=pgtrigger.Update | pgtrigger.Delete)]

    def is_sound(self):
        """Whether the content is what was certified."""
        return self.sha256 == digest(self.content)


def digest(content):
    """The SHA-256 of a certificate's content, written in one way."""
    return hashlib.sha256(written(content)).hexdigest()


def written(content):
    """A certificate's content as the bytes that are hashed and downloaded."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, indent=1).encode()
