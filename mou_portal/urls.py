"""Root addresses: each app names its own."""

from django.urls import include, path

from .pages import home

urlpatterns = [
    path("", home.home, name="home"),
    path("", include("authorities.urls")),
    path("", include("placements.urls")),
    path("", include("compliance.urls")),
    path("", include("reports.urls")),
]
