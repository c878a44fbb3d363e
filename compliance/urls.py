"""Addresses of the compliance pages."""

urlpatterns = []
