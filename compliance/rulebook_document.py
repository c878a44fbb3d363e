"""The rulebook as a document: every clause, its words and sureness, its numbers over time, its sentences."""

from collections.abc import Iterable, Iterator

from compliance.money import in_pounds
from compliance.parameters import Cap, Clause, Version
from compliance.rule import PAY_TYPES, in_words
from compliance.rules import RULES

OPENING = """# The rulebook

Generated from `compliance/agreements/` and `compliance/rules/` by `manage.py write_rulebook`. Clause names are the portal's own.
How sure we are of each clause stands beside it: *primary source*, *press or summary*, *our decision*, *not established*.
"""
KNOWN = {"to_engage": "before engaging", "before_start": "before the start", "later": "later"}


def document(versions: Iterable[Version]) -> str:
    """The whole rulebook in Markdown: agreements newest first, then what each rule may say."""
    newest_first = sorted(versions, key=lambda v: (v.regime, v.agreement, v.in_force_from), reverse=True)
    parts = [OPENING, *(part for version in newest_first for part in _version(version)), *_sentences()]
    return "\n".join(parts).rstrip() + "\n"


def _version(version: Version) -> Iterator[str]:
    yield f"## {version.title}, version {version.version}\n"
    yield f"In force from {in_words(version.in_force_from)}. Source: {version.source} ({version.sure}).\n"
    if version.note:
        yield f"{version.note}\n"
    for clause in version.clauses:
        yield from _clause(clause)
        if clause.rule:
            yield from _caps([cap for cap in version.caps if cap.clause == clause.id])


def _clause(clause: Clause) -> Iterator[str]:
    judged = f"judged by `{clause.rule}`" if clause.rule else "**not checked by the portal yet**"
    yield f"### {clause.title} (`{clause.id}`)\n"
    yield f"{clause.words}\n"
    yield f"- Must be known {KNOWN[clause.known]}; binds from {in_words(clause.since)}; {judged}."
    if clause.months:
        yield f"- {clause.months} months, counted by the `{clause.convention}` convention."
    for allowed in clause.exceptions:
        yield f"- Exception: {allowed.reason.replace('_', ' ')}. {allowed.source} ({allowed.sure})."
    yield f"- Source: {clause.source} ({clause.sure}).\n"


def _caps(caps: list[Cap]) -> Iterator[str]:
    if not caps:
        return
    yield "| role | paid through | from | cap an hour | how sure |"
    yield "|---|---|---|---:|---|"
    for cap in caps:
        value = "not known" if cap.value is None else in_pounds(cap.value)
        sure = "**illustrative**" if cap.illustrative else cap.sure or cap.source
        yield f"| {cap.role.replace('_', ' ')} | {PAY_TYPES[cap.pay_type]} | {in_words(cap.since)} | {value} | {sure} |"
    yield ""


def _sentences() -> Iterator[str]:
    yield "## What the portal may say\n"
    for name, rule in RULES.items():
        yield f"### `{name}`\n"
        for words in rule.words.values():
            remedy = f" *{words.remedy}*" if words.remedy else ""
            yield f"- `{words.key}`: {words.sentence}{remedy}"
        yield ""
