"""Addresses of the reports pages."""

from django.urls import path

from .pages import quarterly, reports, savings

urlpatterns = [
    path("reports/", reports.reports, name="reports"),
    path("reports/savings/<str:month>/", savings.savings, name="savings"),
    path("reports/savings/<str:month>/own.csv", savings.own_savings_file, name="own_savings_file"),
    path("reports/savings/<str:month>/rebuild/", savings.rebuild_savings, name="rebuild_savings"),
    path("reports/savings/<str:month>/files/<str:name>", savings.savings_file, name="savings_file"),
    path("reports/savings/<str:month>/authorities/<str:code>/", savings.savings_lines, name="savings_lines"),
    path("reports/quarterly/<str:quarter>/", quarterly.quarterly, name="quarterly"),
    path("reports/quarterly/<str:quarter>/rebuild/", quarterly.rebuild_quarterly, name="rebuild_quarterly"),
    path("reports/quarterly/<str:quarter>/files/<str:name>", quarterly.quarterly_file, name="quarterly_file"),
]
