"""Each check of who may see what, taken away, is noticed: docs/checks.md says by which question."""

import random
import re
from collections import defaultdict

import pytest

from tests.checks import NO_CHECK, ROOT, every_check, no_longer_there, watching
from tests.others import places
from tests.questions import Cast, Said, Swayed, of_others, of_the_matrix
from tests.test_permissions import held_to_a_permission
from tests.test_separation import everybody, hushed, in_autumn, people, world  # noqa: F401  the same world
from tests.test_separation_of_counts import answers, everywhere_added
from tests.test_separation_of_ids import ids  # noqa: F401
from tests.tried import TRIED

PAGE = ROOT / "docs" / "checks.md"
ROW = re.compile(r"^\| (`.+? \| .+?) \| (.+?) \|$", re.MULTILINE)
MARK = "<!-- Written by bin/test --long tests/test_checks.py: what follows. -->\n"
DRAWN = 30
# The permission of a page that filters its rows as well: tests/test_permissions.py holds that it is there.
BY_NAME = "the page asks for a permission"


@pytest.fixture
def cast(everybody, world, ids):  # noqa: F811
    return Cast(everybody, world, ids)


@pytest.fixture
def watch(monkeypatch):
    return watching(monkeypatch)


def noted():
    """For each check, by its name in docs/checks.md, the question that notices."""
    return dict(ROW.findall(PAGE.read_text().partition(MARK)[2]))


def passing(cast, watch):
    """Each check with the questions that pass it."""
    met = defaultdict(list)
    for question in of_the_matrix(cast):
        watch.passed.clear()
        if question.wrong(cast):
            continue  # the matrix fails by itself
        for check in watch.passed:
            met[check].append(question)
    by_person = defaultdict(list)
    for question in of_others(cast):
        by_person[question.person].append(question)
    for person, asked in by_person.items():
        for question in asked:
            watch.passed.clear()
            answers(cast.speakers[person], [question[:2]])
            for check in watch.passed:
                met[check].append(question)
    return met


def notices(check, asked, cast, watch):
    """The first question whose answer is wrong without the check; None where there is none."""
    return _noticing(check, asked, cast, watch) or (BY_NAME if check in held_to_a_permission() else None)


def _noticing(check, asked, cast, watch):
    plain = [question for question in asked if not isinstance(question, Swayed)]
    random.shuffle(plain)
    plain.sort(key=lambda question: not isinstance(question, Said))
    with watch.without(check):
        for question in plain:
            if question.wrong(cast):
                return question
    by_person = defaultdict(list)
    for question in asked:
        if isinstance(question, Swayed):
            by_person[question.person].append(question)
    where = list(places())
    for person, questions in by_person.items():
        speaker, pages = cast.speakers[person], [question[:2] for question in questions]
        with watch.without(check):
            before = answers(speaker, pages)
        with everywhere_added(speaker.user, where), watch.without(check):
            after = answers(speaker, pages)
        for question, page in zip(questions, pages, strict=True):
            if after[page] != before[page]:
                return question
    return None


def sought(checks, cast, watch):
    """For each of these checks the question that notices, or None: every question is put."""
    met = passing(cast, watch)
    return {str(check): notices(check, met[check], cast, watch) for check in checks}


def still_notices(check, name, questions, cast, watch):
    """Whether the question that is noted still tells."""
    if name == BY_NAME:
        return check in held_to_a_permission()
    with watch.without(check):
        return name in questions and questions[name].wrong(cast)


def test_nobody_comes_to_what_takes_more_than_an_address(cast):
    assert [str(said) for said in map(Said, TRIED) if said.wrong(cast)] == []


def test_a_check_taken_away_is_noticed(cast, watch, drawn, capsys):
    """Some of those that are noted, drawn anew each time; the long run seeks for all, the new ones among them."""
    written, every = noted(), every_check()
    known = [check for check in every if str(check) in written]
    tried = drawn.sample(known, DRAWN)
    questions = {str(question): question for question in (*of_the_matrix(cast), *of_others(cast))}
    with capsys.disabled():
        print(f"checks taken away: {DRAWN} of {len(known)}; not noted yet: {len(every) - len(known)}")

    silent = [check for check in tried if not still_notices(check, written[str(check)], questions, cast, watch)]
    # What noticed may have another name by now: every question is put, which takes a minute.
    found = sought(silent, cast, watch) if silent else {}

    assert [check for check, by in found.items() if by is None] == []


def test_what_is_told_to_be_no_check_is_still_there():
    assert no_longer_there() == []


@pytest.mark.long
def test_every_check_taken_away_is_noticed(cast, watch):
    found = sought(every_check(), cast, watch)
    rows = "".join(f"| {check} | {by or 'nothing'} |\n" for check, by in found.items())
    head = PAGE.read_text().partition(MARK)[0]
    left = "".join(f"| {check} | no check: {why} |\n" for check, why in NO_CHECK.items())
    PAGE.write_text(f"{head}{MARK}\n| check | where | noticed by |\n|---|---|---|\n{rows}{left}")

    assert [check for check, by in found.items() if by is None] == []
