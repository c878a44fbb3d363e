"""One authority's records, looked up together and written together: a single record is a list of length one."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from django.db import IntegrityError

from authorities.acting import acting
from authorities.clock import today as clock_today
from authorities.refusal import Refused

from .. import checks, details
from ..listed import Listed
from ..matching import match_key
from ..models import Change, Placement, Rate, Worker

RATE_PARTS = tuple(details.OF_RATE)
VALUES = (
    "worker", "supplier_id", "agency_id", "job_title_id", "job_role_id", *details.OF_PLACEMENT,
)  # fmt: skip
IN_USE = partial(
    Refused,
    "This supplier’s reference is already used by another placement.",
    "Check the reference, or open the placement that has it and amend that one.",
    "reference",
)


@dataclass
class Sheet:
    """One placement on the desk: its values and its rates by their first day, as they are to be written."""

    values: dict
    rates: dict[date, dict]
    placement: Placement | None = None
    was: tuple = ()
    listed: Listed = field(default_factory=Listed)

    @classmethod
    def of(cls, placement):
        """A stored placement; its rates may have been fetched with it."""
        values = {name: getattr(placement, name) for name in VALUES}
        rates = {rate.since: {part: getattr(rate, part) for part in RATE_PARTS} for rate in placement.rates.all()}
        sheet = cls(values, rates, placement, listed=Listed.of(placement.references.all()))
        sheet.was = sheet.copied()
        return sheet

    def copied(self):
        return dict(self.values), {since: dict(parts) for since, parts in self.rates.items()}

    @property
    def changed(self):
        return self.was != (self.values, self.rates)


@dataclass
class Desk:
    """What lies on the desk of one authority while rows are taken in; nothing is stored before `write`."""

    authority: object
    today: date
    workers: dict[str, Worker] = field(default_factory=dict)
    sheets: dict[tuple, Sheet] = field(default_factory=dict)
    renamed: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)
    # What else to write once the workers are stored: each has a `write`.
    also: list = field(default_factory=list)

    def look_up(self, *, swe_numbers=(), references=()):
        """Fetch the workers of these numbers and, locked, the placements of these (supplier id, reference) pairs."""
        found = Worker.objects.filter(authority=self.authority, swe_number__in=set(swe_numbers) - self.workers.keys())
        self.workers.update({worker.swe_number: worker for worker in found})
        wanted = set(references) - self.sheets.keys()
        placements = (
            Placement.objects.select_for_update(of=("self",))
            .filter(authority=self.authority, reference__in={reference for _, reference in wanted})
            .select_related("worker")
            .prefetch_related("rates", "references")
            .order_by("pk")
        )
        for placement in placements if wanted else ():
            if (placement.supplier_id, placement.reference) not in self.sheets:
                self.put(placement)

    def put(self, placement):
        """Lay a stored placement on the desk."""
        # One object for one worker, so that a new name is seen by all who share it.
        placement.worker = self.workers.setdefault(placement.worker.swe_number, placement.worker)
        sheet = self.sheets[placement.supplier_id, placement.reference] = Sheet.of(placement)
        return sheet

    def worker(self, swe_number, name=""):
        """The authority's record of this worker, made where there is none. Of two names the fuller one is kept,
        whichever came first: the order of rows and files must not matter."""
        worker = self.workers.get(swe_number)
        if worker is None:
            worker = self.workers[swe_number] = Worker(
                authority=self.authority, swe_number=swe_number, name=name, match_key=match_key(swe_number)
            )
        elif (len(name), name) > (len(worker.name), worker.name):
            self.rename(worker, name)
        return worker

    def rename(self, worker, name):
        if worker.name != name:
            worker.name = name
            self.renamed.add(worker.swe_number)

    def write(self):
        """Store what is new and what changed, and tell compliance whose answers may change."""
        self._write_workers()
        sheets = [sheet for sheet in self.sheets.values() if sheet.changed]
        new = [sheet for sheet in sheets if sheet.placement is None]
        for sheet in new:
            sheet.placement = Placement(authority=self.authority, **sheet.values)
        Placement.objects.bulk_create(sheet.placement for sheet in new)
        _write_values(sheet for sheet in sheets if sheet.was)
        _write_rates(sheets)
        for others in self.also:
            others.write()
        self.touched |= {sheet.was[0]["worker"].match_key for sheet in sheets if sheet.was}
        self.touched |= {sheet.values["worker"].match_key for sheet in sheets}
        Change.objects.bulk_create(Change(match_key=key) for key in sorted(self.touched))

    def _write_workers(self):
        Worker.objects.bulk_create(worker for worker in self.workers.values() if worker.pk is None)
        for number in sorted(self.renamed):
            self.workers[number].save(update_fields=["name"])


def _write_values(sheets):
    for sheet in sheets:
        names = [name for name in VALUES if sheet.values[name] != sheet.was[0][name]]
        for name in names:
            setattr(sheet.placement, name, sheet.values[name])
        if names:
            sheet.placement.save(update_fields=names)


def _write_rates(sheets):
    new = []
    for sheet in sheets:
        before = sheet.was[1] if sheet.was else {}
        gone, come = sorted(before.keys() - sheet.rates.keys()), sorted(sheet.rates.keys() - before.keys())
        stored = {rate.since: rate for rate in sheet.placement.rates.all()} if before else {}
        # A rate whose first day moved stays the same rate.
        moved = dict(zip(come, gone, strict=False))
        for since, parts in sheet.rates.items():
            if since in come and since not in moved:
                new.append(Rate(placement=sheet.placement, since=since, **parts))
            elif since in moved or parts != before[since]:
                _rewrite(stored[moved.get(since, since)], since, parts)
        Rate.objects.filter(pk__in=[stored[since].pk for since in gone[len(come) :]]).delete()
        # What was fetched before is out of date now.
        sheet.placement.__dict__.pop("_prefetched_objects_cache", None)
    Rate.objects.bulk_create(new)


def _rewrite(rate, since, parts):
    rate.since = since
    for part, value in parts.items():
        setattr(rate, part, value)
    rate.save()


@contextmanager
def writing(authority, *, by, today=None):
    """A desk whose content is written, in the name of `by`, when the block ends well."""
    try:
        with acting(by):
            desk = Desk(authority, today or clock_today())
            yield desk
            desk.write()
    except IntegrityError as error:
        # Two people wrote at once: the database keeps the first.
        if "placement_reference_once" in str(error):
            raise IN_USE() from error
        if "worker_once_in_an_authority" in str(error):
            raise Refused("Somebody else has just recorded this worker.", "Send it again.", "swe_number") from error
        raise


def the_name(name):
    return checks.text(name, field="name", most=200)
