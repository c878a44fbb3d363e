"""The app that tells others."""

from django.apps import AppConfig


class Reports(AppConfig):
    name = "reports"
    verbose_name = "Reports"
