"""A council's application: which issuer speaks for which authority."""

from django.db import models


class Council(models.Model):
    """The issuer that an authority signs its own people in with; the application itself is allauth's."""

    authority = models.OneToOneField("authorities.Authority", models.PROTECT, related_name="council")
    app = models.OneToOneField("socialaccount.SocialApp", models.PROTECT, related_name="council")
    issuer = models.URLField(unique=True, help_text="For Entra ID: https://login.microsoftonline.com/TENANT/v2.0")
    email_domains = models.JSONField(default=list, help_text="Domains whose addresses the council alone gives out.")

    def __str__(self):
        return str(self.authority)
