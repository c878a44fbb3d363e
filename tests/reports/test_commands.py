"""The commands that others script against."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

SAVINGS = ["savings-2026-10-edition-1-lines.csv", "savings-2026-10-edition-1.csv", "savings-2026-10-edition-1.xlsx"]
QUARTERLY = ["quarterly-2026Q3-edition-1.pdf", "quarterly-2026Q3-edition-1.svg", "quarterly-2026Q3-edition-1.xlsx"]


def run(name, *arguments):
    out = StringIO()
    call_command(name, *arguments, "--json", stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


@pytest.mark.parametrize(
    ("name", "period", "files"),
    [("build_savings", "--month=2026-10", SAVINGS), ("build_quarterly", "--quarter=2026Q3", QUARTERLY)],
)
def test_a_report_is_written_to_a_folder_the_same_twice(placed, rates, tmp_path, in_november, name, period, files):
    first = run(name, period, f"--out={tmp_path / 'a b'}")
    again = run(name, period, f"--out={tmp_path / 'again'}")

    assert [path.rpartition("/")[2] for path in first["files"]] == files
    assert (first["period"], first["edition"], first["provisional"]) == (period.partition("=")[2], 1, True)
    assert again["edition"] == 1
    for file in files:
        assert (tmp_path / "a b" / file).read_bytes() == (tmp_path / "again" / file).read_bytes()


@pytest.mark.parametrize(
    ("name", "period", "words"),
    [
        ("build_savings", "--month=2026-13", "2026-13 is not a month. Write it as 2026-10."),
        ("build_savings", "--month=2026-11", "November 2026 is not over yet"),
        ("build_quarterly", "--quarter=2026-10", "2026-10 is not a quarter. Write it as 2026Q3."),
        ("build_quarterly", "--quarter=2026Q4", "October to December 2026 is not over yet"),
    ],
)
def test_what_cannot_be_built_is_refused_with_2(west_midlands, tmp_path, in_november, name, period, words):
    with pytest.raises(CommandError, match=words) as refused:
        run(name, period, f"--out={tmp_path / 'none'}")
    assert refused.value.returncode == 2


def test_without_a_region_it_says_what_to_run_first(db, tmp_path, in_november):
    with pytest.raises(CommandError, match="No region is loaded"):
        run("build_savings", "--month=2026-10", f"--out={tmp_path}")


def test_a_region_that_does_not_exist_is_refused(west_midlands, tmp_path, in_november):
    with pytest.raises(CommandError, match="No region has the code E99"):
        run("build_savings", "--month=2026-10", f"--out={tmp_path}", "--region=E99")
