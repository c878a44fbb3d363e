"""Entries as an auditor reads them: places and moments in words, names for numbers, details read."""

from dataclasses import dataclass

from django.utils import dateformat

from .. import clock
from ..models import Authority, Membership, Person, Region
from ..people import Appointment
from ..wording import moment_in_words
from .models import LogDetail, LogEntry

NOTHING = "nothing"
LONGEST = 500


@dataclass(frozen=True)
class Changed:
    """One column before and after, as text; None where the entry says nothing of it."""

    name: str
    before: str | None
    after: str | None

    def in_words(self):
        """From what to what; of an entry that tells one side alone, that side."""
        if self.before is None or self.after is None:
            return (self.before or "") if self.after is None else self.after
        return f"from {self.before} to {self.after}"


def told(entries, person):
    """Put words beside each of these entries for this person; returns whether details of any are shown."""
    people = _named(Person, [each for entry in entries for each in (entry.by_id, entry.on_behalf_of_id)])
    authorities = _named(Authority, [entry.authority_id for entry in entries])
    regions = _named(Region, [entry.region_id for entry in entries])
    ids = [entry.pk for entry in entries]
    readable = set(LogEntry.objects.with_details_for(person).filter(pk__in=ids).values_list("pk", flat=True))
    details = LogDetail.objects.in_bulk(readable)
    for entry in entries:
        link = getattr(entry, "link", None)
        entry.place = f"{dateformat.format(link.day, 'j M Y')}, {link.number}" if link else f"{entry.pk}, not chained"
        entry.moment = moment_in_words(entry.at)
        entry.who = _who(people, entry.by_id) or "The portal"
        entry.behalf = _who(people, entry.on_behalf_of_id)
        entry.whose = authorities.get(entry.authority_id) or regions.get(entry.region_id) or ""
        entry.read = entry.pk in readable
        found = details.get(entry.pk)
        entry.erased = entry.read and found is None and entry.digest is not None
        entry.why, entry.changes = _read(found.as_dict()) if found else ("", [])
    return bool(details)


def told_of_reads(rows):
    """Put words beside each of these pages that were read."""
    people = _named(Person, [row.by_id for row in rows])
    authorities = _named(Authority, [each for row in rows for each in (row.authority_id, row.whose_id)])
    regions = _named(Region, [row.region_id for row in rows])
    for row in rows:
        row.moment = moment_in_words(row.at)
        row.who = _who(people, row.by_id) or "A worker, through a one-time link"
        row.works_for = authorities.get(row.authority_id) or regions.get(row.region_id) or ""
        row.whose = authorities.get(row.whose_id, "")


def authorities_in(person):
    """The authorities of which this person may read entries, by name."""
    held = [each for each in person.current_appointments if each.role == Appointment.Role.AUDITOR]
    if person.holds(Appointment.Role.ADMINISTRATOR):
        return list(Authority.objects.all())
    regions = {each.region_id for each in held if each.region_id}
    members = Membership.objects.begun_by(clock.today()).filter(region__in=regions).values("authority")
    own = Authority.objects.filter(pk__in=[each.authority_id for each in held if each.authority_id])
    return list((own | Authority.objects.filter(pk__in=members)).distinct())


def checked():
    """The entry of the last nightly check, None before the first."""
    return LogEntry.objects.filter(kind=LogEntry.Kind.ANCHOR).order_by("-pk").first()


def _named(model, ids):
    return {pk: _name(record) for pk, record in model.objects.in_bulk(set(filter(None, ids))).items()}


def _name(record):
    return record.name or "No name"


def _who(people, number):
    return f"{people.get(number, 'Somebody whose account is gone')} (person {number})" if number else ""


def _read(details):
    why = str(details.pop("why", ""))
    if {*details} <= {"before", "after"}:
        before, after = details.get("before", {}), details.get("after", {})
        names = sorted({**before, **after})
        return why, [Changed(name, _text(before, name), _text(after, name)) for name in names]
    return why, [Changed(name, None, _text(details, name)) for name in sorted(details)]


def _text(values, name):
    if name not in values:
        return None
    text = NOTHING if values[name] in (None, "") else str(values[name])
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
