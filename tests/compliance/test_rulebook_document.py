"""The rulebook that people read is the one that judges."""

import pytest
from django.core.management import call_command

from compliance.agreement_file import read
from compliance.management.commands.write_rulebook import AGREEMENTS
from compliance.rulebook_document import document
from compliance.rules import RULES


@pytest.fixture(scope="module")
def text():
    return document([read(file.read_text(), file.name) for file in AGREEMENTS.glob("*.toml")])


def test_every_clause_of_every_version_stands_in_it(text):
    for file in AGREEMENTS.glob("*.toml"):
        version = read(file.read_text(), file.name)
        assert f"## {version.title}, version {version.version}" in text
        assert [clause.id for clause in version.clauses if clause.words not in text] == []


def test_every_sentence_that_a_person_can_meet_stands_in_it(text):
    sentences = [words.sentence for rule in RULES.values() for words in rule.words.values()]

    assert [sentence for sentence in sentences if sentence not in text] == []


def test_illustrative_caps_are_marked(text):
    assert "| senior social worker | umbrella company | 1 April 2026 | £33.75 | **illustrative** |" in text
    assert "| senior social worker | umbrella company | 1 January 2015 | £24.00 | **illustrative** |" not in text


@pytest.mark.django_db
def test_the_document_is_in_step():
    call_command("write_rulebook", "--check")
