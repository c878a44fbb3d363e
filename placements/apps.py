"""The app that knows what happened."""

from django.apps import AppConfig


class Placements(AppConfig):
    name = "placements"
    verbose_name = "Placements"
