"""A file's tables beside its lines, so that a problem can point at the line to mend."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from compliance.agreement_reads import Reads, reads

HEAD = re.compile(r"\s*\[+\s*([A-Za-z_]+)\s*\]+")


class Problem(NamedTuple):
    """What is wrong, where, and what to do about it."""

    line: int
    where: str
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message} {self.remedy}"


class Row(NamedTuple):
    """One [[table]] of the file, the first of its kind being 0; the head of the file is the row of no table."""

    table: str
    place: int
    keys: Mapping[str, Any]

    @property
    def head(self) -> str:
        return f"[[{self.table}]] {self.place + 1}"

    @property
    def clause(self) -> str:
        """The id of the clause that a parameter, an exception or a cap belongs to."""
        return self.keys.get("clause", "cap")


class Span(NamedTuple):
    """The days on which a clause judges in this version, both included."""

    first: date
    last: date


class Sheet:
    """A file that has been read as TOML."""

    def __init__(self, text: str, name: str, document: Mapping[str, Any]) -> None:
        self.lines, self.name = text.splitlines(), name
        self.top = Row("", 0, document)
        self.heads: dict[str, list[int]] = {}
        for number, line in enumerate(self.lines, 1):
            if head := HEAD.match(line):
                self.heads.setdefault(head[1], []).append(number)

    def rows(self, table: str) -> list[Row]:
        """The rows of a table in the order of the file."""
        if not table:
            return [self.top]
        return [Row(table, place, keys) for place, keys in enumerate(self.top.keys.get(table, ()))]

    def problem(self, row: Row, key: str, message: str, remedy: str) -> Problem:
        """A problem with a key of a row, at its line or else at the head of its row."""
        line = self._line(row, key)
        label = f", {row.head}" if row.table else ""
        return Problem(line, f"{self.name}, line {line}{label}", message, remedy)

    @cached_property
    def clauses(self) -> dict[str, Row]:
        """The clauses by their ids."""
        return {row.keys["id"]: row for row in self.rows("clause")}

    @property
    def is_schedule(self) -> bool:
        """Whether the file holds only figures, for a clause of another agreement."""
        return bool(self.top.keys.get("schedule_of"))

    def reads(self, clause_id: str) -> Reads | None:
        """What the rule of a clause reads; None where there is no such clause in this file."""
        clause = self.clauses.get(clause_id)
        return reads(clause.keys.get("rule", "")) if clause else None

    def span(self, clause_id: str) -> Span:
        """The days of this version on which a clause judges; the first is after the last where it never does."""
        clause = self.clauses.get(clause_id)
        begins = self.top.keys["in_force_from"]
        if clause is None:
            return Span(begins, date.max)
        return Span(max(begins, clause.keys["since"]), clause.keys.get("until", date.max))

    def _line(self, row: Row, key: str) -> int:
        heads = self.heads.get(row.table, [])
        start = heads[row.place] if row.place < len(heads) else 0
        for number, line in enumerate(self.lines[start:], start + 1):
            if HEAD.match(line):
                break
            if re.match(rf"\s*{re.escape(key)}\s*=", line):
                return number
        return start or 1
