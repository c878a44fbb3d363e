"""Heads as they are kept outside the database, a line each."""

import pytest

from authorities.log.heads import Head, head, kept_outside
from authorities.refusal import Refused
from tests.authorities.log.entries import links, written

HASH = "0123456789abcdef" * 4


def test_heads_are_read_with_and_without_a_number_and_remarks_passed_over():
    text = f"# from the reports\n\n2026-11-19 12 {HASH}  # edition 1\n2026-11-18 {HASH.upper()}\n"

    assert kept_outside(text) == [Head("2026-11-19", 12, HASH), Head("2026-11-18", None, HASH)]


@pytest.mark.parametrize(
    "line", [HASH, "2026-11-19", f"2026-02-30 {HASH}", f"2026-11-19 x {HASH}", f"19-11 {HASH}", f"2026-11-19 {HASH}0"]
)  # fmt: skip
def test_a_line_that_is_no_head_is_refused_with_its_number(line):
    with pytest.raises(Refused, match=r"Line 2 of heads\.txt"):
        kept_outside(f"\n{line}", "heads.txt")


@pytest.mark.django_db
def test_the_head_is_the_last_link_of_all_or_of_the_days_before_one():
    written(3)
    day, number, _, hashed = links()[-1]

    assert head() == Head(day.isoformat(), number, hashed)
    assert head(before=links()[0][0]) is None
    assert kept_outside(str(head())) == [head()]
