"""Addresses of the compliance pages."""

from django.urls import path

from .pages import breaches, check_placement, check_worker, findings, placement, placements, record_placement

urlpatterns = [
    path("breaches/", breaches.breaches, name="breaches"),
    path("breaches/findings/", findings.findings, name="findings"),
    path("check/", check_worker.check_worker, name="check_worker"),
    path("placements/", placements.placements, name="placements"),
    path("placements/record/", record_placement.record_placement, name="record_placement"),
    path("placements/record/answer/", record_placement.record_placement_answer, name="record_placement_answer"),
    path("placements/record/<uuid:draft_id>/", check_placement.check_placement, name="check_placement"),
    path("placements/record/<uuid:draft_id>/change/", record_placement.record_placement, name="change_placement"),
    path("placements/<int:placement_id>/", placement.placement, name="placement"),
]
