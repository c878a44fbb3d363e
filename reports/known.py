"""When the last change was recorded in the tables that reports read: a report's own time, whatever the clock says."""

from django.apps import apps
from django.db.models import Max
from pghistory.models import Event

from compliance.models import AgreementVersion


def known_at(fallback):
    """The moment of the last recorded change; `fallback` where nothing was ever recorded."""
    # A draft changes no report until it is published.
    moments = [AgreementVersion.objects.aggregate(last=Max("published_at"))["last"]]
    for model in apps.get_models():
        if issubclass(model, Event):
            # By number, which is indexed: the last revision written carries the last moment.
            moments.append(model.objects.order_by("-pgh_id").values_list("pgh_created_at", flat=True).first())
    return max(filter(None, moments), default=fallback)
