"""What a version of an agreement would change for people: whose answer, by which clause, in which authority."""

from collections import Counter
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from compliance.answer import IN_WORDS, NOT_BEFORE
from compliance.models import AgreementVersion
from compliance.moved_caps import CapChange
from compliance.parameters import Rulebook
from compliance.rule import in_words

from . import reads
from .asked import TODAY, Asked
from .comparing import Compared, Scope, answers_on, compare
from .sums import Figures, figures
from .tables import NOT_RECORDED, Cell, Row, Table, by_clause

OF_AUTHORITY = {
    "all": "Placements",
    "turns": "Another answer",
    "begins": "Newly in breach of a clause",
    "ends": "No longer in breach of a clause",
}
LABELS = IN_WORDS | {NOT_BEFORE: "Not before a later day"}


class Answered(NamedTuple):
    """One placement: its answers as (code, words), and each clause compared."""

    placement: int
    authority: int
    before: tuple[str, str]
    after: tuple[str, str]
    compared: list[tuple[reads.Clause, Compared]]

    @property
    def turns(self):
        """Whether its answer would be another one."""
        return self.before != self.after

    @property
    def differing(self):
        """The clauses that would come to something else."""
        return [each for each in self.compared if each[1].before.state is not each[1].after.state]

    @property
    def differs(self):
        """Whether anything would be said differently."""
        return self.turns or bool(self.differing)

    @property
    def begins(self):
        """Whether it would newly be in breach of any clause."""
        return any(compared.begins for _, compared in self.compared)

    @property
    def ends(self):
        """Whether it would no longer be in breach of some clause."""
        return any(compared.ends for _, compared in self.compared)


class People(NamedTuple):
    """Everybody live on a day, by what stands and with a version; `after` is the rulebook with it."""

    version: AgreementVersion
    scope: Scope
    weighing: reads.Weighing
    answered: list[Answered]
    clauses: list[tuple[reads.Clause, Figures]]
    changes: list[CapChange]
    after: Rulebook

    @property
    def turning(self):
        """How many answers would be another one."""
        return sum(one.turns for one in self.answered)

    @property
    def differing(self):
        """Of how many placements anything would be said differently."""
        return sum(one.differs for one in self.answered)

    @property
    def turns(self):
        """How many answers turn from which to which, the most first; all the days to wait for as one."""
        counted = Counter((LABELS[one.before[0]], LABELS[one.after[0]]) for one in self.answered if one.turns)
        return [(before, after, number) for (before, after), number in counted.most_common()]

    @property
    def by_clause(self):
        """What each clause comes to, as a table whose numbers lead to the placements."""
        return by_clause([(clause.code, clause.title, of) for clause, of in self.clauses], self.address)

    @property
    def by_authority(self):
        """The members in order of name, each with its counts, as a table."""
        rows = [self._of_authority(pk, member) for pk, member in self.weighing.members.items()]
        return Table("By authority", "Authority", tuple(OF_AUTHORITY.values()), rows)

    @property
    def illustrative(self):
        return any(of.illustrative for _, of in self.clauses)

    @property
    def urls(self):
        """Where the two numbers on top lead; nowhere while they are none."""
        counts = {"turns": self.turning, "differs": self.differing}
        return {show: self.address(show=show) if number else "" for show, number in counts.items()}

    def address(self, **narrowed):
        """The address of the list of a version's placements, narrowed to what a number counts."""
        asked = {"day": self.scope.first.isoformat()} | narrowed
        return f"{reverse('what_if_version', args=[self.version.pk])}?{urlencode(asked)}#placements"

    def _of_authority(self, pk, member):
        if pk not in self.weighing.recorded:
            return Row(member.name, absent=NOT_RECORDED)
        own = [one for one in self.answered if one.authority == pk]
        counts = {"all": len(own)} | {
            what: sum(getattr(one, what) for one in own) for what in ("turns", "begins", "ends")
        }
        cells = (
            Cell(
                f"{number:,}",
                self.address(authority=member.ons_code, show=show) if number else "",
                f"{OF_AUTHORITY[show]}, {member.name}",
            )
            for show, number in counts.items()
        )
        return Row(member.name, tuple(cells))


def in_people(version, *, region, person, day):
    """What a version would change for the placements live on a day (local date) that this person may read.

    Raises Refused where the version cannot be judged by.
    """
    asked, scope = Asked((), version.pk, TODAY), Scope(day, day)
    books = reads.books_of(asked, region.code)
    clauses = reads.clauses_compared(asked, books, region.code, scope)
    weighing = reads.weigh(books, scope, region=region, person=person)
    answered = [_answered(one, clauses, scope) for one in weighing.weighed]
    return People(
        version,
        scope,
        weighing,
        answered,
        [(clause, figures(one.compared[at][1] for one in answered)) for at, clause in enumerate(clauses)],
        reads.changes(books, region.code, scope),
        books.after,
    )


def first_day(version, today):
    """The day on which a version is looked at unless another is asked for: today, or its own first day to come."""
    return max(today, version.in_force_from)


def _answered(one, clauses, scope):
    answers = answers_on(one, scope.last)
    before, after = ((code, IN_WORDS[code].format(day=free and in_words(free))) for code, free in answers)
    compared = [(clause, compare(one, clause.key, scope)) for clause in clauses]
    return Answered(one.placement, one.authority, before, after, compared)
