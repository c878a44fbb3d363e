"""The figures of a what-if as tables: every number says what it counts and leads to the placements it counts."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from authorities.wording import in_pounds

from .comparing import BREACHES, Compared, Lack, State
from .sums import Figures, Sums, figures, figures_by

NOW, THEN = "now", "then"
NOT_RECORDED = "No placement is on record. That is not zero."
NOBODY = figures(())
STATES: dict[str, str] = {
    State.BREACH: "Breach, not covered",
    State.EXEMPT: "Exempt breach",
    State.APPROVED: "Approved breach",
    State.CANNOT_TELL: "Cannot tell",
    State.MET: "Kept",
    State.NONE: "Does not apply, or is not due yet",
}
LACKS = {
    Lack.ROLE: "without a role",
    Lack.RATE: "without a rate",
    Lack.CAP: "without a cap",
    Lack.FACT: "without another fact",
    Lack.HOURS: "without weekly hours",
}
IN_BREACH, COST, COVERED, LEFT_OUT = "in_breach", "cost_", "covered", "left_out"
WHEN = {NOW: "now", THEN: "with the change"}
OF_A_SIDE: dict[str, str] = {
    IN_BREACH: "In breach",
    **STATES,
    COST + State.BREACH: "Cost of breaches, not covered,",
    COST + State.EXEMPT: "Cost of exempt breaches",
    COST + State.APPROVED: "Cost of approved breaches",
    COST + COVERED: "Cost of breaches with leave",
    LEFT_OUT: "Left out of the cost",
}
# What is counted of each clause, by its heading.
OF_A_CLAUSE = {"In breach": IN_BREACH, "Kept": State.MET, "Cannot tell": State.CANNOT_TELL}
# What the list may show, by its code in the address.
SHOWS = {
    "differs": "All that would change",
    "begins": "Newly in breach",
    "ends": "No longer in breach",
    **{f"{when}-{what}": f"{label} {words}" for what, label in OF_A_SIDE.items() for when, words in WHEN.items()},
    "all": "All placements",
}


def is_shown(one: Compared, show: str) -> bool:
    """Whether the list shows a placement where it is narrowed to one of `SHOWS`."""
    if show in ("differs", "begins", "ends"):
        return getattr(one, show)
    if show == "all":
        return True
    when, _, what = show.partition("-")
    side = one.before if when == NOW else one.after
    if what == LEFT_OUT:
        return side.lack is not None
    if what.startswith(COST):
        return bool(side.covered if what == COST + COVERED else side.costs.get(State(what.removeprefix(COST))))
    return side.breaks if what == IN_BREACH else side.state == what


class Cell(NamedTuple):
    """A number as it is read, where it leads, and what it counts for those who hear it out of its table."""

    text: str
    url: str
    counts: str


class Group(NamedTuple):
    """A group as it is shown: its code in the address, its label; `absent` says why it has no numbers.

    One that is `expected` has a row even where no placement is compared.
    """

    code: str
    label: str
    absent: str = ""
    expected: bool = True


class Row(NamedTuple):
    """A line of a table; `absent` says why there are no numbers, `url` where its label leads."""

    label: str
    cells: tuple[Cell, ...] = ()
    absent: str = ""
    url: str = ""


class Table(NamedTuple):
    """One way of counting."""

    title: str
    first: str
    headings: tuple[str, ...]
    rows: list[Row]
    total: Row | None = None


class Tables:
    """What one clause comes to, in tables; `address` makes the address of a list from what it is narrowed to."""

    def __init__(self, compared: Iterable[Compared], *, about_cap: bool, address: Callable[..., str]) -> None:
        self.compared, self.about_cap, self.address = list(compared), about_cap, address
        self.whole = figures(self.compared)

    def by_state(self) -> Table:
        """Every placement by what the clause says of it, and what those in breach cost."""
        costs = ("Cost now", "Cost with the change") if self.about_cap else ()
        rows = [self._state_row(state, label) for state, label in STATES.items()]
        left_out = (self.whole.before.left_out, self.whole.after.left_out)
        if any(left_out):
            cells = tuple(self._count(n, f"{when}-{LEFT_OUT}", {}) for when, n in zip(WHEN, left_out, strict=True))
            rows.append(Row("Left out of the cost", (*cells, *(Cell("", "", "") for _ in costs))))
        return Table("All placements", "The clause says", ("Now", "With the change", *costs), rows)

    def grouped(self, title: str, first: str, name: str, groups: dict[Any, Group], of: Callable) -> Table:
        """By what `of` makes of a placement: each group with its row, and the total."""
        found = figures_by(self.compared, of)
        rows = [
            Row(group.label, absent=group.absent)
            if group.absent
            else self._group_row(group.label, found.get(key, NOBODY), {name: group.code})
            for key, group in groups.items()
            if group.expected or key in found
        ]
        return Table(title, first, self._headings(), rows, self._group_row("Total", self.whole, {}))

    def _headings(self) -> tuple[str, ...]:
        counts = ("Placements", "Newly in breach", "No longer in breach", "In breach now", "In breach with the change")
        costs = ("Cost now", "Cost with the change", "Covered now", "Covered with the change")
        return (*counts, "Cannot tell with the change", *(costs if self.about_cap else ()))

    def _group_row(self, label: str, of: Figures, adds: dict[str, str]) -> Row:
        counts = (
            (of.placements, "all"),
            (of.begins, "begins"),
            (of.ends, "ends"),
            (of.before.breaches, f"{NOW}-{IN_BREACH}"),
            (of.after.breaches, f"{THEN}-{IN_BREACH}"),
            (of.after.states[State.CANNOT_TELL], f"{THEN}-{State.CANNOT_TELL}"),
        )
        cells = [self._count(number, show, adds, label) for number, show in counts]
        if self.about_cap:
            cells += [
                self._money(of.before.uncovered, f"{NOW}-{COST}{State.BREACH}", adds, label),
                self._money(of.after.uncovered, f"{THEN}-{COST}{State.BREACH}", adds, label),
                self._money(of.before.covered, f"{NOW}-{COST}{COVERED}", adds, label),
                self._money(of.after.covered, f"{THEN}-{COST}{COVERED}", adds, label),
            ]
        return Row(label, tuple(cells))

    def _state_row(self, state: str, label: str) -> Row:
        sides = {NOW: self.whole.before, THEN: self.whole.after}
        cells = [self._count(sums.states[State(state)], f"{when}-{state}", {}) for when, sums in sides.items()]
        if self.about_cap:
            cells += [self._cost(state, sums, f"{when}-{COST}{state}") for when, sums in sides.items()]
        return Row(label, tuple(cells))

    def _cost(self, state: str, sums: Sums, show: str) -> Cell:
        return self._money(sums.costs[State(state)], show, {}) if state in BREACHES else Cell("", "", "")

    def _count(self, number: int, show: str, adds: dict, group: str = "") -> Cell:
        return self._cell(f"{number:,}", bool(number), show, adds, group)

    def _money(self, amount: Decimal, show: str, adds: dict, group: str = "") -> Cell:
        return self._cell(in_pounds(amount), bool(amount), show, adds, group)

    def _cell(self, text: str, leads: bool, show: str, adds: dict, group: str) -> Cell:
        counts = ", ".join(filter(None, (SHOWS[show], group)))
        return Cell(text, self.address(show=show, **adds) if leads else "", counts)


def by_clause(clauses: Iterable[tuple[str, str, Figures]], address: Callable[..., str]) -> Table:
    """What each clause comes to, given by its code, its title and its figures."""
    headings = (
        "Newly in breach",
        "No longer in breach",
        *(f"{label} {when}" for label in OF_A_CLAUSE for when in WHEN.values()),
    )
    rows = []
    for code, title, of in clauses:
        counts = [("begins", of.begins), ("ends", of.ends)]
        for what in OF_A_CLAUSE.values():
            counts += [(f"{NOW}-{what}", _number(of.before, what)), (f"{THEN}-{what}", _number(of.after, what))]
        cells = (
            Cell(f"{number:,}", address(clause=code, show=show) if number else "", f"{SHOWS[show]}, {title}")
            for show, number in counts
        )
        rows.append(Row(title, tuple(cells), url=address(clause=code)))
    return Table("By clause", "Clause", headings, rows)


def _number(sums: Sums, what: str) -> int:
    return sums.breaches if what == IN_BREACH else sums.states[State(what)]


def lacking(sums: Sums) -> str:
    """Why placements are left out of a cost: "2 without a rate, 1 without weekly hours"."""
    return ", ".join(f"{number:,} {LACKS[lack]}" for lack in Lack if (number := sums.lacks[lack]))
