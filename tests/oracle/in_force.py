"""What holds on a day: the agreements, who is bound, the rate, the role."""

from .world import REGION, REGIONAL


def holds(from_on, until_on, day):
    return from_on <= day and (until_on is None or day <= until_on)


def is_member(members, authority, day):
    return any(each.authority == authority and holds(each.from_on, each.until_on, day) for each in members)


def latest(dated, day):
    """The last of (day, thing) to have begun by a day: the thing, or None when none has."""
    begun = [each for each in dated if each[0] <= day]
    return max(begun, key=lambda each: each[0])[1] if begun else None


# The agreements


def version_in_force(world, agreement, day):
    """The latest version of an agreement to have begun; a correction stands in the place of what it corrects."""
    versions = [each for each in world.versions if each.agreement == agreement]
    corrected = {each.corrects for each in versions}
    return latest([(each.in_force_from, each) for each in versions if each.label not in corrected], day)


def versions_in_force(world, day):
    """The version of each agreement that concerns the region."""
    for agreement in sorted({each.agreement for each in world.versions}):
        version = version_in_force(world, agreement, day)
        if version and version.region in ("", REGION):
            yield version


def clauses_in_force(world, day):
    """Each clause that holds on a day for the engaging authority, with its version."""
    authority = world.placement.authority
    for version in versions_in_force(world, day):
        if version.regime == REGIONAL and not is_member(world.members, authority, day):
            continue
        if version.signed and not is_member(version.signed, authority, day):
            continue
        for clause in version.clauses:
            if clause.rule and holds(clause.since, clause.until, day):
                yield version, clause


def schedule(world, version, day):
    """The region's figures for a national agreement; none for an authority that never belonged to a region."""
    ever = any(each.authority == world.placement.authority for each in world.members)
    found = (each for each in versions_in_force(world, day) if each.schedule_of == version.agreement)
    return next(found, None) if ever else None


def number(version, clause_id, name, day):
    """A dated number of a clause; None where there is none or it is not known."""
    mine = [(each.since, each.value) for each in version.numbers if (each.clause, each.name) == (clause_id, name)]
    return latest(mine, day)


def binds(clause, placement, day):
    """New engagements; those made before the clause, or kept out by a contract, from the day that the clause names."""
    if placement.started_on >= clause.since and not (clause.transitional and placement.contractual_bar):
        return True
    return clause.existing_from is not None and day >= clause.existing_from


# The placement


def rate_on(placement, day):
    """The first rate holds from the start; each is ended by the next."""
    return latest([(each.since, each) for each in placement.rates], day) or min(placement.rates, default=None)


def role_on(placement, day):
    return placement.role or latest(placement.mapped, day) or ""
