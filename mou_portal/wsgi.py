"""The entry point for a web server."""

import os

from django.core.wsgi import get_wsgi_application

from mou_portal.settled import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mou_portal.settings")

application = get_wsgi_application()
settle()
