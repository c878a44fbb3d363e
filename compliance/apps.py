"""The app that knows what was agreed, and whether it was kept."""

from django.apps import AppConfig


class Compliance(AppConfig):
    name = "compliance"
    verbose_name = "Compliance"
