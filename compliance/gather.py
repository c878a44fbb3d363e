"""For a list of placements, the facts: a fixed number of queries, cut into stretches."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from . import one_proposal, same_person, sources
from .facts import Facts, PostHeld, SpellWorked
from .ground import NO_ROLE, Ground, last_day
from .parameters import Rulebook
from .periods import ONE_DAY, months_from
from .sources import RateRow, Row

BATCH = 1000
# A page asks as many questions for all that it may hold as for one: it judges a region's live placements in one batch.
OF_A_PAGE = 20_000


class Proposal(NamedTuple):
    """A placement that is not recorded yet. Rate parts are pounds an hour; a role or a job title may be missing."""

    authority_id: int
    swe_number: str
    started_on: date
    pay_type: str
    hourly_pay: Decimal | None
    job_role_id: int | None = None
    job_title_id: int | None = None
    job_title: str = ""
    expected_end_on: date | None = None
    hours_per_week: Decimal | None = None
    employer_ni: Decimal | None = None
    apprenticeship_levy: Decimal | None = None
    holiday_pay: Decimal | None = None
    agency_fee: Decimal | None = None
    msp_fee: Decimal | None = None
    hourly_charge: Decimal | None = None
    project_team: bool | None = None
    # Whether whoever asks may read the authority's own record of the worker: a supplier may not.
    reads_record: bool = True


def proposed(authority, typed: Mapping, *, reads_record: bool = True) -> Proposal:
    """What a form or the API was given, as a proposal: a local job title, or else a role of the region."""
    title, role = typed.get("job_title"), typed.get("job_role")
    return Proposal(
        authority_id=authority.pk,
        swe_number=typed["swe_number"],
        started_on=typed["started_on"],
        pay_type=typed["pay_type"],
        hourly_pay=typed["hourly_pay"],
        job_title_id=title and title.pk,
        job_title=title.title if title else "",
        job_role_id=role and role.pk,
        expected_end_on=typed.get("expected_end_on"),
        hours_per_week=typed.get("hours_per_week"),
        reads_record=reads_record,
    )


def gather(
    placement_ids: Iterable[int],
    *,
    rulebook: Rulebook,
    judged_on: date,
    known_at: datetime | None = None,
    at_once: int = BATCH,
) -> Iterator[tuple[Row, tuple[Facts, ...]]]:
    """Each saved placement with its stretches, in the order of `placement_ids`' batches, then of id.

    `judged_on` is the local date of the assessment; `known_at` reads the records as they were known then.
    """
    ground = Ground.of_everybody(known_at)
    for batch in in_batches(placement_ids, at_once):
        rows = [Row._make(row) for row in sources.fetch(sources.PLACEMENTS, batch, known_at=known_at)]
        rates = _rates(batch, known_at)
        one_key = same_person.of_placements(rows, known_at)
        keys = list(one_key)
        held, worked = (sources.fetch(query, keys, known_at=known_at) for query in (sources.POSTS, sources.SPELLS))
        posts, spells = _histories(held, worked, one_key)
        for row in rows:
            key = one_key[row.match_key]
            history = History(posts.get(key, ()), spells.get((key, row.authority_id), ()))
            yield row, tuple(stretches(row, rates.get(row.id, NO_RATE), history, ground, rulebook, judged_on))


def in_batches(placement_ids: Iterable[int], at_once: int = BATCH) -> Iterator[list[int]]:
    """The ids a batch at a time."""
    ids = iter(placement_ids)
    while batch := list(islice(ids, at_once)):
        yield batch


def gather_proposal(proposal: Proposal, *, rulebook: Rulebook, judged_on: date) -> tuple[Facts, ...]:
    """The stretches of one placement that is not recorded: the same path as for a whole region.

    Raises ValueError where the registration number is malformed.
    """
    one_key = same_person.of_number(proposal.swe_number)
    key = next(iter(one_key))
    found = one_proposal.rows_of(
        authority_id=proposal.authority_id,
        keys=list(one_key),
        job_title_id=proposal.job_title_id,
        job_role_id=proposal.job_role_id,
        since=months_from(proposal.started_on.replace(day=1), -rulebook.longest_wait - 1),
    )
    ground = Ground(found)
    row = Row(
        id=None,
        authority_id=proposal.authority_id,
        authority_code=ground.code_of(proposal.authority_id),
        worker_id=None,
        match_key=key,
        job_title_id=proposal.job_title_id,
        job_title=proposal.job_title,
        job_role_id=proposal.job_role_id,
        started_on=proposal.started_on,
        expected_end_on=proposal.expected_end_on,
        hours_per_week=proposal.hours_per_week,
        project_team=proposal.project_team,
    )
    parts = {name: getattr(proposal, name) for name in RateRow._fields if name != "since"}
    rate = RateRow(since=proposal.started_on, **parts)
    posts, spells = _histories(found["posts"], found["spells"], one_key)
    own = spells.get((key, row.authority_id), ()) if proposal.reads_record else ()
    history = History(posts.get(key, ()), own)
    return tuple(stretches(row, [rate], history, ground, rulebook, judged_on))


NO_RATE = [RateRow(date.min, "", None)]


class History(NamedTuple):
    """What is on record of a worker: posts with every authority, spells on the authority's own record."""

    posts: tuple[PostHeld, ...] = ()
    spells: tuple[SpellWorked, ...] = ()


