"""What every command shares: `--json`, `--by`, its exit status, and words instead of a traceback."""

import json
import sys
from argparse import ArgumentTypeError
from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from .log import coming_by
from .models import Authority, Person
from .refusal import Refused
from .wall.standing import operating

DONE, NOT_ALL, COULD_NOT = 0, 1, 2
PLAIN = str  # what is written to standard error is styled as an error unless it says otherwise


class Command(BaseCommand):
    """A command that answers with one dictionary.

    A subclass gives `options(parser)` and `work(*, by, **options)`, which returns the answer, or the answer and an
    exit status. With `--json` the answer alone goes to standard output; without it, `in_words(answer)` does.
    Everything else goes to standard error. Refused leaves with 2, nothing written.
    """

    requires_system_checks = ()
    status = DONE

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print one JSON object on standard output")
        parser.add_argument("--by", metavar="EMAIL", help="the person on whose behalf this is done")
        self.options(parser)

    def options(self, parser):
        """Add the command's own options."""

    def work(self, *, by, **options):
        """Do it and return the answer."""
        raise NotImplementedError

    def in_words(self, answer):
        """The answer as lines for a person."""
        return "\n".join(f"{name.replace('_', ' ').capitalize()}: {value}" for name, value in answer.items())

    def handle(self, *args, **options):
        own = {name: value for name, value in options.items() if name not in SHARED}
        try:
            with operating(), coming_by(f"manage.py {self.__module__.rpartition('.')[2]}") as said:
                by = person(options["by"])
                said["by"] = by.pk
                answered = self.work(by=by, **own)
        except (Refused, OSError, OperationalError) as refused:
            self._leave(_words(refused))
        except ProgrammingError as absent:
            if "does not exist" not in str(absent):
                raise
            self._leave("The database has not been set up for this version. Run: manage.py migrate")
        answer, self.status = answered if isinstance(answered, tuple) else (answered, DONE)
        as_json = options["json"]
        self.stdout.write(json.dumps(answer, ensure_ascii=False, default=str) if as_json else self.in_words(answer))
        # Called from Python there is no exit status: the caller reads `status` or the answer.
        if self.status and self._called_from_command_line:
            self.stdout.flush()
            sys.exit(self.status)

    def progress(self, done, total, of="rows"):
        """How far the work has come, on a terminal alone."""
        if self.stderr.isatty():
            self.stderr.write(f"\r{done:,} of {total:,} {of}", PLAIN, "\n" if done >= total else "")
            self.stderr.flush()

    def say(self, text):
        """A remark that is not the answer."""
        self.stderr.write(text, PLAIN)

    def _leave(self, words):
        if not self._called_from_command_line:
            raise CommandError(words, returncode=COULD_NOT)
        self.stderr.write(self.style.ERROR(words))
        sys.exit(COULD_NOT)


SHARED = set(vars(BaseCommand().create_parser("", "").parse_args([]))) | {"json", "by", "stdout", "stderr"}


def person(email=None):
    """The person with this address; without one, the recorded operator, with whom nobody can sign in."""
    asked = settings.OPERATOR_EMAIL if email is None else email
    known = Person.objects.filter(email__iexact=asked, is_active=True).first()
    if known is not None:
        return known
    if email is not None:
        raise Refused(f"Nobody with the e-mail address {email} has an account.", "Check the address after --by.", "by")
    return Person.objects.create_user(settings.OPERATOR_EMAIL, name="Operator")


def authority_coded(code):
    """The authority with this ONS or DfE code."""
    authority = Authority.objects.coded(str(code).strip()).first()
    if authority is None:
        raise Refused(
            f"No authority has the code {code}.",
            "Give the ONS code, such as E08000030, or the DfE number, such as 335.",
            "authority",
        )
    return authority


def day_option(text):
    """A date after an option, as ISO 8601."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is not a date such as 2026-10-31") from None


def month_option(text):
    """A month after an option, such as 2026-10, as its first day."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise ArgumentTypeError(f"{text} is not a month such as 2026-10") from None


def _words(refused):
    if isinstance(refused, OperationalError):
        return f"The database could not be used: {str(refused).strip()}"
    if isinstance(refused, OSError):
        return f"{refused.filename or 'The file'} could not be used: {refused.strerror or refused}."
    return str(refused)
