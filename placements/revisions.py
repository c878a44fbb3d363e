"""The history of a placement in words: what was changed, from what to what, when and by whom."""

from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from django.apps import apps

from authorities.models import Agency, JobRole, JobTitle, Person, Supplier
from authorities.wording import day_in_words, in_pounds, lower_first

from . import checks, details
from .models import PayType, Placement, Reference, Spell, Worker

MONEY = {*details.OF_RATE, "offered_hourly_pay", "amount"} - {"pay_type"}
NAMED = {
    "worker_id": Worker,
    "supplier_id": Supplier,
    "agency_id": Agency,
    "job_title_id": JobTitle,
    "job_role_id": JobRole,
}
CHOICES = {
    "pay_type": dict(PayType.choices),
    "reason": dict(Placement.Reason.choices),
    "end_reason": dict(Placement.EndReason.choices),
    "setting": dict(Spell.Setting.choices),
}
TERMS = {
    "worker_id": "Registration number",
    "supplier_id": "Supplier",
    "agency_id": "Agency",
    "job_title_id": "Job title",
    "job_role_id": "Role",
    "since": "First day of the rate",
    "reason": "Reason for use",
    "contractual_bar": "Contractual bar",
}
SILENT = {"id", "authority_id", "match_key", "keyed_by", "pseudonymised_on", "placement_id"}
TAKEN_BACK = "The placement was taken back"
# What is said of a row that was deleted, by a column that only its table has.
GONE = {
    "pay_type": "A rate was taken away",
    "setting": "A spell of experience was taken away",
    "started_on": TAKEN_BACK,
}


class Revision(NamedTuple):
    """What was written at one moment by one person; nobody's name is known for what no person wrote."""

    at: datetime
    by: str
    lines: tuple[str, ...]


class Line(NamedTuple):
    """One change in words. `change` names what was written together; `took_back` the change that it undid, if any."""

    at: datetime
    by: int | None
    text: str
    change: object = None
    took_back: str = ""


def revisions_of(placement, *, identity, reasons=True, also=()):
    """Every change to a placement, its rates, its hours and its worker's name, number and experience, latest first.

    `identity` says whether the reader may see who the worker is, `reasons` whether they may read what the authority
    keeps from its suppliers: why it went ahead with a breach, and where the worker has been. `also` are lines from
    elsewhere.
    """
    hidden = [*([] if identity else ["worker_id"]), *([] if reasons else ["breach_reason"])]
    lines = _of_placement(placement, hidden=hidden)
    lines += _hours(placement)
    if identity:
        first = lines and min(line.at for line in lines)
        worker = _lines("WorkerEvent", {"pgh_obj_id": placement.worker_id}, "")
        if reasons:
            worker += _lines("SpellEvent", {"worker_id": placement.worker_id}, _spell)
            lines += _references(placement)
        lines += [line for line in worker if line.text and first and line.at >= first]
    return gathered([*lines, *also])


def lines_of(placement, *, after):
    """The lines about a placement, its rates and who its worker is, newer than `after` (`meanwhile.Seen`)."""
    lines = _of_placement(placement, after=after)
    return [*lines, *_lines("WorkerEvent", {"pgh_obj_id": placement.worker_id}, "", after=after.worker)]


def _of_placement(placement, *, hidden=(), after=None):
    before, rate_before = (after.placement, after.rate) if after else (0, 0)
    lines = _lines("PlacementEvent", {"pgh_obj_id": placement.pk}, "Placement recorded", hidden=hidden, after=before)
    return lines + _lines("RateEvent", {"placement_id": placement.pk}, _rate, after=rate_before)


def gathered(lines):
    """Lines of one moment by one person together, latest first."""
    people = {person.pk: str(person) for person in Person.objects.filter(pk__in={line.by for line in lines})}
    lines = sorted(lines, key=attrgetter("at"), reverse=True)
    undone = {line.took_back for line in lines}
    return [
        Revision(at, people.get(by, ""), tuple(_marked(list(together), undone)))
        for (at, by), together in groupby(lines, key=lambda line: (line.at, line.by))
    ]


def _marked(together, undone):
    """The texts of one moment; what was undone says so, and so does what undid it."""
    if any(line.took_back for line in together) and not any(line.text == TAKEN_BACK for line in together):
        yield "A change was taken back"
    # With the placement its rates went too, which goes without saying.
    silent = GONE["pay_type"] if any(line.text == TAKEN_BACK for line in together) else ""
    yield from (line.text for line in together if line.text not in ("", silent))
    if any(line.change and str(line.change) in undone for line in together):
        yield "This was taken back later"


