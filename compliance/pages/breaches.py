"""The breach dashboard: what stands, by authority, rule, role and month; every number opens what it counts."""

from datetime import timedelta
from typing import NamedTuple
from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from authorities import clock
from authorities.access import permitted
from authorities.charts import stacked_bars
from authorities.letters import shown_to
from authorities.saved_filters import first_of
from authorities.wall.standing import counting
from compliance import breaches as reads
from compliance.breaches import APPROVED, CANNOT_TELL, EXEMPT, KINDS, UNCOVERED
from compliance.filters import NO_ROLE, Month, NarrowingFilter

HEADINGS = {UNCOVERED: "Not covered", EXEMPT: "Exempt", APPROVED: "Approved", CANNOT_TELL: "Cannot tell"}
COLOURS = (("Not covered", "#b8250c"), ("Exempt", "#6f4e9c"), ("Approved", "#1d70b8"))
CHARTED = (UNCOVERED, EXEMPT, APPROVED)
ASKS = {
    UNCOVERED: {"verdict": "breach", "cover": "none"},
    EXEMPT: {"verdict": "breach", "cover": "exemption"},
    APPROVED: {"verdict": "breach", "cover": "approval"},
    CANNOT_TELL: {"verdict": "cannot_tell"},
}
MONTHS_SHOWN = 12
ONE_DAY = timedelta(days=1)


class Cell(NamedTuple):
    """A number, where it leads, and what it counts for those who hear it out of its table."""

    number: int
    url: str
    counts: str


class Row(NamedTuple):
    """A line of a table; `absent` says why there are no numbers."""

    label: str
    cells: tuple = ()
    note: str = ""
    absent: str = ""


class Line(NamedTuple):
    """A line before it is counted: its label, its key among the counts, what it adds to the address."""

    label: str
    key: object
    adds: dict
    opens: bool
    note: str = ""
    absent: str = ""


class Table(NamedTuple):
    """One way of counting, with its picture and what is to be seen in it."""

    title: str
    first: str
    rows: list
    total: Row | None
    chart: str
    summary: str


@require_safe
@permitted("compliance.read_breaches")
def breaches(request):
    if not request.GET and (first := first_of(request.user, "breaches")):
        return redirect(first)
    today = clock.today()
    shown = shown_to(request.user, today)
    within = reads.findings_within([one.authority_id for one in shown])
    filter = NarrowingFilter(request.GET, queryset=within, shown=shown, day=today)
    asked = filter.authorities
    # The group counts what it may not read: its numbers are asked for through a door of their own.
    with counting(one.authority_id for one in asked):
        tallies = reads.tallies(filter.qs, today)
        placements = reads.placements_within([one.authority_id for one in asked])
        complete = reads.completeness(placements if filter.asks_for_all else placements.live_on(today))
    board = Board(tallies, asked, filter, complete)
    assessed = reads.last_assessed()
    context = {
        "filter": filter,
        "filtered": any(request.GET.get(name) for name in filter.filters),
        "page_has_errors": not filter.form.is_valid(),
        "figures": board.figures(),
        "tables": [board.by_authority(), board.by_rule(), board.by_role(), board.by_month()],
        "illustrative": any(tally.illustrative for tally in tallies),
        "lettered": any(not one.named for one in asked),
        "linked": board.opens,
        "assessed": assessed,
        "since": assessed.in_words(today),
        "complete": board.completeness(),
        "headings": list(HEADINGS.values()),
    }
    return render(request, "compliance/breaches.html", context)


