"""What a search looks through: a line for each worker and each placement, in a form that forgives how it is typed."""

from django.db import models
from django.db.models import Q

from authorities.models import Authority, Supplier

from ..querysets import SearchTextQuerySet
from .placed import Placement
from .workers import Worker


class SearchText(models.Model):
    """Number and name of a worker, and of a placement its reference too, in the form of `in_search_form`.

    The database writes these lines by trigger, so that whatever changes or erases a name changes them as well. A line
    without a placement is of the worker alone, for those who read the authority's own records.
    """

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", db_index=False)
    worker = models.ForeignKey(Worker, models.CASCADE, related_name="+")
    placement = models.ForeignKey(Placement, models.CASCADE, null=True, related_name="+", db_index=False)
    supplier = models.ForeignKey(Supplier, models.PROTECT, null=True, related_name="+", db_index=False)
    text = models.TextField()

    objects = SearchTextQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("worker",), condition=Q(placement__isnull=True), name="search_text_once_for_a_worker"
            ),
            models.UniqueConstraint(
                fields=("placement",), condition=Q(placement__isnull=False), name="search_text_once_for_a_placement"
            ),
        ]
        # A search reads the lines of an authority, or of a supplier, from the index alone.
        indexes = [
            models.Index(
                fields=("authority",),
                include=("text", "worker", "placement", "supplier"),
                name="search_text_of_authority",
            ),
            models.Index(
                fields=("supplier",),
                include=("text", "worker", "placement", "authority"),
                condition=Q(supplier__isnull=False),
                name="search_text_of_supplier",
            ),
        ]
