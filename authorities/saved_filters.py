"""Filters that a person keeps by name, and the signed words by which a list says what may be kept."""

from django.core import signing
from django.db import models
from django.db.models import Q
from django.urls import reverse

from .people import Person

SALT = "authorities.saved_filters"
TOKEN_LASTS = 7 * 24 * 60 * 60
MOST = 30
# The lists whose filters can be kept, by the name of the page.
LISTS = {
    "placements": "Placements",
    "findings": "Findings",
    "breaches": "Breaches",
    "log": "The log",
    "log_reads": "Pages that were read",
}


class SavedFilter(models.Model):
    """What a person filters a list by. An address and no right: what it names is checked when it is opened."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="saved_filters")
    page = models.CharField(max_length=30)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000)
    first = models.BooleanField(default=False, help_text="The list opens with it.")

    class Meta:
        ordering = ("page", "name", "pk")
        constraints = [
            models.UniqueConstraint("person", "page", models.functions.Lower("name"), name="saved_filter_named_once"),
            models.UniqueConstraint(fields=("person", "page"), condition=Q(first=True), name="saved_filter_first_once"),
        ]

    def __str__(self):
        return self.name

    @property
    def url(self):
        return f"{reverse(self.page)}?{self.query}"

    @property
    def of(self):
        return LISTS.get(self.page, self.page)


def in_use(query, filterset):
    """What of an address is its filter and may be kept, as pairs, and whether something of the filter may not."""
    not_kept, form = getattr(filterset, "not_kept", ()), filterset.form
    chosen = [name for name, _, _ in form.chosen()]
    inputs = {each for name in chosen if name not in not_kept for each in _inputs(form, name)}
    pairs = [(key, value) for key, value in query.items() if key in inputs and len(value) < 100]
    return pairs, bool({*chosen} & {*not_kept})


def _inputs(form, name):
    """The names under which an address carries a field: its own, and those of its parts."""
    return [name, *(f"{name}{part}" for part in getattr(form.fields[name].widget, "widgets_names", ()))]


def offered(page, query):
    """The signed words that a list gives to be kept: its own filter, as its form has read it."""
    return signing.dumps([page, query], salt=SALT)


def taken_up(words):
    """The page and the query in such words; None where the portal did not draw them."""
    try:
        page, query = signing.loads(words, salt=SALT, max_age=TOKEN_LASTS)
    except signing.BadSignature:
        return None
    return (page, query) if page in LISTS else None


def first_of(person, page):
    """The address with which a list opens for this person; None where they have said nothing."""
    found = SavedFilter.objects.filter(person=person, page=page, first=True).first()
    return found and found.url
