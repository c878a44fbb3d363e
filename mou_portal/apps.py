"""The app that joins the rooms."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "mou_portal"

    def ready(self):
        # So that whoever puts work on the list can ring the bell, and `check --deploy` asks our questions too.
        from mou_portal import celery, deploy_checks  # noqa: F401
