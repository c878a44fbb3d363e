"""Gathering everything that one authority holds on one worker, other people's data left out."""

import json
from datetime import date, datetime

from django.apps import apps
from django.utils import timezone

from authorities.look_ups.models import LookUp
from authorities.models import Authority, Person
from authorities.people import Appointment
from authorities.sharing.contract import roles_reading
from compliance.models import Watch
from compliance.queries import rulebook
from compliance.retention.schedule import BY_SLUG, WORKERS
from placements import erasure, matching, uploads
from placements.models import Draft, ParkedRow
from placements.revisions import actor
from reports.models import Edition

from .sections import FOUND_OTHERWISE, LEFT_OUT, OF_PLACEMENT, OTHERS, REVISIONS, SECTIONS

CHANGED = {"insert": "recorded", "update": "changed", "delete": "taken away"}
STAFF_OF_PORTAL = "Staff of the portal"


def everything_about(worker, *, on, for_worker=False):
    """All that the worker's authority holds on them, as plain values: text, numbers as text, days as ISO.

    `on` is the day on which it is made (local date). Names of staff are given as their role; what others keep of the
    same person is theirs to give. `for_worker`: for the worker's own eyes, who hear of other authorities that asked
    about them, too; an officer does not.
    """
    line = BY_SLUG[WORKERS]
    placements = erasure.placements_of([worker.pk])
    sections = [_section(each, worker, placements) for each in (*SECTIONS, *REVISIONS)]
    sections += [
        {"title": FOUND_OTHERWISE[label], "kind": label, "plain": False, "rows": found(worker)}
        for label, found in OTHERWISE.items()
    ]
    sections.append(_look_ups(worker, everywhere=for_worker))
    _name_roles(sections, worker.authority)
    return {
        "authority": {"code": worker.authority.ons_code, "name": worker.authority.name},
        "made_on": on.isoformat(),
        "registration_number": worker.swe_number,
        "why_it_is_held": line.why,
        "how_long": f"{line.kept(rulebook().longest_wait)}, from {line.since}",
        "who_reads_it": [Appointment.Role(role).label for role in roles_reading("placements.Worker")],
        "sections": sections,
    }


def _section(section, worker, placements):
    model = apps.get_model(section.label)
    key = "pgh_id" if section.label.endswith("Event") else "pk"
    names = [field.name for field in model._meta.fields if field.is_relation and field.name not in LEFT_OUT]
    # What became of a placement is found also where it was taken back.
    of = {f"{section.path}__in": placements} if section.path in OF_PLACEMENT else {section.path: worker.pk}
    rows = model.objects.filter(**of).order_by(key)
    known = [name for name in names if not _is_person(model, name) and name != "placement"]
    if key == "pgh_id":
        rows = rows.select_related(*known, "pgh_context")
    elif known:
        rows = rows.select_related(*known)
    return {
        "title": section.title,
        "kind": section.label,
        "plain": section.plain,
        "rows": [_row(each, model) for each in rows],
    }


def _row(row, model):
    told = {}
    if hasattr(row, "pgh_label"):
        by = actor(row.pgh_context and row.pgh_context.metadata)
        told = {"what": CHANGED[row.pgh_label], "at": _plain(row.pgh_created_at), "by": Who(by) if by else ""}
    for field in model._meta.fields:
        if field.name in LEFT_OUT or field.name.startswith("pgh_"):
            continue
        told[field.name] = _value(row, field, model)
    if hasattr(row, "sentence_and_remedy"):
        told["sentence"], told["remedy"] = row.sentence_and_remedy()
    return told


class Who(int):
    """The id of a member of staff, of whom only the role will be told."""


def _value(row, field, model):
    value = getattr(row, field.attname)
    if value in (None, ""):
        return ""
    if field.name in OTHERS:
        return OTHERS[field.name]
    if field.is_relation and _is_person(model, field.name):
        return Who(value)
    if field.is_relation and field.name != "placement":
        return str(getattr(row, field.name))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain(value)


def _is_person(model, name):
    return model._meta.get_field(name).related_model is Person


