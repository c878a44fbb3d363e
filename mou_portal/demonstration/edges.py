"""Each edge and each kind of breach once, on purpose; the rest of the book is chance."""

from datetime import date

from compliance.periods import free_on, months_from

from . import shape
from .book import DAY, PENNY, monday

DUDLEY, SANDWELL, WALSALL, WOLVERHAMPTON = "E08000027", "E08000028", "E08000030", "E08000031"
BIRMINGHAM, COVENTRY, STOKE, TELFORD = "E08000025", "E08000026", "E06000021", "E06000020"
STAFFORDSHIRE, HEREFORDSHIRE = "E10000028", "E06000019"
SENIOR, SOCIAL_WORKER = "senior_social_worker", "social_worker"


def write(book):
    """Add every edge to the book."""
    for edges in (_caps, _changes, _free_days, _months, _histories, _facts):
        edges(book)


def _caps(book):
    start = monday(book.on - 60 * DAY)
    cap = book.cap(SENIOR, "umbrella", start)
    book.place(WALSALL, book.person(), SENIOR, start, cap, offered_hourly_pay=cap + 1)
    over = [book.place(WALSALL, book.person(), SENIOR, start, cap + PENNY) for _ in range(5)]
    # In force, run out, renewed, approved with both keys, and the last one without any leave.
    book.exempt(WALSALL, over[0], "cap", start, book.on + 60 * DAY)
    book.exempt(WALSALL, over[1], "cap", start, book.on - 20 * DAY)
    book.exempt(WALSALL, over[2], "cap", start, book.on - 20 * DAY)
    book.exempt(WALSALL, over[2], "cap", book.on - 19 * DAY, book.on + 40 * DAY)
    book.exempt(WALSALL, over[3], "cap", start, book.on + 90 * DAY, kind="approval")
    manager = book.cap("team_manager", "limited_company", start)
    book.place(DUDLEY, book.person(), "team_manager", start, manager + 8, pay_type="limited_company")
    # Over the national price cap too, without the two keys and with them; and PAYE, whose on-costs come on top.
    book.place(STAFFORDSHIRE, book.person(), "team_manager", start, manager + 12)
    signed = book.place(STAFFORDSHIRE, book.person(), "team_manager", start, manager + 12)
    for clause in ("cap", "price-cap"):
        book.exempt(STAFFORDSHIRE, signed, clause, start, book.on + 90 * DAY, kind="approval")
    book.place(STAFFORDSHIRE, book.person(), SENIOR, start, cap, pay_type="paye")


def _changes(book):
    """The day on which caps change, 1 April, and rates that change with it."""
    april = book.april
    before, after = book.cap(SENIOR, "umbrella", april - DAY), book.cap(SENIOR, "umbrella", april)
    # Over the old cap and within the new one: a breach for its first days alone.
    book.place(WALSALL, book.person(), SENIOR, april - 28 * DAY, before + PENNY)
    book.place(WALSALL, book.person(), SENIOR, april - DAY, before)
    book.place(WALSALL, book.person(), SENIOR, april, after)
    risen = book.place(WALSALL, book.person(), SENIOR, april - 60 * DAY, before)
    _again(book, WALSALL, risen, hourly_pay=after, rate_from=april)
    too_far = book.place(DUDLEY, book.person(), SENIOR, april - 60 * DAY, before)
    _again(book, DUDLEY, too_far, hourly_pay=after + 1, rate_from=april)
    switched = book.place(DUDLEY, book.person(), SOCIAL_WORKER, april, after - 6, pay_type="paye")
    _again(book, DUDLEY, switched, hourly_pay=after - 4, pay_type="umbrella", rate_from=april + 45 * DAY)


def _again(book, ons_code, row, **changes):
    """A later row for the same reference: it amends."""
    book.placements[ons_code].append(row | changes)


def _free_days(book):
    """Started on the day before the free one, and on the free one, under both regimes."""
    start = monday(book.on - 120 * DAY)
    for months, contract, reason in ((12, "permanent", "resignation"), (3, "fixed_term", "resignation")):
        left_on = months_from(start, -months)
        free = free_on(left_on, months)
        for day in (free - DAY, free):
            worker = book.person()
            book.leaves(COVENTRY, worker, left_on, contract=contract, reason=reason)
            book.place(WALSALL, worker, SOCIAL_WORKER, day, book.within(SOCIAL_WORKER, day))