def _events(model, of):
    events = apps.get_model("placements", model).objects.filter(**of).order_by("pgh_id")
    told = ("pgh_id", "pgh_obj_id", "pgh_label", "pgh_created_at", "pgh_context_id", "pgh_context__metadata")
    return events.values(*_columns(events.model), *told)


def _columns(model):
    return [field.attname for field in model._meta.fields if not field.name.startswith("pgh_")]


def _lines(model, of, begun, *, hidden=(), after=0):
    """What became of each row: `begun` says its beginning, as words or as a function of the row.

    Of a column that is hidden it is said that it changed, and not how. Revisions up to `after` are read, not told.
    """
    before, lines = {}, []
    events = list(_events(model, of))
    names = names_in(events) | dict.fromkeys(hidden)
    for event in events:
        was = before.get(event["pgh_obj_id"])
        if event["pgh_id"] > after:
            undid = (event["pgh_context__metadata"] or {}).get("took_back", "")
            moment = event["pgh_created_at"], _by(event)
            lines += [Line(*moment, text, event["pgh_context_id"], undid) for text in _told(event, was, begun, names)]
        before[event["pgh_obj_id"]] = event
    return lines


def _told(event, was, begun, names):
    if event["pgh_label"] == "delete":
        return [next((words for column, words in GONE.items() if column in event), "Taken away")]
    if was is None or was["pgh_label"] == "delete":
        return [begun(event) if callable(begun) else begun]
    changed = [
        name for name in event if name not in SILENT and not name.startswith("pgh_") and event[name] != was[name]
    ]
    lines = [_changed(name, was[name], event[name], names) for name in changed]
    return [f"Experience: {lower_first(line)}" for line in lines] if "setting" in event else lines


def _changed(name, before, after, names):
    if name in names and names[name] is None:
        return f"{term(name)} changed"
    return f"{term(name)} changed from {in_words(name, before, names)} to {in_words(name, after, names)}"


def _rate(event):
    pay = in_pounds(event["hourly_pay"]) or "hourly pay not known"
    return f"Rate from {day_in_words(event['since'])}: {pay} an hour, {in_words('pay_type', event['pay_type'], {})}"


def _spell(event):
    last = f"to {day_in_words(event['until_on'])}" if event["until_on"] else "and still there"
    where = f"{CHOICES['setting'][event['setting']]}{event['employer'] and ', ' + event['employer']}"
    return f"Experience recorded: {where}, {day_in_words(event['from_on'])} {last}"


REFERENCE = {"insert": "recorded", "update": "amended", "delete": "taken away"}


def _references(placement):
    """Each reference as it stood at every change."""
    return [
        Line(
            event["pgh_created_at"], _by(event), f"{_reference(event)} {REFERENCE[event['pgh_label']]}: {event['who']}"
        )
        for event in _events("ReferenceEvent", {"placement_id": placement.pk})
    ]


def _reference(event):
    if event["kind"] == Reference.Kind.GIVEN:
        return f"Own reference given on {day_in_words(event['done_on'])}"
    if event["done_on"]:
        return f"Reference received on {day_in_words(event['done_on'])}"
    return f"Reference asked for on {day_in_words(event['asked_on'])}"


def _hours(placement):
    """Timesheets come by the hundred, so each delivery is one line."""
    deliveries = defaultdict(int)
    for event in _events("HoursEvent", {"placement_id": placement.pk}):
        deliveries[event["pgh_created_at"], _by(event)] += 1
    return [
        Line(at, by, f"Hours recorded or corrected for {count} week{'' if count == 1 else 's'}")
        for (at, by), count in deliveries.items()
    ]


def names_in(events):
    """The names behind the ids in these events, with one query for each kind."""
    found = {}
    for column, model in NAMED.items():
        wanted = {event[column] for event in events if event.get(column)}
        found[column] = {each.pk: str(each) for each in model.objects.filter(pk__in=wanted)} if wanted else {}
    return found


def _by(event):
    return actor(event["pgh_context__metadata"])


def actor(context):
    """Who wrote a row: an action names its person; what a page wrote by other means, whoever had signed in."""
    context = context or {}
    return context.get("by") or context.get("user")


def term(name):
    """A column as people read it."""
    return TERMS.get(name) or checks.named(name)


def in_words(name, value, names):
    """A stored value as people read it."""
    if value is None or value == "":
        return "not known"
    if name in names:
        return f"“{names[name].get(value, value)}”"
    if name in CHOICES:
        return CHOICES[name].get(value, value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return in_pounds(value) if name in MONEY else f"{value.normalize():f}"
    return day_in_words(value) if isinstance(value, date) else (str(value) if isinstance(value, int) else f"“{value}”")
