"""What keeps an agreement file from being published: one file of checks for each kind of fault."""

from collections.abc import Collection, Iterator

from compliance.agreement import Version
from compliance.agreement_checks.bands import bands
from compliance.agreement_checks.caps import caps
from compliance.agreement_checks.clauses import clauses
from compliance.agreement_checks.heading import heading, members
from compliance.agreement_checks.names import names
from compliance.agreement_checks.numbers import numbers
from compliance.agreement_checks.sheet import Problem, Sheet


def checks(sheet: Sheet, known_authorities: Collection[str] | None, previous: Version | None) -> Iterator[Problem]:
    """Every fault of a file whose tables have their shape."""
    yield from heading(sheet)
    yield from members(sheet, known_authorities)
    yield from names(sheet)
    yield from clauses(sheet)
    yield from numbers(sheet)
    yield from bands(sheet)
    yield from caps(sheet, previous)
