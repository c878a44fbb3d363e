"""The app that joins the rooms."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "mou_portal"

    def ready(self):
        from mou_portal import celery  # noqa: F401 - so that whoever puts work on the list can ring the bell
