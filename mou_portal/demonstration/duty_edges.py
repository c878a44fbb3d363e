"""Each edge of a duty once: what is checked before a start, on what terms, and what is given back."""

from datetime import timedelta

from .book import DAY, monday
from .edges import BIRMINGHAM, COVENTRY, HEREFORDSHIRE, SENIOR, SOCIAL_WORKER, STAFFORDSHIRE, WALSALL

# What own staff give in each role, in weeks. Herefordshire has not said.
NOTICE = {
    "social_worker": 4,
    "senior_social_worker": 8,
    "advanced_practitioner": 8,
    "team_manager": 12,
    "iro_cp_chair": 12,
}
# Three years, as the national rules are read.
ENOUGH = timedelta(days=1095)


def write(book):
    """Add every edge to the book."""
    _staff_notice(book)
    for edges in (_experience, _references, _notice, _teams, _on_site, _given):
        edges(book, monday(book.on - 70 * DAY))


def _staff_notice(book):
    for ons_code in book.placements:
        for role, weeks in NOTICE.items() if ons_code != HEREFORDSHIRE else ():
            book.notices.append((ons_code, role, book.first_month, weeks))
    # Coventry's own social workers gave two weeks until the last 1 April.
    at = book.notices.index((COVENTRY, SOCIAL_WORKER, book.first_month, 4))
    book.notices[at] = (COVENTRY, SOCIAL_WORKER, book.first_month, 2)
    book.notices.append((COVENTRY, SOCIAL_WORKER, book.april, 4))


def _place(book, ons_code, start, role=SOCIAL_WORKER, **more):
    return book.place(ons_code, book.person(), role, start, book.within(role, start), **more)


def _experience(book, start):
    """Three years to the day, a day less, less because of an overlap, a part without registration, agency alone."""
    before = start - DAY
    first = start - ENOUGH
    told = {
        "exact": (WALSALL, [{"first": first, "last": before}]),
        "a day short": (WALSALL, [{"first": first + DAY, "last": before}]),
        "overlap": (
            BIRMINGHAM,
            [
                {"first": start - 1000 * DAY, "last": start - 401 * DAY},
                {"first": start - 500 * DAY, "last": before, "employer": "Demonstration Trust"},
            ],
        ),
        "not known to be registered": (
            BIRMINGHAM,
            [
                {"first": start - 1400 * DAY, "last": start - 701 * DAY},
                {"first": start - 700 * DAY, "last": before, "registered": None, "employer": "Demonstration Trust"},
            ],
        ),
        "agency alone": (BIRMINGHAM, [{"first": start - 1500 * DAY, "last": before, "setting": "agency"}]),
        "still there": (BIRMINGHAM, [{"first": start - 1200 * DAY, "last": None}]),
        "stated to be too little": (BIRMINGHAM, []),
    }
    for name, (ons_code, spells) in told.items():
        person = book.person()
        months = 35 if name == "stated to be too little" else 60
        pay = book.within(SOCIAL_WORKER, start)
        book.place(ons_code, person, SOCIAL_WORKER, start, pay, pqe_months=months)
        for spell in spells:
            book.worked(ons_code, person, **spell)


def _references(book, start):
    """In time by a day, a day late, too few, and not known."""
    _place(book, BIRMINGHAM, start, last_reference_on=start - DAY)
    _place(book, WALSALL, start, last_reference_on=start)
    _place(book, BIRMINGHAM, start, references_received=1)
    _place(book, BIRMINGHAM, start, references_received=None, last_reference_on=None)
    _place(book, BIRMINGHAM, start, quality_record="no")
    _place(book, BIRMINGHAM, start, quality_record=None)


def _notice(book, start):
    """As short as own staff's until theirs grew, shorter than theirs, theirs not known, and not known itself."""
    _place(book, COVENTRY, book.april - 56 * DAY, notice_weeks=2)
    _place(book, WALSALL, start, SENIOR, notice_weeks=2)
    _place(book, HEREFORDSHIRE, start, notice_weeks=3)
    _place(book, BIRMINGHAM, start, notice_weeks=None)


def _teams(book, start):
    """All three tests held, each one failing, one not known, and not known whether there is a team."""
    held = {
        "project_team": "yes",
        "reason": "project",
        "covers_vacancy": "no",
        "team_approved_on": start - DAY,
        "team_cost_apart": "yes",
        "team_control_kept": "yes",
    }
    _place(book, STAFFORDSHIRE, start, **held)
    _place(book, STAFFORDSHIRE, start, **held | {"team_approved_on": start})
    _place(book, WALSALL, start, **held | {"team_cost_apart": "no"})
    _place(book, STAFFORDSHIRE, start, **held | {"team_control_kept": "no"})
    _place(book, STAFFORDSHIRE, start, **held | {"team_cost_apart": None})
    _place(book, STAFFORDSHIRE, start, project_team=None)


def _on_site(book, start):
    """Never, by halves, all week, and not known."""
    for days in (0, "2.5", 5, None):
        _place(book, STAFFORDSHIRE, start, on_site_days=days)


def _given(book, start):
    """A reference given on the last day, the day after it, not at all, and one that must be given this week."""
    end = book.on - 20 * DAY
    _place(book, WALSALL, start, ended_on=end)
    _place(book, WALSALL, start, ended_on=end, reference_given_on=end + DAY)
    _place(book, WALSALL, start, ended_on=end, reference_given_on=None)
    _place(book, BIRMINGHAM, start, expected_end_on=book.on + 5 * DAY)
    # Begun before the national rules, under a contract that kept them from applying at once.
    first = start - 800 * DAY
    _place(book, BIRMINGHAM, first, contractual_bar="yes", expected_end_on=book.on + 60 * DAY)
