"""Addresses of the placements pages."""

from django.urls import path

from .pages import job_titles, leavers, parked_rows

urlpatterns = [
    path("files/rows/", parked_rows.parked_rows, name="parked_rows"),
    path("job-titles/", job_titles.job_titles, name="job_titles"),
    path("leavers/", leavers.leavers, name="leavers"),
]
