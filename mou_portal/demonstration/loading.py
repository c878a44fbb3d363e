"""Loading the demonstration book: names first, then every file by the path of real ones."""

from collections import defaultdict
from datetime import date, timedelta

from django.conf import settings

from authorities.acting import acting
from authorities.models import Authority, JobRole, Region
from authorities.refusal import Refused
from compliance import exemption_rows
from compliance.queries import rulebook
from placements import actions
from placements.imports import hours, leavers, placements
from placements.imports.intake import Intake, import_rows
from placements.models import ImportRun, Placement, ProjectTeam, Worker

from . import files, shape
from .refusing import refuse_outside_demonstrations
from .shape import REGION

FOLDER = "demonstration"
KINDS = {
    "placements": placements.KIND,
    "leavers": leavers.KIND,
    "hours": hours.KIND,
    "exemptions": exemption_rows.KIND,
}
LEAST_IN_TEAM, MOST_IN_TEAM, TEAM_GOES_ON = 2, 6, timedelta(days=60)
AGAIN = "To begin again with a book of another day: bin/demo --reset."


def load(*, on, by, today, progress):
    """Write and load the book of a day, or of the day for which it was begun; loading it again changes nothing."""
    refuse_outside_demonstrations()
    begun = day_of_book()
    if begun and on and on != begun:
        raise Refused(f"The demonstration book of {begun.isoformat()} is already loaded.", AGAIN, "on")
    if not begun and Placement.objects.exists():
        raise Refused("There are placements that are not of the demonstration.", "Use an empty database.")
    on = begun or on or today
    authorities = {each.ons_code: each for each in Authority.objects.filter(ons_code__in=shape.LIVE)}
    roles = {role.slug: role for role in JobRole.objects.filter(region__code=REGION)}
    if len(authorities) < len(shape.LIVE) or not roles:
        raise Refused("The region or its agreements are not loaded.", "Run load_region and load_agreement first.")
    book = files.invent(on=on, cap=caps())
    paths = files.write(book, settings.DATA / FOLDER)
    _name_titles(authorities, roles, by)
    for ons_code, role, since, weeks in book.notices:
        actions.record_substantive_notice(
            authority=authorities[ons_code], job_role=roles[role], since=since, weeks=weeks, by=by, today=today
        )
    counts = dict.fromkeys(KINDS, 0)
    for done, ((kind, ons_code), path) in enumerate(paths.items(), 1):
        counts[kind] += _take_in(kind, authorities[ons_code], path, by, today)
        progress(done, len(paths))
    _receive_quiet_months(book, authorities, by, today)
    for ons_code, (number, name), begun_on, role in book.posts:
        actions.record_post(
            authority=authorities[ons_code], swe_number=number, name=name, from_on=begun_on, job_role=roles[role],
            role=roles[role].name, by=by, today=today,
        )  # fmt: skip
    _record_spells(book, authorities, by, today)
    _make_teams(authorities, on, by, today)
    return {"on": on, "folder": str(settings.DATA / FOLDER), "files": len(paths), **counts}


def day_of_book():
    """The day of the book that is loaded; None where none is."""
    first = ImportRun.objects.filter(file_name__startswith=files.MARK).order_by("pk").first()
    return first and date.fromisoformat(first.file_name[len(files.MARK) + 1 :][:10])


def caps():
    """The regional pay cap in pounds an hour, by role, pay type and day."""
    book = rulebook()

    def cap(role, pay_type, day):
        version = next(version for version in book.in_force(REGION, day) if version.region)
        return version.cap(role, pay_type).on(day).value

    return cap


def _name_titles(authorities, roles, by):
    with acting(by):
        for title in shape.titles():
            actions.map_title(
                authority=authorities[title.ons_code], title=title.title, job_role=roles[title.role],
                since=title.since, by=by,
            )  # fmt: skip
        actions.map_title(authority=authorities[shape.UNMAPPED[0]], title=shape.UNMAPPED[1], by=by)


def _take_in(kind, authority, path, by, today):
    intake = Intake(kind=KINDS[kind], authority=authority, by=by, today=today, file_name=path.name)
    answer = import_rows(content=path.read_bytes(), intake=intake)
    if answer["parked"]:
        row = answer["rows"][0]
        raise Refused(f"{path.name}, row {row['row']}, {row['column']}: {row['reason']}", row["remedy"])
    return answer["added"] + answer["changed"] + answer["unchanged"]


def _record_spells(book, authorities, by, today):
    """Where some of the workers have been, as their authority has it on record."""
    numbers = {number for _, number, _ in book.spells}
    workers = {
        (worker.authority_id, worker.swe_number): worker for worker in Worker.objects.filter(swe_number__in=numbers)
    }
    for ons_code, number, told in book.spells:
        actions.record_spell(worker=workers[authorities[ons_code].pk, number], **told, by=by, today=today)


def _make_teams(authorities, on, by, today):
    """Of each authority's live members of project teams, those of one supplier make a team."""
    placed = Placement.objects.live_on(on).filter(project_team=True, authority__in=authorities.values())
    members = defaultdict(list)
    for each in placed.select_related("authority", "supplier").order_by(
        "authority__ons_code", "started_on", "reference"
    ):
        members[each.authority, each.supplier].append(each)
    for (authority, supplier), those in members.items():
        name = f"Invented team of {supplier}"
        if len(those) < LEAST_IN_TEAM or ProjectTeam.objects.filter(authority=authority, name=name).exists():
            continue
        team = actions.make_team(
            authority=authority, supplier=supplier, name=name, purpose="A backlog of assessments (invented)",
            from_on=those[0].started_on, until_on=on + TEAM_GOES_ON, by=by, today=today,
        )  # fmt: skip
        for each in those[:MOST_IN_TEAM]:
            actions.add_to_team(team=team, placement=each, by=by, today=today)


def _receive_quiet_months(book, authorities, by, today):
    """Months in which nobody left are sent as nil."""
    region = Region.objects.get(code=REGION)
    for membership in region.memberships.select_related("authority"):
        authority, months = membership.authority, []
        month = book.first_month
        while authority.ons_code in authorities and month <= book.last_month(authority.ons_code):
            months.append(month)
            month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
        actions.receive_months(authority=authority, months=months, by=by, today=today)