def stretches(row, rates, history, ground, rulebook, judged_on) -> Iterator[Facts]:
    """The stretches of one placement that have begun by the day of judgement, the first one always."""
    region = ground.region_of(row.authority_id)
    title = ground.title(row.job_title_id)
    ends = last_day(row.ended_on)
    horizon = max(judged_on, row.started_on)
    for begins, until in _spans(row, rates, title, ground, region, rulebook, ends):
        if begins > horizon:
            return
        rate = _rate_on(rates, begins)
        role_id = row.job_role_id or title.on(begins)
        role = ground.roles.get(role_id, NO_ROLE)
        yield Facts(
            authority=row.authority_id,
            region=region,
            started_on=row.started_on,
            judged_on=judged_on,
            stretch_from=begins,
            stretch_until=None if until == date.max else until,
            is_first_stretch=begins == row.started_on,
            is_last_stretch=until >= min(ends, horizon),
            authority_code=row.authority_code,
            ended_on=row.ended_on,
            expected_end_on=row.expected_end_on,
            role=role.slug,
            role_name=role.name,
            job_title=row.job_title,
            core_type=role.core_type,
            pay_type=rate.pay_type,
            hourly_pay=rate.hourly_pay,
            employer_ni=rate.employer_ni,
            apprenticeship_levy=rate.apprenticeship_levy,
            holiday_pay=rate.holiday_pay,
            agency_fee=rate.agency_fee,
            msp_fee=rate.msp_fee,
            hourly_charge=rate.hourly_charge,
            hours_per_week=row.hours_per_week,
            posts=history.posts,
            spells=history.spells,
            notice_weeks=row.notice_weeks,
            substantive_notice_weeks=ground.notice(row.authority_id, role_id).on(begins),
            references_received=row.references_received,
            last_reference_on=row.last_reference_on,
            reference_given_on=row.reference_given_on,
            pqe_months=row.pqe_months,
            quality_record=row.quality_record,
            on_site_days=row.on_site_days,
            project_team=row.project_team,
            team_approved_on=row.team_approved_on,
            team_cost_apart=row.team_cost_apart,
            team_control_kept=row.team_control_kept,
            contractual_bar=row.contractual_bar,
        )


def _spans(row, rates, title, ground, region, rulebook, ends):
    """First and last day of each stretch: cut where the facts change, then where the agreements do."""
    starts = row.started_on
    changes = {rate.since for rate in rates[1:]}.union(title.days, region.membership_days(row.authority_id))
    if row.job_role_id or title.days:
        for role_id in {row.job_role_id, *title.values} - {None}:
            changes.update(ground.notice(row.authority_id, role_id).days)
    cuts = [starts, *sorted(day for day in changes if starts < day <= ends)]
    for at, begins in enumerate(cuts):
        until = cuts[at + 1] - ONE_DAY if at + 1 < len(cuts) else ends
        role = ground.roles.get(row.job_role_id or title.on(begins), NO_ROLE)
        inner = rulebook.cut_days(region.code, role.slug, role.core_type, _rate_on(rates, begins).pay_type, begins)
        days = [begins, *(day for day in inner if day <= until)]
        for place, day in enumerate(days):
            yield day, days[place + 1] - ONE_DAY if place + 1 < len(days) else until


def _rate_on(rates, day):
    # The first rate holds from the start, whatever its own day says.
    holds = rates[0]
    for rate in rates[1:]:
        if rate.since > day:
            break
        holds = rate
    return holds


def _rates(placement_ids, known_at):
    grouped = defaultdict(list)
    for row in sources.fetch(sources.RATES, placement_ids, known_at=known_at):
        grouped[row[0]].append(RateRow._make(row[1:]))
    return grouped


def _histories(post_rows, spell_rows, one_key):
    """Posts by match key, and spells by match key and authority; `one_key` gives the one that stands for a person."""
    posts, spells = defaultdict(list), defaultdict(list)
    for key, *held in post_rows:
        posts[one_key[key]].append(PostHeld._make(held))
    for key, authority_id, *worked in spell_rows:
        spells[one_key[key], authority_id].append(SpellWorked._make(worked))
    return _frozen(posts), _frozen(spells)


def _frozen(grouped):
    return {key: tuple(held) for key, held in grouped.items()}
