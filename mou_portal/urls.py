"""Root addresses: each app names its own."""

from django.urls import include, path
from health_check.views import HealthCheckView

from .browser_headers import REPORTS
from .browser_reports import browser_reports
from .pages import home

urlpatterns = [
    path("", home.home, name="home"),
    # The broker is left out: without it pages work, and work on the list waits for the next bell.
    path("health/", HealthCheckView.as_view(checks=["health_check.checks.Database"]), name="health"),
    path(REPORTS.lstrip("/"), browser_reports, name="browser_reports"),
    path("api/v1/", include("mou_portal.api")),
    path("", include("authorities.urls")),
    path("", include("placements.urls")),
    path("", include("compliance.urls")),
    path("", include("reports.urls")),
]
