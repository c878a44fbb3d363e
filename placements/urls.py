"""Addresses of the placements pages."""

from django.urls import path

from .pages import (
    correction,
    corrections,
    experience,
    file_columns,
    hold_record,
    job_titles,
    leaver,
    leavers,
    leavers_of_month,
    look_ups,
    notice_periods,
    parked_rows,
    placement_checks,
    remove_leaver,
    remove_notice,
    remove_spell,
    send_file,
    sent_file,
    type_leavers,
)

urlpatterns = [
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/<int:correction_id>/", correction.correction, name="correction"),
    path("files/", send_file.send_file, name="send_file"),
    path("files/<uuid:upload_id>/", sent_file.sent_file, name="sent_file"),
    path("files/<uuid:upload_id>/columns/", file_columns.file_columns, name="file_columns"),
    path("files/<uuid:upload_id>/delete/", sent_file.delete_file, name="delete_file"),
    path("files/<uuid:upload_id>/report.<str:ending>", sent_file.file_report_download, name="file_report"),
    path("files/rows/", parked_rows.parked_rows, name="parked_rows"),
    path("job-titles/", job_titles.job_titles, name="job_titles"),
    path("leavers/", leavers.leavers, name="leavers"),
    path("leavers/type/", type_leavers.type_leavers, name="type_leavers"),
    path("leavers/<int:year>/<int:number>/", leavers_of_month.leavers_of_month, name="leavers_of_month"),
    path("leavers/<int:post_id>/", leaver.leaver, name="leaver"),
    path("leavers/<int:post_id>/remove/", remove_leaver.remove_leaver, name="remove_leaver"),
    path("look-ups/", look_ups.look_ups, name="look_ups"),
    path("notice-periods/", notice_periods.notice_periods, name="notice_periods"),
    path("notice-periods/<int:notice_id>/remove/", remove_notice.remove_notice, name="remove_notice"),
    path("placements/<int:placement_id>/checks/", placement_checks.placement_checks, name="placement_checks"),
    path("workers/<int:worker_id>/hold/", hold_record.hold_record, name="hold_record"),
    path("workers/<int:worker_id>/experience/", experience.experience, name="experience"),
    path("workers/<int:worker_id>/experience/<int:spell_id>/remove/", remove_spell.remove_spell, name="remove_spell"),
]
