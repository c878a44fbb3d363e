"""Reads: the rulebook in force, the answer for a proposal or a placement, what covers a breach, what is to do."""

from collections import defaultdict
from datetime import timedelta
from functools import lru_cache, partial

from django.db.models import Count, Min, OuterRef, Q
from django.urls import reverse

from authorities.letters import shown_to
from authorities.models import Authority
from authorities.people import Appointment
from authorities.permissions import STAFF
from authorities.todo import ToDo
from authorities.wall.standing import counting
from authorities.wording import from_slug, lower_first
from placements.models import Placement
from placements.queries import of_own, own_placements, supplied_by

from . import sources, two_keys
from .agreement_file import read
from .answer import combine
from .assess import assess, not_bound
from .cover import Leave, leave_on, nearest_day
from .gather import BATCH, gather, gather_proposal, in_batches
from .models import AgreementVersion, DueItem, Exemption, Finding, Met
from .parameters import Rulebook
from .rule import Verdict

Role = Appointment.Role


def rulebook(known_at=None):
    """Every version of every agreement published by a moment (None for now), parsed once for as long as none is added.

    Of two versions in force from the same day the one published later holds: it corrects the other.
    """
    return _parsed(tuple(sources.fetch(sources.PUBLISHED, known_at, known_at)))


@lru_cache(maxsize=4)
def _parsed(stamps):
    versions = AgreementVersion.objects.select_related("agreement").in_bulk([pk for pk, _ in stamps])
    return Rulebook([read(versions[pk].document, str(versions[pk])) for pk, _ in stamps])


def authorities_asked_for(person, on):
    """The authorities for which this person may ask, in order of name: a supplier for those it supplies."""
    supplied = Authority.objects.members_on(on).filter(pk__in=supplied_by(person, on))
    return sorted({*person.authorities_as(*STAFF), *supplied}, key=lambda authority: authority.name)


def reads_record(person, authority):
    """Whether this person may read what the authority itself has on record of a worker: its own staff alone."""
    return authority in person.authorities_as(*STAFF)


def answer(*, proposal, judged_on):
    """May this worker be engaged so? The `answer.Answer` for a placement that is not recorded."""
    book = rulebook()
    stretches = gather_proposal(proposal, rulebook=book, judged_on=judged_on)
    return _answer(stretches, book, covers=no_cover)


def no_cover(judged):
    """Leave stands beside a placement that is recorded, never beside a proposal."""


def answer_of(placement, *, on):
    """The `answer.Answer` of a saved placement as it stands on a day (local date), with what covers each breach."""
    [(_, answered)] = answers([placement.pk], judged_on=on)
    return answered


def found_of_each(person):
    """What stands found of each placement of a query, where this person reads that."""
    return Finding.objects.for_user(person).standing().filter(placement=OuterRef("pk"))


def met_by_each(person):
    """What each placement of a query met, where this person reads that."""
    return Met.objects.for_user(person).filter(placement=OuterRef("pk"), superseded_at__isnull=True)


def answers(placement_ids, *, judged_on, known_at=None, at_once=BATCH):
    """Each placement's row with its `answer.Answer`, made anew and not stored, in order of id in each batch.

    `judged_on` is a local date; `known_at` is a moment, None for what is known now.
    """
    book = rulebook(known_at)
    for batch in in_batches(placement_ids, at_once):
        leave = leave_of(batch, known_at)
        gathered = gather(batch, rulebook=book, judged_on=judged_on, known_at=known_at, at_once=at_once)
        for row, stretches in gathered:
            held = leave.get(row.id, ())
            yield row, _answer(stretches, book, covers=partial(cover_of, leave=held, on=judged_on))


def _answer(stretches, book, *, covers):
    judgeds = assess(stretches, book)
    first, last = stretches[0], stretches[-1]
    not_checked = book.unjudged(first.region.code, first.started_on)
    return combine(judgeds, [covers(judged) for judged in judgeds], not_checked, not_bound(last, book))


def every_placement(known_at=None):
    """The ids of all placements known at a moment (None for now), in order, a page at a time."""
    last = 0
    while page := sources.fetch(sources.NEXT_PLACEMENTS, last, PAGE, known_at=known_at):
        yield from (pk for (pk,) in page)
        last = page[-1][0]


def outcomes_of(placement, *, on):
    """Every outcome of a saved placement, met ones too, strictest first, in the shape that all surfaces share."""
    return answer_of(placement, on=on).as_dict()["outcomes"]


def cover_of(judged, leave, on):
    """The leave in force on the day that is judged: `on`, or the nearest day of the outcome's own stretch."""
    if judged.outcome.verdict is not Verdict.BREACH:
        return None
    day = nearest_day(on, judged.from_on, judged.until_on)
    found = leave_on(judged.clause, leave, day)
    return found and {"kind": found.kind, "until": found.until_on, "reference": f"{found.kind}-{found.id}"}


def leave_of(placement_ids, known_at=None):
    """The exemptions and approvals of placements, by placement, as known at a moment; None for now."""
    grouped = defaultdict(list)
    for row in sources.fetch(sources.EXEMPTIONS, placement_ids, known_at=known_at):
        grouped[row[0]].append(Leave._make(row[1:]))
    return grouped


