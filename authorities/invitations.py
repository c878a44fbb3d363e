"""The record of an invitation: to whom, as what, from whom, until when."""

from django.db import models

from .people import Appointment, Person


class Invitation(models.Model):
    """An offer of a role by e-mail. Its one-time key is kept only as a hash, as a password would be."""

    email = models.EmailField()
    role = models.CharField(max_length=20, choices=Appointment.Role)
    authority = models.ForeignKey("authorities.Authority", models.PROTECT, null=True, related_name="+")
    region = models.ForeignKey("authorities.Region", models.PROTECT, null=True, related_name="+")
    supplier = models.ForeignKey("authorities.Supplier", models.PROTECT, null=True, related_name="+")
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    key_hash = models.CharField(max_length=64, unique=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"{self.get_role_display()}, {self.authority or self.supplier or self.region or 'the portal'}"
