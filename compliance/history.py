"""A worker's earlier posts against a waiting time: what is known of them, and whether it decides."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from compliance.facts import Facts, PostHeld, Region
from compliance.parameters import Parameters
from compliance.periods import ONE_DAY, free_on, window_opens
from compliance.rule import Outcome, Words, breach, cannot_tell, met

PROMOTION = "promotion"


class WaitingWords(NamedTuple):
    """What a rule about waiting says. None names an authority, a reason or a leaving day: any member may read it."""

    free: Words
    too_soon: Words
    no_first_day: Words
    no_leaving_day: Words
    leavers_missing: Words
    months_to_come: Words


def waited(facts: Facts, parameters: Parameters, words: WaitingWords) -> Outcome | None:
    """Judge a start against the days on which the worker left posts of the clause's kinds in the region."""
    start, region = facts.started_on, facts.region
    if not region.is_member(facts.authority, start):
        return None
    months = parameters.whole("months", start)
    opens = window_opens(start, months, parameters.convention)
    posts = [post for post in _of_kind(facts.posts, parameters, start) if _was_member(region, post, opens, start)]
    too_late = [left for post in posts if (left := _left_inside(post, facts, parameters, months)) is not None]
    if too_late:
        # Whether the post has been left by the start is not said: the free day is all that another authority may learn.
        last = max(too_late)
        return breach(words.too_soon, months=months, free_on=free_on(last, months, parameters.convention))
    if any(_first_day_matters(post, start) for post in posts):
        return cannot_tell(words.no_first_day, missing="the first day of the worker’s post", months=months)
    if any(post.left_on is None for post in posts):
        return cannot_tell(words.no_leaving_day, missing="the day the worker left their post", months=months)
    members = region.members_between(opens, start - ONE_DAY)
    not_sent = _not_sent(facts, opens, members)
    if not posts and not_sent:
        missing = "leavers from every authority of the region"
        said = words.leavers_missing if _any_month_ended(facts, opens) else words.months_to_come
        return cannot_tell(said, missing=missing, months=months, not_sent=not_sent, members=members)
    return met(words.free, months=months, not_sent=not_sent, members=members)


def _of_kind(posts: Iterable[PostHeld], parameters: Parameters, start: date) -> Iterable[PostHeld]:
    """Posts of the clause's kinds, without those begun after the engagement (a conversion is no breach)."""
    for post in posts:
        if post.contract in parameters.contracts and not (post.from_on is not None and post.from_on > start):
            yield post


def _was_member(region: Region, post: PostHeld, opens: date, start: date) -> bool:
    # The leaving day of an open post may be any day of the window.
    if post.left_on is None:
        return region.was_member(post.employer, opens, start)
    return region.is_member(post.employer, post.left_on)


def _first_day_matters(post: PostHeld, start: date) -> bool:
    """Left after the start: a post held all along, or one begun later? Its first day would say."""
    return post.from_on is None and post.left_on is not None and post.left_on > start


def _left_inside(post: PostHeld, facts: Facts, parameters: Parameters, months: int) -> date | None:
    """The leaving day, where it keeps the worker from starting: known, inside the window, and not excepted."""
    if post.left_on is None or _first_day_matters(post, facts.started_on) or _is_excepted(post, facts, parameters):
        return None
    return post.left_on if facts.started_on < free_on(post.left_on, months, parameters.convention) else None


def _is_excepted(post: PostHeld, facts: Facts, parameters: Parameters) -> bool:
    """Left for a reason that ends the waiting, or coming back to a more senior role where the clause allows that."""
    if post.reason in parameters.exceptions:
        return True
    if PROMOTION not in parameters.exceptions:
        return False
    before, now = parameters.version.rank(post.role), parameters.version.rank(facts.role)
    return before is not None and now is not None and now > before


def _not_sent(facts: Facts, opens: date, members: int) -> int:
    """How many members have not sent their leavers for the window.

    Our decision: leavers of a month are sent after it, so a month counts once it ended before both the start and
    the day of assessment. While no month of the window has ended, nobody can have sent anything.
    """
    return facts.region.not_sent(opens, _last_ended(facts)) if _any_month_ended(facts, opens) else members


def _any_month_ended(facts: Facts, opens: date) -> bool:
    """Whether a month of the window is over: else it lies so far ahead that nobody is late with anything."""
    return opens <= _last_ended(facts)


def _last_ended(facts: Facts) -> date:
    return min(facts.started_on, facts.judged_on).replace(day=1) - ONE_DAY
