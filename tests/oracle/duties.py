"""What must be had, given or kept: references, notice, project teams, days on site."""

from .in_force import latest, number, role_on
from .said import BREACH, CANNOT_TELL, DAY, DUE, MET, named

# Before the start


def references(world, version, clause):
    says, placement = named(version, clause), world.placement
    start, received, last = placement.started_on, placement.references_received, placement.last_reference_on
    needed = number(version, clause.id, "needed", start)
    if needed is None:
        return says(CANNOT_TELL, "number")
    enough = received is not None and received >= needed
    if world.judged_on < start:
        in_time = enough and (last is None or last < start)
        return says(MET) if in_time else says(DUE, due_on=start - DAY)
    if received is None:
        return says(CANNOT_TELL, "references")
    if not enough:
        return says(BREACH)
    if last is None:
        return says(CANNOT_TELL, "last reference")
    if last < start:
        return says(MET)
    # The last came too late; with more than enough, those before it may have been in time.
    return says(BREACH) if received == needed else says(CANNOT_TELL, "earlier references")


def standard_references(world, version, clause):
    says, placement = named(version, clause), world.placement
    if placement.quality_record:
        return says(MET)
    if world.judged_on < placement.started_on:
        return says(DUE, due_on=placement.started_on - DAY)
    return says(CANNOT_TELL, "quality record") if placement.quality_record is None else says(BREACH)


# Before the end


def reference_given(world, version, clause, day):
    says, placement = named(version, clause), world.placement
    end, given_on = placement.ended_on, placement.reference_given_on
    if given_on is not None:
        return says(BREACH) if end is not None and given_on > end else says(MET)
    if end is not None:
        return says(BREACH) if world.judged_on > end else says(DUE, due_on=end)
    return says(DUE, due_on=placement.expected_end_on) if placement.expected_end_on else None


# While it lasts


def notice(world, version, clause, day):
    says, placement = named(version, clause), world.placement
    weeks, needed = placement.notice_weeks, number(version, clause.id, "weeks", day)
    if weeks is None or needed is None:
        return says(CANNOT_TELL, "notice" if weeks is None and needed is not None else "number")
    if weeks >= needed:
        return says(MET)
    ours = (placement.authority, role_on(placement, day))
    own = latest([(each.since, each.weeks) for each in world.notices if (each.authority, each.role) == ours], day)
    if own is None:
        return says(CANNOT_TELL, "substantive notice")
    return says(MET if weeks >= own else BREACH)


def project_team(world, version, clause, day):
    """Approved by the authority beforehand, the cost shown apart, control of practice kept."""
    says, placement = named(version, clause), world.placement
    if placement.project_team is None:
        return says(CANNOT_TELL, "team")
    if not placement.project_team:
        return None
    approved = None if placement.team_approved_on is None else placement.team_approved_on < placement.started_on
    tests = {"approved": approved, "cost": placement.team_cost_apart, "control": placement.team_control_kept}
    if False in tests.values():
        return says(BREACH)
    due = approved is None and world.judged_on < placement.started_on
    unknown = [name for name, kept in tests.items() if kept is None and not (name == "approved" and due)]
    if unknown:
        return says(CANNOT_TELL, *unknown)
    return says(DUE, due_on=placement.started_on - DAY) if due else says(MET)


def on_site(world, version, clause, day):
    says, days = named(version, clause), world.placement.on_site_days
    minimum = number(version, clause.id, "minimum", day)
    if minimum is None or days is None:
        return says(CANNOT_TELL, "number" if minimum is None else "days on site")
    return says(MET if days >= minimum else BREACH, days=days)
