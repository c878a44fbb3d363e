#!/usr/bin/env python
"""Run a command of the portal, starting the embedded servers when no others are named."""

import os
import sys

from mou_portal import embedded


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mou_portal.settings")
    try:
        embedded.ensure()
    except embedded.EmbeddedError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        settings.INSTALLED_APPS  # noqa: B018 - read now, so that what the environment lacks is said in words
    except ImproperlyConfigured as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