PAGE = 10_000
RUNS_OUT = timedelta(days=30)
FALLS_DUE = timedelta(days=14)
DUTIES = {
    "references": "Get the references",
    "standard_references": "Get the standard reference and quality record",
    "reference_given": "Give a reference",
    "project_team": "Approve the member of the project team",
}
MOST_LISTED = 10


def to_do(person, on):
    """What there is to do about findings and leave, for this person on a day (local date)."""
    yield from _to_answer(person, on)
    yield from _to_come(person, on)
    yield from _falling_due(person, on)
    yield from _running_out(person, on)
    yield from two_keys.to_do(person)
    if person.holds(Role.WORKFORCE_GROUP):
        shown = [one.authority_id for one in shown_to(person, on)]
        with counting(shown):
            count = _uncovered(Finding.objects.filter(authority__in=shown), on)
        if count:
            yield ToDo("Review the breaches of the region that are not covered", reverse("breaches"), count=count)


def _to_answer(person, on):
    counts = _counts(Finding.objects.for_user(person, Role.HR_OFFICER), on)
    listed, own = reverse("findings"), of_own(person)
    if counts["unanswered"]:
        url, hint = f"{listed}?verdict=breach&cover=none&reason=none{own}", "Nobody has said why."
        found = {"count": counts["unanswered"], "since_on": counts["unanswered_since"]}
        yield ToDo("Answer breaches that are not covered", url, urgent=True, hint=hint, **found)
    if counts["uncovered"] > counts["unanswered"]:
        url, hint = f"{listed}?verdict=breach&cover=none&reason=given{own}", "A reason is on record, and no leave."
        found = {"count": counts["uncovered"] - counts["unanswered"], "since_on": counts["answered_since"]}
        yield ToDo("Put right breaches that have been answered", url, hint=hint, **found)
    if counts["untold"]:
        url = f"{listed}?verdict=cannot_tell{own}"
        found = {"count": counts["untold"], "since_on": counts["untold_since"]}
        yield ToDo("Fill in what a rule cannot tell without", url, **found)


def _to_come(person, on):
    """Breaches found before the first day of work, while they can still be put right."""
    found = Finding.objects.standing().breaches().values("placement")
    to_come = own_placements(person).filter(started_on__gt=on, pk__in=found)
    count, first = to_come.aggregate(count=Count("pk"), first=Min("started_on")).values()
    if count:
        url = f"{reverse('placements')}?status=future&answer=breach{of_own(person, 'pk')}"
        yield ToDo("Look at breaches of placements that have not begun", url, due_on=first, count=count, urgent=True)


def _falling_due(person, on):
    """Duties of the next two weeks, the first to fall due first; where there are many the rest are on a page."""
    due = list(duties(person, Role.HR_OFFICER).until(on + FALLS_DUE)[: MOST_LISTED + 1])
    for each in due[:MOST_LISTED]:
        text = f"{duty_in_words(each)} for placement {each.placement}"
        brief = duty_in_words(each)
        yield ToDo(text, reverse("placement", args=[each.placement_id]), due_on=each.due_on, brief=brief)
    if len(due) > MOST_LISTED:
        yield ToDo("See what else falls due soon", reverse("duties"), due_on=due[-1].due_on)


def duties(person, *roles):
    """The duties that fall due, of placements that this person reads, in one of these roles or in any: the first to
    fall due first."""
    return DueItem.objects.for_user(person, *roles).select_related("placement", "authority").order_by("due_on", "pk")


def duty_in_words(due):
    """What is to be done, as a person says it."""
    return DUTIES.get(due.rule, from_slug(due.clause))


def _counts(findings, on):
    """What the list of findings would show of these, in one query."""
    found = findings.standing().last_of_run().in_force_on(on).with_cover_on(on).with_begun_on()
    uncovered = Q(verdict=Finding.Verdict.BREACH, cover__isnull=True)
    unanswered, untold = uncovered & Q(placement__breach_reason=""), Q(verdict=Finding.Verdict.CANNOT_TELL)
    return found.aggregate(
        uncovered=Count("pk", filter=uncovered),
        unanswered=Count("pk", filter=unanswered),
        unanswered_since=Min("begun_on", filter=unanswered),
        answered_since=Min("begun_on", filter=uncovered & ~Q(placement__breach_reason="")),
        untold=Count("pk", filter=untold),
        untold_since=Min("begun_on", filter=untold),
    )


def _uncovered(findings, on):
    """How many there are, without a look at the placements: whoever reads numbers alone may not."""
    found = findings.standing().breaches().last_of_run().in_force_on(on).with_cover_on(on)
    return found.filter(cover__isnull=True).count()


def _running_out(person, on):
    """Leave of live placements that ends within thirty days, the first to end first."""
    decided_by = Role.APPROVER, Role.DCS, Role.CHIEF_EXECUTIVE
    held = Exemption.objects.for_user(person, *decided_by).in_force_on(on).filter(until_on__lte=on + RUNS_OUT)
    ending = held.filter(placement__in=Placement.objects.live_on(on)).select_related("placement")
    for leave in ending.order_by("until_on", "pk")[:MOST_LISTED]:
        text = f"Decide what follows the {lower_first(leave.get_kind_display())} for placement {leave.placement}"
        brief = "Decide what follows leave that runs out"
        yield ToDo(text, reverse("placement", args=[leave.placement_id]), due_on=leave.until_on, brief=brief)
