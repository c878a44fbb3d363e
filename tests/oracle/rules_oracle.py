"""The whole rulebook answered again in the plainest way: a day at a time, without the product."""

from .duties import notice, on_site, project_team, reference_given, references, standard_references
from .in_force import binds, clauses_in_force
from .money import pay_cap, price_cap
from .said import DAY, Span
from .waiting import experience, waited

OF_THE_START = {
    "twelve_month": waited,
    "cool_off": waited,
    "experience": experience,
    "references": references,
    "standard_references": standard_references,
}
OF_EACH_DAY = {
    "pay_cap": pay_cap,
    "price_cap": price_cap,
    "notice": notice,
    "project_team": project_team,
    "on_site": on_site,
}
OF_THE_LAST_DAY = {"reference_given": reference_given}
RULES = (*OF_THE_START, *OF_EACH_DAY, *OF_THE_LAST_DAY)


def days_of(world):
    """Each day of the placement up to the day of judgement; its start at the least."""
    day, last = world.placement.started_on, max(world.placement.started_on, world.judged_on)
    if world.placement.ended_on is not None:
        last = min(last, world.placement.ended_on)
    while day <= last:
        yield day
        day += DAY


def said_on(world, day, rules):
    """What each clause that binds the placement says of a day."""
    for version, clause in clauses_in_force(world, day):
        if clause.rule in rules and binds(clause, world.placement, day):
            said = rules[clause.rule](world, version, clause, day)
            if said is not None:
                yield said


def said_of_the_start(world):
    """An assignment that began before a clause is never asked what had to be known at its start."""
    for version, clause in clauses_in_force(world, world.placement.started_on):
        if clause.rule in OF_THE_START:
            said = OF_THE_START[clause.rule](world, version, clause)
            if said is not None:
                yield said


def answered(world):
    """All that is said, with the days of which it is said, day beside day where it stays the same."""
    days = list(days_of(world))
    spans = [Span(said, day, day) for day in days for said in said_on(world, day, OF_EACH_DAY)]
    spans += [Span(said, days[0], days[-1]) for said in said_of_the_start(world)]
    return joined([*spans, *(Span(said, days[-1], days[-1]) for said in said_on(world, days[-1], OF_THE_LAST_DAY))])


def joined(spans):
    """Neighbours that say the same, as one."""
    done = []
    for span in sorted(spans, key=lambda each: (each.said.agreement, each.said.clause, each.first)):
        if done and done[-1].said == span.said and done[-1].last + DAY == span.first:
            done[-1] = done[-1]._replace(last=span.last)
        else:
            done.append(span)
    return done