def _months(book):
    """Months of different lengths: left on 29 February, 31 August, 30 November, and at a month's end."""
    leap = max(year for year in range(book.on.year - 8, book.on.year) if year % 4 == 0 and year < book.on.year)
    left = [(date(leap, 2, 29), 12, "permanent")]
    year = book.on.year - 1
    left += [(date(year - 1, 8, 31), 3, "fixed_term"), (date(year - 1, 11, 30), 3, "fixed_term")]
    for left_on, months, contract in left:
        free = free_on(left_on, months)
        for day in (free - DAY, free):
            worker = book.person()
            book.leaves(WOLVERHAMPTON, worker, left_on, contract=contract)
            pay = book.within(SOCIAL_WORKER, day)
            book.place(DUDLEY, worker, SOCIAL_WORKER, day, pay, ended_on=day + 90 * DAY)
    last = book.on.replace(day=1) - DAY
    first = last.replace(day=1)
    book.place(TELFORD, book.person(), SOCIAL_WORKER, first, book.within(SOCIAL_WORKER, first), ended_on=last)
    year_end = months_from(book.on, -12).replace(month=4, day=1)
    pay = book.within(SOCIAL_WORKER, year_end)
    book.place(TELFORD, book.person(), SOCIAL_WORKER, year_end, pay, ended_on=date(year_end.year + 1, 3, 31))


def _histories(book):
    """Left a short time ago: by redundancy, with leave to go ahead, still in post, and gone back to a post."""
    start = monday(book.on - 100 * DAY)
    pay = book.within(SENIOR, start)
    redundant, allowed, in_post, caught = (book.person() for _ in range(4))
    book.leaves(TELFORD, redundant, start - 40 * DAY, role=SENIOR, reason="redundancy")
    book.place(WALSALL, redundant, SENIOR, start, pay)
    book.leaves(TELFORD, allowed, start - 200 * DAY, role=SENIOR)
    row = book.place(WALSALL, allowed, SENIOR, start, pay)
    book.exempt(WALSALL, row, "twelve-month", start, book.on + 30 * DAY)
    book.leaves(COVENTRY, in_post, start + 10 * DAY, role=SENIOR)
    book.place(DUDLEY, in_post, SENIOR, start, pay)
    book.leaves(DUDLEY, caught, start - 20 * DAY, role=SENIOR)
    row = book.place(WALSALL, caught, SENIOR, start, pay)
    book.exempt(WALSALL, row, "cool-off", start, start + 30 * DAY)
    for months_ago in range(3, 15, 2):
        worker, begun = book.person(), months_from(book.on, -months_ago)
        first = begun - 200 * DAY
        book.place(BIRMINGHAM, worker, SENIOR, first, book.within(SENIOR, first), ended_on=begun - DAY)
        book.posts.append((BIRMINGHAM, worker, begun, SENIOR))


def _facts(book):
    """What is not known, what is said twice, and what should make a reader look again."""
    start = monday(book.on - 80 * DAY)
    pay = book.within(SOCIAL_WORKER, start)
    code, title = shape.UNMAPPED
    book.place(code, book.person(), SOCIAL_WORKER, start, pay, job_title=title)
    # What was paid before this day was never sent.
    book.place(WALSALL, book.person(), SOCIAL_WORKER, start, pay, rate_from=start + 21 * DAY)
    book.place(
        WALSALL, book.person(), SOCIAL_WORKER, start, pay, employer_ni="3.20", apprenticeship_levy="0.15",
        holiday_pay="3.60", agency_fee="2.10", msp_fee="0.45",
    )  # fmt: skip
    twice = book.person()
    book.place(WALSALL, twice, SOCIAL_WORKER, start, pay)
    book.place(DUDLEY, twice, SOCIAL_WORKER, start + 28 * DAY, pay, project_team="yes", reason="project")
    both, earlier = book.person(), start - 98 * DAY
    book.place(WALSALL, both, SOCIAL_WORKER, earlier, book.within(SOCIAL_WORKER, earlier), ended_on=start - DAY)
    book.place(
        WALSALL,
        both,
        SOCIAL_WORKER,
        start,
        pay + 5,
        project_team="yes",
        reason="project",
        agency_fee=9,
        hourly_charge=pay + 14,
    )
    shared = book.place(WALSALL, book.person(), SOCIAL_WORKER, start, pay)
    other = next(name for name in shape.SUPPLIERS if name != shared["supplier"])
    book.place(WALSALL, book.person(), SOCIAL_WORKER, start, pay, reference=shared["reference"], supplier=other)
    for days in (3, 10, 24):
        first = monday(book.on + days * DAY) + 7 * DAY
        book.place(WALSALL, book.person(), SENIOR, first, book.within(SENIOR, book.on))
