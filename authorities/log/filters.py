"""What the pages of the log may be narrowed to, and the sample that is drawn from it."""

from datetime import datetime, time, timedelta

import django_filters
from django.apps import apps
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import BigIntegerField, CharField, F, Func, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from ..forms import DateField, FilterForm, WholeNumberField
from . import reads
from .models import LogEntry, LogRead

SAMPLE, MOST = 30, 200


class DayFilter(django_filters.Filter):
    field_class = DateField


class NumberFilter(django_filters.Filter):
    field_class = WholeNumberField


class LogFilter(django_filters.FilterSet):
    """Entries by what was done, by whom, about what and when; and a seed, with which a sample of them is drawn."""

    kind = django_filters.ChoiceFilter(label="What was done", choices=LogEntry.Kind.choices, empty_label="Anything")
    authority = django_filters.ChoiceFilter(label="Authority", field_name="authority_id", empty_label="All")
    person = NumberFilter(
        label="Person’s number",
        method="of_person",
        help_text="It stands beside each name",
        validators=[MinValueValidator(1), MaxValueValidator(BigIntegerField.MAX_BIGINT)],
    )
    about = django_filters.ChoiceFilter(label="Records", empty_label="All")
    row = django_filters.CharFilter(label="Record’s number", field_name="about_id", max_length=200)
    from_on = DayFilter(label="From", method="from_day")
    until_on = DayFilter(label="Until", method="until_day")
    seed = django_filters.CharFilter(
        label="Seed of a sample",
        method="as_it_is",
        max_length=50,
        help_text="Any word. The same word draws the same entries again",
    )
    size = NumberFilter(
        label="Entries in the sample",
        method="as_it_is",
        help_text=f"{SAMPLE} where you leave it out",
        validators=[MinValueValidator(1), MaxValueValidator(MOST)],
    )

    # A saved filter has no room for one record, nor for a lot that is drawn once.
    not_kept = ("row", "number", "seed", "size")

    class Meta:
        model = LogEntry
        fields = ()
        form = FilterForm

    def __init__(self, data, *, queryset, authorities):
        super().__init__(data, queryset=queryset)
        self.filters["authority"].extra["choices"] = [(each.pk, each.name) for each in authorities]
        self.offer()

    def offer(self):
        self.filters["about"].extra["choices"] = [(table, called(table)) for table in tables()]

    @property
    def sample(self):
        """The entries drawn by the seed, in their own order; None where no sample is asked for."""
        asked = self.form.cleaned_data if self.form.is_valid() else {}
        if not asked.get("seed"):
            return None
        drawn = drawn_by(asked["seed"], self.qs)[: int(asked.get("size") or SAMPLE)]
        return sorted(drawn, key=lambda entry: entry.pk)

    def of_person(self, entries, _, number):
        return entries.filter(Q(by_id=int(number)) | Q(on_behalf_of_id=int(number)))

    def from_day(self, entries, _, day):
        return entries.filter(at__gte=_start_of(day))

    def until_day(self, entries, _, day):
        return entries.filter(at__lt=_start_of(day + timedelta(days=1)))

    def as_it_is(self, entries, _, value):
        """A seed and a size narrow nothing."""
        return entries


class ReadFilter(LogFilter):
    """Pages that were read, by who read which, about which number, and when."""

    kind = about = row = seed = size = None
    authority = django_filters.ChoiceFilter(label="Authority", method="of_authority", empty_label="All")
    page = django_filters.ChoiceFilter(label="Page", field_name="via", empty_label="Any")
    number = NumberFilter(
        label="Number in the address",
        method="of_number",
        help_text="Such as a placement’s number",
        validators=[MinValueValidator(0), MaxValueValidator(BigIntegerField.MAX_BIGINT)],
    )

    class Meta(LogFilter.Meta):
        model = LogRead

    def offer(self):
        self.filters["page"].extra["choices"] = sorted((name, page_called(name)) for name in reads.pages())

    def of_authority(self, rows, _, authority):
        """Those that its own people read, and those of its records that others opened."""
        return rows.filter(Q(authority_id=authority) | Q(whose_id=authority))

    def of_person(self, rows, _, number):
        return rows.filter(by_id=int(number))

    def of_number(self, rows, _, number):
        return rows.filter(ids__regex=rf"=0*{int(number)}( |$)")


def page_called(name):
    """The name of a page, as words."""
    return name.replace("_", " ").capitalize().replace("Api ", "API: ")


def drawn_by(seed, entries):
    """Entries in the order of the SHA-256 of `seed:number`: anybody can draw the same, and nobody can choose."""
    lot = Concat(Value(f"{seed}:"), Cast(F("pk"), CharField()))
    digest = Func(Func(lot, Value("UTF8"), function="convert_to"), function="sha256", output_field=CharField())
    return entries.order_by(digest)


def tables():
    """The tables that entries are about, by the words for what they hold."""
    return sorted((model._meta.db_table for model in _models()), key=called)


def called(table):
    """What the rows of a table are called."""
    for model in _models():
        if model._meta.db_table == table:
            return str(model._meta.verbose_name).capitalize()
    return table


def _models():
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]


def _start_of(day):
    return timezone.make_aware(datetime.combine(day, time.min))
