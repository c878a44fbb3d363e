"""The figures of two versions side by side, and what a sentence calls each."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from compliance.agreement import Cap, Clause, Number, Version
from compliance.differences.wording import listed, quoted
from compliance.rule import PAY_TYPES

Entry = Cap | Number
# What the numbers of our own rules are called, by rule and name.
NUMBERS = {
    ("twelve_month", "months"): "wait after a permanent post",
    ("cool_off", "months"): "cool-off",
    ("experience", "needed"): "experience that is needed",
    ("experience", "needed_months"): "experience that is needed where it is stated in months",
    ("references", "needed"): "number of references that are needed",
    ("notice", "weeks"): "notice",
    ("on_site", "minimum"): "time on site",
}


class Figure(NamedTuple):
    """One figure over time, as each of two versions gives it; `kind` is what it has in common with others."""

    name: str
    kind: str
    pay_type: str
    before: tuple[Entry, ...]
    after: tuple[Entry, ...]


def cap_figures(before: Version, after: Version) -> list[Figure]:
    """The caps by clause, role, band of experience and kind of pay, in the order of the later version."""
    keys = dict.fromkeys((c.clause, c.role, c.band, c.pay_type) for c in (*after.caps, *before.caps))
    return [
        Figure(
            _cap_name(clause, role, band, before, after),
            _kind(clause, before, after),
            pay_type,
            before.cap(role, pay_type, clause, band).entries,
            after.cap(role, pay_type, clause, band).entries,
        )
        for clause, role, band, pay_type in keys
    ]


def number_figures(before: Version, after: Version) -> list[Figure]:
    """The other numbers by clause and name, in the order of the later version."""
    keys = dict.fromkeys((n.clause, n.name) for n in (*after.numbers, *before.numbers))
    return [
        Figure(
            _number_name(clause, name, before, after),
            "",
            "",
            before.number(clause, name).entries,
            after.number(clause, name).entries,
        )
        for clause, name in keys
    ]


def called(about: Sequence[Figure], figures: Iterable[Figure]) -> str:
    """What a sentence calls some of all the figures; kinds of pay are named only where others are left out."""
    kinds, figures = {figure.kind for figure in about}, list(figures)
    [kind, *others] = kinds
    same = [figure for figure in figures if figure.kind == kind]
    if kind and not others and len({figure.name for figure in same}) > 1 and len(same) == len(about):
        return f"every {kind}"
    return listed(_named(name, about, figures) for name in dict.fromkeys(figure.name for figure in about))


def _named(name: str, about: Iterable[Figure], figures: Iterable[Figure]) -> str:
    every = {figure.pay_type for figure in figures if figure.name == name}
    own = [figure.pay_type for figure in about if figure.name == name]
    pay = "" if every == set(own) else f" for {listed(PAY_TYPES[each] for each in own)} pay"
    return f"the {name}{pay}"


def _cap_name(clause: str, role: str, band: str, before: Version, after: Version) -> str:
    roles = {each.slug: each.name for version in (before, after) for each in version.roles}
    bands = {each.slug: each.name for version in (before, after) for each in version.bands}
    of_band = f" ({bands.get(band, band)})" if band else ""
    return f"{roles.get(role, role.replace('_', ' '))} {_kind(clause, before, after)}{of_band}"


def _kind(clause: str, before: Version, after: Version) -> str:
    """What the caps of a clause are called: by the clause's own name where it says that they are caps."""
    name = clause.replace("-", " ")
    return name if name.split()[-1] == "cap" else f"cap under {quoted(_title(clause, before, after))}"


def _number_name(clause_id: str, name: str, before: Version, after: Version) -> str:
    clauses = [clause for clause in _clauses(before, after) if clause.id == clause_id]
    rule = next((clause.rule.split("@")[0] for clause in clauses if clause.rule), "")
    alike = {clause.id for clause in _clauses(before, after) if rule and clause.rule.split("@")[0] == rule}
    plain = NUMBERS.get((rule, name))
    if plain and len(alike) == 1:
        return plain
    return f"{plain or name.replace('_', ' ')} of {quoted(_title(clause_id, before, after))}"


def _title(clause_id: str, before: Version, after: Version) -> str:
    return next((clause.title for clause in _clauses(before, after) if clause.id == clause_id), clause_id)


def _clauses(before: Version, after: Version) -> Iterator[Clause]:
    yield from after.clauses
    yield from before.clauses
