"""What a rule is, what it may answer, and how its numbers become a sentence."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from string import Formatter
from typing import Any, NamedTuple, Protocol, cast

from compliance.money import in_pounds

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
PAY_TYPES = {"paye": "PAYE", "umbrella": "umbrella company", "limited_company": "limited company"}
BASES = {"pay": "hourly pay", "pay_and_on_costs": "hourly pay with on-costs", "charge": "hourly charge"}
# Letters whose name begins with a vowel sound: "an IRO", "an SEN officer", but "a UK officer".
SPOKEN_WITH_A_VOWEL = "AEFHILMNORSX"


class Verdict(StrEnum):
    MET = "met"
    BREACH = "breach"
    CANNOT_TELL = "cannot_tell"
    DUE = "due"


class Words(NamedTuple):
    """A sentence and a remedy with places for numbers, known by a key that never changes."""

    key: str
    sentence: str
    remedy: str = ""


NOT_IN_FORCE = Words(
    "not_in_force",
    "We cannot tell, because the agreement does not give {missing}.",
    "Ask the regional employers’ body to load the missing figure.",
)

ILLUSTRATIVE_NUMBER = Words(
    "illustrative_number", "A number of this clause is illustrative: the signed one has not been loaded."
)
# What may be said of any rule's answer.
OF_ANY_RULE = (NOT_IN_FORCE, ILLUSTRATIVE_NUMBER)


class Outcome(NamedTuple):
    """What a rule answered, with the numbers it used; `said` is the main words, then any notes."""

    verdict: Verdict
    said: tuple[Words, ...]
    numbers: Mapping[str, Any]
    illustrative: bool = False
    missing: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The keys to store beside the numbers."""
        return tuple(words.key for words in self.said)

    @property
    def free_on(self) -> date | None:
        """The first day on which waiting has cured this; None where waiting does not."""
        return self.numbers.get("free_on")

    @property
    def due_on(self) -> date | None:
        """The last day of a duty that is due."""
        return self.numbers.get("due_on")

    def sentence(self) -> str:
        return _joined((words.sentence for words in self.said), self.numbers)

    def remedy(self) -> str:
        return _joined((words.remedy for words in self.said), self.numbers)

    def noting(self, note: Words, **numbers: Any) -> "Outcome":
        """The same answer with one more sentence."""
        verdict, said, used, illustrative, missing = self
        return Outcome(verdict, (*said, note), {**used, **numbers}, illustrative, missing)

    def marked_illustrative(self, note: Words) -> "Outcome":
        """The same answer, resting on a figure that is not the signed one."""
        verdict, said, used, _, missing = self
        return Outcome(verdict, (*said, note), used, True, missing)


def met(words: Words, **numbers: Any) -> Outcome:
    return Outcome(Verdict.MET, (words,), numbers)


def breach(words: Words, **numbers: Any) -> Outcome:
    return Outcome(Verdict.BREACH, (words,), numbers)


def cannot_tell(words: Words, *, missing: str, **numbers: Any) -> Outcome:
    """An answer that waits for a fact, named in plain words."""
    return Outcome(Verdict.CANNOT_TELL, (words,), numbers, missing=missing)


def due(words: Words, *, due_on: date, **numbers: Any) -> Outcome:
    """A duty whose last day has not passed: no finding, but a dated item for somebody's list."""
    return Outcome(Verdict.DUE, (words,), {"due_on": due_on, **numbers})


class Rule(Protocol):
    words: Mapping[str, Words]
    needs: tuple[str, ...]

    def __call__(self, facts: Any, parameters: Any) -> Outcome | None: ...


def rule(*words: Words, needs: tuple[str, ...] = ()) -> Callable[[Callable[..., Outcome | None]], Rule]:
    """Mark a function as a rule: the words it may say, and what a clause must give it ("cap": a figure for each role).

    The contents page in `rules/` lists it.
    """
    by_key = {each.key: each for each in (*words, *OF_ANY_RULE)}
    if len(by_key) != len(words) + len(OF_ANY_RULE):
        raise ValueError("two sentences of one rule share a key")

    def mark(function: Callable[..., Outcome | None]) -> Rule:
        function.words = by_key  # type: ignore[attr-defined]
        function.needs = needs  # type: ignore[attr-defined]
        return cast(Rule, function)

    return mark


def as_stored(numbers: Mapping[str, Any]) -> dict[str, Any]:
    """Numbers in their JSON form: decimals as strings, dates as ISO 8601."""
    return {name: _stored(value) for name, value in numbers.items()}


def rendered(words: Iterable[Words], numbers: Mapping[str, Any]) -> tuple[str, str]:
    """The sentence and the remedy, the same from raw numbers and from stored ones."""
    words = tuple(words)
    return _joined((w.sentence for w in words), numbers), _joined((w.remedy for w in words), numbers)


def _stored(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple):
        return [_stored(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _joined(templates: Iterable[str], numbers: Mapping[str, Any]) -> str:
    return " ".join(_WRITER.vformat(template, (), numbers) for template in templates if template)


def in_words(day: date | str) -> str:
    """A day as "1 March 2015", from a date or its ISO form."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def with_article(name: str) -> str:
    """A role inside a sentence: "a senior social worker", "an advanced practitioner", "an IRO"."""
    first, _, _ = name.partition(" ")
    if len(first) > 1 and first.isupper():
        return f"an {name}" if first[0] in SPOKEN_WITH_A_VOWEL else f"a {name}"
    name = name[:1].lower() + name[1:]
    return f"an {name}" if name[:1] in "aeiou" else f"a {name}"


def _counted(one: str, many: str) -> Callable[[int], str]:
    return lambda number: f"{number:,} {one if number == 1 else many}"


def _of_days(number: Decimal) -> str:
    """Days, or parts of one: "1,095 days", "2.5 days"."""
    return f"{number.normalize():,f} {'day' if number == 1 else 'days'}"


class _Writer(Formatter):
    """Fills in `{pay:money}`, `{free_on:day}` and their like; `{members-not_sent}` is a difference."""

    kinds: Mapping[str, Callable[[Any], str]] = {
        "money": lambda value: in_pounds(Decimal(value)),
        "day": in_words,
        "count": lambda value: f"{value:,}",
        "authorities": _counted("authority", "authorities"),
        "months": _counted("month", "months"),
        "spells": _counted("spell", "spells"),
        "weeks": _counted("week", "weeks"),
        "days": lambda value: _of_days(Decimal(value)),
        "references": _counted("reference", "references"),
        "sum": lambda values: " + ".join(f"{value:,}" for value in values),
        "number": lambda value: f"{Decimal(value).normalize():f}",
        "have": lambda value: "has" if value == 1 else "have",
        "pay_type": PAY_TYPES.__getitem__,
        "a_pay_type": lambda value: with_article(PAY_TYPES[value]),
        "base": BASES.__getitem__,
        "role": str,
        "a_role": with_article,
        "": str,
    }

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> tuple[Any, str]:
        first, _, second = field_name.partition("-")
        return (kwargs[first] - kwargs[second] if second else kwargs[first]), first

    def format_field(self, value: Any, format_spec: str) -> str:
        return self.kinds[format_spec](value)


_WRITER = _Writer()
