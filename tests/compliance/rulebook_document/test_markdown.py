"""The document that people read says what the agreements say, in words alone."""

import re

import pytest

from compliance.agreement_file import read
from compliance.documents import SHIPPED
from compliance.rulebook_document import document

VERSIONS = [read(file.read_text(encoding="utf-8"), file.name) for file in sorted(SHIPPED.glob("*.toml"))]


@pytest.fixture(scope="module")
def text():
    return document(VERSIONS)


def test_every_clause_of_every_version_stands_in_it(text):
    for each in VERSIONS:
        assert f"## {each.title}, version {each.version}" in text
        for one in each.clauses:
            assert all(words in text for words in (one.words, one.interpretation, one.source, one.title))


def test_every_figure_and_source_of_every_version_stands_in_it(text):
    for each in VERSIONS:
        assert [cap for cap in each.caps if cap.value and f"| £{cap.value}" not in text] == []
        assert [figure.source for figure in (*each.caps, *each.numbers) if figure.source not in text] == []


def test_illustrative_caps_are_marked(text):
    assert "| Senior social worker | Every kind of pay | From 1 April 2026 | £33.75, **illustrative** | " in text
    assert "| £24.00 | Primary source |" in text
    assert "£24.00, **illustrative**" not in text


def test_no_place_of_a_sentence_is_left_as_the_code_has_it(text):
    assert re.findall(r"{[a-z_-]+(:[a-z_]*)?}", text) == []
    assert "None" not in text


def test_an_older_version_that_says_the_same_says_so(text):
    older = text.split("Memorandum of Understanding on agency social workers, version 2022")[1].split("\n## ")[0]

    assert older.count("The portal says what it says under version 2025.") == 3
    assert "The portal may say" not in older


def test_who_has_signed_stands_in_it(text):
    assert "Signed by these authorities, by ONS code:" in text
    assert "- From 1 January 2015: E08000025, E08000026" in text
