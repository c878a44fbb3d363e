"""Rows of a leavers file become posts that were left, and months that were received."""

from datetime import date
from typing import Annotated

from authorities.refusal import Refused

from .. import reading
from ..actions.desk import writing
from ..actions.leaving import LeaverPosts, receive_months
from ..models import Post
from . import table
from .cells import DAY, NUMBER, SweNumber, choice, day, text
from .intake import ADDED, CHANGED, UNCHANGED, Kind
from .names import Names
from .row import Parked, Row, column, columns_of


class LeaverRow(Row):
    """One worker who left a substantive post of the authority."""

    swe_number: SweNumber = column("The worker’s Social Work England registration number.", **NUMBER)
    left_on: Annotated[date, day("left_on")] = column("The last day employed in the post.", **DAY)
    role: Annotated[str, text("role")] = column(
        "The post they left: a role of the region’s agreement, or the authority’s own name for it.",
        type="string", maxLength=100,
    )  # fmt: skip
    contract: Annotated[str, choice("contract", Post.Contract.choices)] = column(
        "The contract of that post; permanent when left out.",
        default="", type="string", enum=list(Post.Contract.values),
    )  # fmt: skip
    reason: Annotated[str, choice("reason", Post.Reason.choices)] = column(
        "Why they left.", default="", type="string", enum=list(Post.Reason.values)
    )


def take(checked, intake):
    """Write these leavers; the fate of each, by row number."""
    names = Names(intake.authority)
    fates, taken = {}, []
    with writing(intake.authority, by=intake.by, today=intake.today) as desk:
        numbers = {each.row.swe_number for each in checked}
        desk.look_up(swe_numbers=numbers)
        posts = LeaverPosts(desk)
        posts.look_up(numbers)
        for line, row in checked:
            role = names.role_or_none(row.role, row.left_on)
            try:
                taken.append(
                    (line, posts.leave(row.swe_number, job_role=role, **row.model_dump(exclude={"swe_number"})))
                )
            except Refused as refused:
                fates[line.number] = Parked.because(line, refused)
        fates |= _fates(posts, taken)
    intake.remark("assumed_permanent", sum(not each.row.contract for each in checked if each.line.number in fates))
    return fates


def _fates(posts, taken):
    """What became of each post, told by the first row that speaks of it."""
    fates, told = {}, set()
    for line, post in taken:
        new = id(post) not in told and posts.changed(post)
        fates[line.number] = (CHANGED if post.pk else ADDED) if new else UNCHANGED
        told.add(id(post))
    return fates


def by_leaving(cells, intake):
    """Rows of one worker belong together."""
    return (cells.get("swe_number", "").upper(),)


def finish(intake, lines, parked):
    """Receive the month that the file was declared to be, or else every month in it; each only when it has ended.

    A file of one month often holds somebody who was forgotten in another, of which it is not the whole.
    A month with a row that was not taken is held back: to count it as sent would call somebody free who is not.
    """
    if intake.options.get("of_several_months"):
        return
    not_taken = {_month(each.line) for each in parked}
    declared = intake.options.get("month")
    told = {declared} if declared else {_month(line) for line in lines}
    over = {month for month in told if month and month < intake.today.replace(day=1)}
    ready = set() if None in not_taken else over - not_taken
    receive_months(authority=intake.authority, months=sorted(ready), by=intake.by, today=intake.today)
    intake.remark("months_received", [f"{month:%Y-%m}" for month in sorted(ready)])
    intake.remark("months_held_back", [f"{month:%Y-%m}" for month in sorted(over - ready)])


def months_told(content):
    """The months of a file's leaving days, by their first day; None among them where a day cannot be read."""
    return {_month(line) for line in table.read(content, columns_of(LeaverRow)).lines}


def _month(line):
    """The first day of the month of a row's leaving day; None where it cannot be read."""
    try:
        return reading.day_from(line.cells.get("left_on", "")).replace(day=1)
    except ValueError:
        return None


KIND = Kind("leavers", LeaverRow, by_leaving, take, finish)
