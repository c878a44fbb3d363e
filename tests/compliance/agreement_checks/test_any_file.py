"""Whatever is written in a file, it is answered in words; and where nothing is said, no figure is missing."""

from datetime import date
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.agreement_file import problems, read
from tests.compliance.agreement_checks.files import GOOD, NAME, SCHEDULE

LINES = sorted({line for line in (GOOD + SCHEDULE).splitlines() if line})
# Values that fit some key or other, so that many a broken file gets past the first checks.
DAYS = ["2019-06-01", "2024-12-31", "2025-01-01", "2025-01-02", "2026-04-01", "2031-01-01"]
TEXTS = ["", " ", "unknown", "40.00", "12", "cap", "cool-off", "social_worker", "team_manager", "newer", "paye", "{0}"]
VALUES = st.one_of(
    st.sampled_from([*DAYS, "true", "0", "7", "[]", '["paye"]', '["umbrella"]', *(f'"{text}"' for text in TEXTS)]),
    st.text(max_size=8).map(lambda text: f'"{text}"'),
)


@st.composite
def files(draw):
    """A sound file with some lines changed, doubled, moved or taken out."""
    lines = draw(st.sampled_from([GOOD, SCHEDULE])).splitlines()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        key, equals, _ = lines[at].partition(" = ")
        match draw(st.sampled_from(["value", "value", "value", "out", "double", "other"])):
            case "value" if equals:
                lines[at] = f"{key} = {draw(VALUES)}"
            case "out":
                del lines[at]
            case "double":
                lines[at:at] = lines[max(0, at - 9) : at]
            case _:
                lines[at] = draw(st.sampled_from(LINES))
    return "\n".join(lines)


@settings(max_examples=300, deadline=None)
@given(files())
def test_every_file_is_answered_in_words(text):
    last = text.count("\n") + 2
    for problem in problems(text, NAME, known_authorities={"E08000021"}, previous=read(GOOD, NAME)):
        assert 1 <= problem.line <= last
        assert problem.message.endswith(".")
        assert problem.remedy.endswith(".")
        assert str(problem).startswith(f"{NAME}, line {problem.line}")


@settings(max_examples=300, deadline=None)
@given(files(), st.dates(date(2025, 1, 1), date(2031, 12, 31)), st.integers(0, 40))
def test_a_file_without_a_problem_answers_every_question(text, day, years):
    if problems(text, NAME):
        return
    version = read(text, NAME)
    clauses = {clause.id: clause for clause in version.clauses}
    for clause_id, name in {(number.clause, number.name) for number in version.numbers}:
        if judges(version, clauses[clause_id], day):
            assert held(version.number(clause_id, name), day) == 1
    for clause_id in {cap.clause for cap in version.caps}:
        if judges(version, clauses.get(clause_id), day):
            for role, pay_type in product(version.roles, version.pay_types):
                assert caps_of(version, clause_id, role.slug, pay_type, day, years) == 1


def judges(version, clause, day):
    """Whether a clause binds on a day of its version; that of a schedule is in another file."""
    return version.in_force_from <= day and (clause is None or clause.in_force_on(day))


def held(series, day):
    """How many entries hold on a day: the latest that has begun, where there is one."""
    begun = [entry.since for entry in series.entries if entry.since <= day]
    return begun.count(max(begun)) if begun else 0


def caps_of(version, clause, role, pay_type, day, years):
    """How many caps hold on a day for a worker with so many years of experience."""
    bands = [
        band.slug
        for band in version.bands_of(role, pay_type, clause)
        if band.from_years <= years and (band.until_years is None or years < band.until_years)
    ]
    return sum(held(version.cap(role, pay_type, clause, band), day) for band in bands or [""])
