"""The app that knows who has signed."""

from django.apps import AppConfig


class Authorities(AppConfig):
    name = "authorities"
    verbose_name = "Authorities"

    def ready(self):
        from . import permissions  # noqa: F401  the rules library keeps a registry that import fills
        from .log import signing_in

        signing_in.listen()