def _plain(value):
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | list | dict) else str(value)


def _drafts(worker):
    drafts = Draft.objects.filter(authority=worker.authority, placement__isnull=True).order_by("updated_at", "pk")
    return [
        {"answers": draft.answers, "at": _plain(draft.updated_at), "by": Who(draft.person_id)}
        for draft in drafts
        if f'"{worker.swe_number}"' in json.dumps(draft.answers).upper().replace(" ", "")
    ]


def _parked_rows(worker):
    rows = ParkedRow.objects.filter(run__authority=worker.authority, row__swe_number__icontains=worker.swe_number)
    return [
        {
            "row": each.row,
            "reason": each.reason,
            "remedy": each.remedy,
            "discarded_because": each.discarded_because,
            "at": _plain(each.run.at),
            "by": Who(each.run.by_id),
        }
        for each in rows.select_related("run").order_by("pk")
        if str(each.row["swe_number"]).strip().upper() == worker.swe_number
    ]


def _uploads(worker):
    return [
        {"row": row, "file": upload.file_name, "at": _plain(upload.at), "by": Who(upload.by_id)}
        for upload, row in uploads.rows_about(worker)
    ]


def _published(worker):
    placements = dict(worker.placements.values_list("pk", "started_on"))
    if not placements:
        return []
    began = f"{min(placements.values()):%Y-%m}"
    region = worker.authority.memberships.values("region")
    editions = Edition.objects.filter(kind=Edition.Kind.SAVINGS, region__in=region, period__gte=began)
    told = editions.order_by("period", "number").values_list("period", "number", "content__lines")
    return [
        {"period": period, "edition": str(number), **line}
        for period, number, lines in told.iterator(chunk_size=4)
        for line in lines or ()
        if line["placement"] in placements
    ]


def _look_ups(worker, *, everywhere):
    """Who asked whether the worker may be engaged: for which authority, in which role, on which day, and why."""
    known = matching.SWE_NUMBER.fullmatch(worker.swe_number)
    keys = sorted({worker.match_key, *(matching.match_keys(known[0]) if known else ())})
    # Through the wall this goes by a door of the database's own, which gives no answer and no number.
    asked = LookUp.objects.raw("SELECT * FROM look_ups_about(%s) asked ORDER BY asked.at, asked.id", [keys])
    authorities = Authority.objects.in_bulk({each.authority_id for each in asked})
    rows = [
        {
            "at": timezone.localtime(each.at).date().isoformat(),
            "asked_for": str(authorities[each.authority_id]),
            "by": Who(each.by_id),
            "why": each.get_purpose_display(),
        }
        for each in asked
        if everywhere or each.authority_id == worker.authority_id
    ]
    label = "authorities.LookUp"
    return {"title": FOUND_OTHERWISE[label], "kind": label, "plain": True, "rows": rows}


def _watches(worker):
    return [
        {
            "by": Who(each.by_id),
            "why": each.get_purpose_display(),
            "starts_on": _plain(each.starts_on),
            "free_on": _plain(each.free_on),
            "at": _plain(each.made_at),
            "until_on": _plain(each.expires_on),
        }
        for each in Watch.objects.open().filter(authority=worker.authority, match_key=worker.match_key).order_by("pk")
    ]


OTHERWISE = {
    "compliance.Watch": _watches,
    "placements.Draft": _drafts,
    "placements.ParkedRow": _parked_rows,
    "placements.Upload": _uploads,
    "reports.Edition": _published,
}


def _name_roles(sections, authority):
    """Put a role in the place of each member of staff: the one they hold or held for this authority, if any."""
    rows = [row for section in sections for row in section["rows"]]
    people = {value for row in rows for value in row.values() if isinstance(value, Who)}
    held = Appointment.objects.filter(person__in=people).order_by("from_on")
    roles = {}
    for one in sorted(held, key=lambda one: one.authority_id == authority.pk):
        roles[one.person_id] = one.get_role_display()
    for row in rows:
        for name, value in row.items():
            if isinstance(value, Who):
                row[name] = roles.get(int(value), STAFF_OF_PORTAL)