class Board:
    """What one person sees of the counts: the tables, their links and their pictures."""

    def __init__(self, tallies, asked, filter, complete):
        self.tallies, self.asked, self.filter, self.complete = tallies, asked, filter, complete
        # A number is opened only by those who may read everything that it counts.
        self.opens = all(one.named for one in asked)
        self.kept = {name: value for name, value in filter.data.items() if name in filter.filters and value}

    def figures(self):
        """The four numbers above the tables."""
        counts = reads.counted_by(self.tallies, lambda _: "all").get("all", {})
        labels = ("Breaches not covered", "Exempt breaches", "Approved breaches", "Cannot tell")
        return [
            (counts.get(kind, 0), label, self._address(kind, {}, counts.get(kind, 0), self.opens))
            for kind, label in zip(KINDS, labels, strict=True)
        ]

    def by_authority(self):
        counts = reads.counted_by(self.tallies, lambda tally: tally.authority_id)
        lines = [
            Line(one.label, one.authority_id, {"authority": one.code}, one.named, *self._of_all(one))
            for one in self.asked
            if one.current or one.authority_id in counts or one.authority_id in self.complete
        ]
        return self._table("By authority", "Authority", lines, counts)

    def by_rule(self):
        counts = reads.counted_by(self.tallies, lambda tally: (tally.agreement, tally.clause))
        lines = [
            Line(
                f"{clause.title} ({regime})", (agreement, clause.id), {"clause": f"{agreement}:{clause.id}"}, self.opens
            )
            for agreement, clause, regime in reads.clauses_judged()
        ]
        return self._table("By rule", "Rule", lines, counts)

    def by_role(self):
        counts = reads.counted_by(self.tallies, lambda tally: tally.role or NO_ROLE)
        lines = [
            Line(name, slug, {"role": slug}, self.opens) for slug, name in self.filter.roles.items() if slug in counts
        ]
        return self._table("By role", "Role", lines, counts)

    def by_month(self):
        months = _months_back({tally.month for tally in self.tallies})
        earliest = months[-1] if months else None
        counts = reads.counted_by(
            self.tallies, lambda tally: max(tally.month, earliest) if tally.month >= earliest else None
        )
        lines = [Line(str(Month(each)), each, {"month": f"{each:%Y-%m}"}, self.opens) for each in months]
        if None in counts:
            lines.append(Line(f"Before {Month(earliest)}", None, {"before": f"{earliest:%Y-%m}"}, self.opens))
        return self._table("By month in which it began", "Month", lines, counts)

    def completeness(self):
        """How many placements have been assessed, of how many; and who has none on record."""
        assessed, every = (sum(pair[place] for pair in self.complete.values()) for place in (0, 1))
        without = [
            one.label for one in self.asked if one.current and one.named and one.authority_id not in self.complete
        ]
        words = (
            "live placements have been assessed" if not self.filter.asks_for_all else "placements have been assessed"
        )
        return {"have": assessed, "of": every, "what": words, "without": without}

    def _of_all(self, one):
        """How complete an authority's numbers are. How many placements it has would give an unnamed one away."""
        assessed, every = self.complete.get(one.authority_id, (0, 0))
        if not every:
            return "", "No placements on record"
        if one.named:
            return f"{assessed:,} of {every:,} assessed", ""
        return "All assessed" if assessed == every else "Not all assessed", ""

    def _table(self, title, first, lines, counts):
        rows = [self._row(line, counts.get(line.key, {})) for line in lines]
        summed = {kind: sum(count.get(kind, 0) for count in counts.values()) for kind in KINDS}
        total = self._row(Line("Total", None, {}, self.opens), summed) if len(rows) > 1 else None
        bars = tuple((row.label, _parts(row)) for row in rows if not row.absent)
        chart = stacked_bars(bars, COLOURS) if any(number for _, parts in bars for _, number in parts) else ""
        return Table(title, first, rows, total, chart, _summary(bars))

    def _row(self, line, count):
        if line.absent:
            return Row(line.label, note=line.note, absent=line.absent)
        cells = tuple(self._cell(kind, line, count.get(kind, 0)) for kind in KINDS)
        return Row(line.label, cells, line.note)

    def _cell(self, kind, line, number):
        return Cell(number, self._address(kind, line.adds, number, line.opens), f"{HEADINGS[kind]}, {line.label}")

    def _address(self, kind, adds, number, opens):
        if not number or not opens:
            return ""
        return f"{reverse('findings')}?{urlencode(self.kept | adds | ASKS[kind])}"


def _months_back(begun):
    """The months to show, the latest first: those without a finding between them too, so that a quiet one is seen."""
    months = [max(begun)] if begun else []
    while months and len(months) < MONTHS_SHOWN and months[-1] > min(begun):
        months.append((months[-1] - ONE_DAY).replace(day=1))
    return months


def _parts(row):
    return tuple((HEADINGS[kind], row.cells[KINDS.index(kind)].number) for kind in CHARTED)


def _summary(bars):
    """What a person sees in the picture, in a sentence."""
    sums = {label: sum(number for _, number in parts) for label, parts in bars}
    every = sum(sums.values())
    if not every:
        return "There are no breaches to show."
    top = max(sums.values())
    first, *others = [label for label, number in sums.items() if number == top]
    if others:
        first = f"{first} and {others[0]}" if len(others) == 1 else f"{first} and {len(others)} others"
    have, each = ("have", " each") if others else ("has", "")
    return f"{first} {have} the most: {top:,}{each} of {every:,} breaches, covered or not."
