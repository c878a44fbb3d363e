"""Addresses of the API, version 1."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView

from compliance.api import eligibility, findings, placements
from reports import api as reports

urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="api_schema"),
    path("eligibility/", eligibility.Eligibility.as_view(), name="api_eligibility"),
    path("placements/", placements.Placements.as_view(), name="api_placements"),
    path("placements/<int:placement_id>/", placements.OnePlacement.as_view(), name="api_placement"),
    path("findings/", findings.Findings.as_view(), name="api_findings"),
    path("reports/", reports.Reports.as_view(), name="api_reports"),
    path("reports/<int:edition_id>/files/<str:name>", reports.ReportFile.as_view(), name="api_report_file"),
]
