"""Addresses of the placements pages."""

urlpatterns = []
