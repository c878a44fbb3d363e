"""The documents about agreements are in step, and what the guide shows can be loaded."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from compliance import documents
from compliance.agreement_file import problems, read
from compliance.agreement_shape import AGREEMENT
from tests.compliance.agreement_checks.files import BANDS, MEMBERS, changed

EXAMPLES = re.findall(r"```toml\n(.*?)```", documents.GUIDE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture
def copies(tmp_path, monkeypatch):
    """The documents, copied where a test may spoil them."""
    for name in ("RULEBOOK", "GUIDE"):
        path = getattr(documents, name)
        copy = tmp_path / path.name
        copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
        monkeypatch.setattr(documents, name, copy)
    return tmp_path


def spoil(path):
    """One word more, at the end of the part that is made."""
    path.write_text(path.read_text(encoding="utf-8").replace(documents.ENDS, f"x{documents.ENDS}") + "x")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["rulebook.md", "agreements.md"])
def test_a_stale_document_is_told_and_then_mended(copies, name):
    call_command("write_rulebook", "--check")
    spoil(copies / name)

    with pytest.raises(CommandError, match=f"Not in step with the agreements: {name}.") as refused:
        call_command("write_rulebook", "--check")
    call_command("write_rulebook", stdout=StringIO())

    assert refused.value.returncode == 2
    call_command("write_rulebook", "--check")


def test_what_is_written_by_hand_stays(copies):
    guide = copies / "agreements.md"
    guide.write_text(guide.read_text(encoding="utf-8").replace("# Agreement files", "# Our files"), encoding="utf-8")

    documents.write()

    assert guide.read_text(encoding="utf-8").startswith("# Our files\n")
    assert documents.out_of_step() == []


def test_the_whole_file_that_the_guide_shows_is_sound():
    [whole] = [example for example in EXAMPLES if example.startswith("agreement =") and "[[clause]]" in example]

    assert [str(problem) for problem in problems(whole, "guide.toml")] == []
    assert len(read(whole, "guide.toml").caps) == 6


@pytest.mark.parametrize(("head", "part"), [("[[band]]", BANDS), ("[[member]]", MEMBERS)])
def test_each_part_that_the_guide_shows_fits_into_a_file(head, part):
    [example] = [example for example in EXAMPLES if example.startswith(head)]

    assert [str(problem) for problem in problems(changed(part, f"\n{example}"), "guide.toml")] == []


def test_the_other_keys_that_the_guide_shows_are_keys_of_the_head():
    heads = [example for example in EXAMPLES if "[[" not in example]

    assert len(heads) == 2
    assert {line.split(" = ")[0] for head in heads for line in head.splitlines()} <= set(AGREEMENT)
