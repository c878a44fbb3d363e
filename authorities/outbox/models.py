"""One e-mail as it waits to be sent, or as it was sent: to whom, of what kind, when, and why not yet."""

from django.db import models
from django.utils import timezone

ADDRESS_LENGTH = 254


class MailQuerySet(models.QuerySet):
    def waiting(self):
        """E-mails that are still to be sent."""
        return self.filter(sent_at__isnull=True, failed_at__isnull=True)

    def failed(self):
        """E-mails that were tried as often as they are, and not sent."""
        return self.filter(failed_at__isnull=False)


class Mail(models.Model):
    """An e-mail. Its text is sealed while it waits, because it may hold a link that opens an account, and then gone."""

    class Kind(models.TextChoices):
        INVITATION = "invitation", "Invitation"
        PASSWORD = "password", "Forgotten password"
        NOTICE = "notice", "Change to an account"
        LOG_HEAD = "log_head", "Head of the log"
        DIGEST = "digest", "What there is to do"

    kind = models.CharField(max_length=10, choices=Kind)
    to = models.EmailField("to", max_length=ADDRESS_LENGTH)
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    unsubscribe = models.CharField("address that stops such e-mails", max_length=500, blank=True)
    once = models.CharField("name under which no other is written", max_length=100, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    next_try_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    error = models.CharField("why it was not sent", max_length=500, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("once",), condition=~models.Q(once=""), name="mail_of_a_name_once")
        ]
        indexes = [
            models.Index(
                fields=("next_try_at",),
                condition=models.Q(sent_at__isnull=True, failed_at__isnull=True),
                name="mail_waiting",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} to {self.to}"

    @property
    def state(self):
        """In a word, as the page shows it."""
        return "sent" if self.sent_at else "failed" if self.failed_at else "waiting"
