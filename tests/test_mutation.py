"""Faults put into the rulebook are noticed by its tests: a sample each time, all of them at length."""

import os
import random
import re

import pytest

from tests.amounts import amount
from tests.mutants import mutants, survivors
from tests.pure import ROOT

SURVIVING = ROOT / "docs" / "mutation.md"
ROW = re.compile(r"^\| `(compliance/[^`]+)` \| `(.+?)` \| (?:`(.+?)`|nothing) \| (.+?) \|$", re.MULTILINE)
SHARE = 0.95
# The sample ends within a minute on two cores: the sound tests first, then as many faults as these seconds allow.
SAMPLE, SECONDS = 80, amount(5, ci=15)
PROCESSES = min(2, os.cpu_count() or 1)


def explained():
    """The faults that no test notices, as docs/mutation.md lists them with their reasons."""
    rows = ROW.findall(SURVIVING.read_text().replace("\\|", "\N{BROKEN BAR}"))
    return {tuple(text.replace("\N{BROKEN BAR}", "|") for text in row[:3]) for row in rows}


def told(alive):
    return {(mutant.file, *mutant.lines()) for mutant in alive}


def test_a_sample_of_faults_is_noticed(capsys):
    seed = int(os.environ.get("MOU_MUTANT_SEED") or random.SystemRandom().randrange(10**6))
    alive, tried = survivors(random.Random(seed).sample(mutants(), SAMPLE), PROCESSES, SECONDS)
    with capsys.disabled():
        print(f"\nMOU_MUTANT_SEED={seed}: {tried} of {len(mutants())} faults tried, {len(alive)} not noticed")

    assert tried > 0
    assert told(alive) - explained() == set(), f"MOU_MUTANT_SEED={seed}"


def test_every_fault_that_is_explained_could_still_be_made():
    gone = [row for row in explained() if not set(row[1].split(" ⏎ ")) <= _stripped(row[0])]

    assert gone == []
    assert len(explained()) == SURVIVING.read_text().count("\n| `compliance/")


def _stripped(file):
    return {line.strip() for line in (ROOT / file).read_text().splitlines()}


@pytest.mark.long
def test_nearly_all_faults_are_noticed_and_the_others_explained(capsys):
    alive, tried = survivors(mutants(), PROCESSES)
    share = 1 - len(alive) / tried
    with capsys.disabled():
        print(f"\n{tried} faults tried, {len(alive)} not noticed: {share:.1%} noticed")

    assert tried == len(mutants())
    assert told(alive) - explained() == set()
    assert share >= SHARE
