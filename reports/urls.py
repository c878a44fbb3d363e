"""Addresses of the reports pages."""

from django.urls import path

from .pages import find_worker, own_record, quarterly, record_link, reports, return_ready, savings, worker_record

urlpatterns = [
    path("my-record/", own_record.own_record, name="own_record"),
    path("my-record/close/", own_record.close_own_record, name="close_own_record"),
    path("my-record/<str:token>/", own_record.open_own_record, name="open_own_record"),
    path("workers/find/", find_worker.find_worker, name="find_worker"),
    path("workers/<int:worker_id>/record/", worker_record.worker_record, name="worker_record"),
    path("workers/<int:worker_id>/record/link/", record_link.record_link, name="record_link"),
    path("workers/<int:worker_id>/record/<str:name>", worker_record.worker_record_file, name="worker_record_file"),
    path("reports/", reports.reports, name="reports"),
    path("reports/return/", return_ready.return_ready, name="return_ready"),
    path("reports/savings/<str:month>/", savings.savings, name="savings"),
    path("reports/savings/<str:month>/own.csv", savings.own_savings_file, name="own_savings_file"),
    path("reports/savings/<str:month>/rebuild/", savings.rebuild_savings, name="rebuild_savings"),
    path("reports/savings/<str:month>/files/<str:name>", savings.savings_file, name="savings_file"),
    path("reports/savings/<str:month>/authorities/<str:code>/", savings.savings_lines, name="savings_lines"),
    path("reports/quarterly/<str:quarter>/", quarterly.quarterly, name="quarterly"),
    path("reports/quarterly/<str:quarter>/rebuild/", quarterly.rebuild_quarterly, name="rebuild_quarterly"),
    path("reports/quarterly/<str:quarter>/files/<str:name>", quarterly.quarterly_file, name="quarterly_file"),
]
