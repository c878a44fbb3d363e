"""What every command shares: who it acts for, and what goes to standard error."""

from io import StringIO

import pytest

from authorities.command import Command, person
from authorities.refusal import Refused


class Terminal(StringIO):
    def isatty(self):
        return True


@pytest.mark.django_db
@pytest.mark.parametrize("email", ["nobody@example.org", ""])
def test_nobody_is_taken_for_the_operator(email):
    with pytest.raises(Refused, match="has an account"):
        person(email)


@pytest.mark.parametrize("output", [Terminal(), StringIO()])
def test_progress_shows_on_a_terminal_alone_and_not_as_an_error(output):
    command = Command(stderr=output, force_color=True)

    command.progress(1, 2)
    command.progress(2, 2)

    assert output.getvalue() == ("\r1 of 2 rows\r2 of 2 rows\n" if output.isatty() else "")
