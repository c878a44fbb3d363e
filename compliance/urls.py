"""Addresses of the compliance pages."""

from django.urls import path

from .pages import (
    agreement_version,
    agreements,
    approve_agreement,
    breaches,
    check_placement,
    check_worker,
    findings,
    load_agreement,
    placement,
    placements,
    publish_agreement,
    record_placement,
    rules,
    withdraw_agreement,
)

urlpatterns = [
    path("agreements/", agreements.agreements, name="agreements"),
    path("agreements/load/", load_agreement.load_agreement, name="load_agreement"),
    path("agreements/<int:version_id>/", agreement_version.agreement_version, name="agreement_version"),
    path("agreements/<int:version_id>/file/", agreement_version.agreement_document, name="agreement_document"),
    path("agreements/<int:version_id>/check/", agreement_version.check_agreement_version, name="check_agreement"),
    path("agreements/<int:version_id>/approve/", approve_agreement.approve_agreement, name="approve_agreement"),
    path("agreements/<int:version_id>/publish/", publish_agreement.publish_agreement, name="publish_agreement"),
    path("agreements/<int:version_id>/withdraw/", withdraw_agreement.withdraw_agreement, name="withdraw_agreement"),
    path("breaches/", breaches.breaches, name="breaches"),
    path("breaches/findings/", findings.findings, name="findings"),
    path("check/", check_worker.check_worker, name="check_worker"),
    path("placements/", placements.placements, name="placements"),
    path("placements/record/", record_placement.record_placement, name="record_placement"),
    path("placements/record/answer/", record_placement.record_placement_answer, name="record_placement_answer"),
    path("placements/record/<uuid:draft_id>/", check_placement.check_placement, name="check_placement"),
    path("placements/record/<uuid:draft_id>/change/", record_placement.record_placement, name="change_placement"),
    path("placements/<int:placement_id>/", placement.placement, name="placement"),
    path("rules/", rules.rules, name="rules"),
]
