"""What docs/security.md claims of each requirement is there to be run, and none is left out."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "security.md"
# OWASP ASVS 5.0.0: for each section the levels of its requirements, in their order.
LEVELS = {
    "1.1": "22", "1.2": "1111122223", "1.3": "112222222223", "1.4": "222", "1.5": "123",
    "2.1": "122", "2.2": "112", "2.3": "12223", "2.4": "23",
    "3.1": "3", "3.2": "113", "3.3": "12223", "3.4": "11222233", "3.5": "11122333", "3.6": "3", "3.7": "22333",
    "4.1": "12233", "4.2": "23333", "4.3": "22", "4.4": "1222",
    "5.1": "2", "5.2": "112333", "5.3": "113", "5.4": "222",
    "6.1": "122", "6.2": "111111112222", "6.3": "11223333", "6.4": "112233", "6.5": "22222333", "6.6": "2223",
    "6.7": "33", "6.8": "2222",
    "7.1": "222", "7.2": "1111", "7.3": "22", "7.4": "11222", "7.5": "223", "7.6": "22",
    "8.1": "1233", "8.2": "1123", "8.3": "133", "8.4": "23",
    "9.1": "111", "9.2": "1222",
    "10.1": "22", "10.2": "223", "10.3": "22223", "10.4": "1111122222233333", "10.5": "22222", "10.6": "22",
    "10.7": "222",
    "11.1": "2233", "11.2": "22233", "11.3": "11233", "11.4": "1222", "11.5": "23", "11.6": "23", "11.7": "33",
    "12.1": "12233", "12.2": "11", "12.3": "22223",
    "13.1": "2333", "13.2": "222223", "13.3": "2233", "13.4": "1222233",
    "14.1": "22", "14.2": "12223333", "14.3": "122",
    "15.1": "12233", "15.2": "12233", "15.3": "1222222", "15.4": "3333",
    "16.1": "2", "16.2": "22222", "16.3": "2222", "16.4": "222", "16.5": "2223",
    "17.1": "23", "17.2": "22223333", "17.3": "22",
}  # fmt: skip
# Asks for more at level 3 than at level 2, under the same number.
MORE_AT_3 = "16.3.2"
CHOSEN = {"1.2.10", "2.3.5", "3.4.7", "8.3.2", "14.2.7", "15.4.2", MORE_AT_3}
# Sections that ask for something to be written down: there a page with its heading may be the proof.
WRITTEN = {"2.1", "5.1", "6.1", "7.1", "8.1", "11.1", "13.1", "14.1", "15.1", "16.1"}
STATES = ("met", "does not apply", "for the operator", "not met")
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| (\d) \| (.+?) \| (.+?) \| (.*?) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
LINK = re.compile(r"\]\(([^)#]*)#([^)]+)\)")


def rows():
    """Each row: number, level, what it asks, state, and its proof or reason."""
    return ROW.findall(PAGE.read_text())


@cache
def names_in(path):
    file = ROOT / path
    parsed = ast.parse(file.read_text()) if file.exists() else ast.Module([], [])
    return {node.name for node in parsed.body if isinstance(node, ast.FunctionDef)}


@cache
def headings_of(path):
    """The anchors of a page, as they are made of its headings."""
    said = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE) if path.exists() else []
    return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in said}


def claimed(*states):
    return [row for row in rows() if row[3] in states]


def test_every_requirement_of_levels_1_and_2_stands_there_once_with_its_level():
    asked = Counter(
        (f"{section}.{at}", level)
        for section, levels in LEVELS.items()
        for at, level in enumerate(levels, 1)
        if level in "12"
    )

    assert sum(asked.values()) == 253
    assert Counter((number, level) for number, level, *_ in rows() if level != "3") == asked


def test_what_was_chosen_of_level_3_stands_there_once():
    assert Counter(number for number, level, *_ in rows() if level == "3") == Counter(CHOSEN)
    for number in CHOSEN - {MORE_AT_3}:
        section, at = number.rsplit(".", 1)
        assert LEVELS[section][int(at) - 1] == "3"


def test_every_row_of_a_table_is_read():
    lines = [line for line in PAGE.read_text().splitlines() if re.match(r"\|\s*\d+\.\d", line)]

    assert len(lines) == len(rows()) == 253 + len(CHOSEN)


def test_every_state_is_one_that_we_know():
    assert {state for *_, state, _ in rows()} <= set(STATES)


@pytest.mark.parametrize("row", claimed("met"), ids=lambda row: row[0])
def test_what_is_met_names_its_proof_and_the_proof_is_there(row):
    number, _, _, _, proof = row
    tests, links = TEST.findall(proof), LINK.findall(proof)

    assert tests or (links and number.rsplit(".", 1)[0] in WRITTEN)
    assert [f"{path}::{name}" for path, name in tests if name not in names_in(path)] == []
    for page, anchor in links:
        assert anchor in headings_of((PAGE.parent / page).resolve() if page else PAGE), f"{page}#{anchor}"
    assert len(tests) + len(links) == len(proof.split("<br>")), "something else stands among the proofs"


def test_what_is_not_met_or_does_not_apply_says_why():
    unsaid = [number for number, _, _, _, why in claimed("does not apply", "for the operator") if len(why) < 15]
    missing = [number for number, _, _, _, why in claimed("not met") if "Missing: " not in why]

    assert unsaid == []
    assert missing == []


def test_what_a_requirement_asks_is_said_in_our_own_few_words():
    assert [number for number, _, asks, *_ in rows() if len(asks.split()) > 20] == []


def test_the_page_counts_its_states_rightly():
    counted = Counter(state for _, level, _, state, _ in rows() if level != "3")

    assert ", ".join(f"{counted[state]} {state}" for state in STATES) in PAGE.read_text()


def test_every_test_that_the_text_names_is_there():
    named = re.findall(r"\(?(tests/[\w/]+\.py)\)?", PAGE.read_text())

    assert [path for path in named if not (ROOT / path).exists()] == []
