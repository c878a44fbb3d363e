"""When the last change was recorded in the tables that reports read: a report's own time, whatever the clock says."""

from django.apps import apps
from pghistory.models import Event

from compliance.models import AgreementVersion


def known_at(fallback):
    """The moment of the last recorded change; `fallback` where nothing was ever recorded."""
    moments = [AgreementVersion.objects.order_by("-loaded_at").values_list("loaded_at", flat=True).first()]
    for model in apps.get_models():
        if issubclass(model, Event):
            # By number, which is indexed: the last revision written carries the last moment.
            moments.append(model.objects.order_by("-pgh_id").values_list("pgh_created_at", flat=True).first())
    return max(filter(None, moments), default=fallback)
