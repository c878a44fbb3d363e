"""Every list can be taken away as a file, and the file holds no more than its reader may read.

What is asked, and by whom, is that of `test_separation`; which lists there are, and of which columns, is `listed`.
"""

import csv
import io
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from authorities.models import Invitation, Job, LookUp, Mail
from authorities.people import Appointment
from compliance.actions import assess
from compliance.placements_in_file import NOT_SHOWN
from placements.models import Placement
from tests import fields
from tests.compliance.what_if.test_reads import drafted
from tests.factories import PlacementFactory, PostFactory, ReferenceFactory, RegisterCheckFactory
from tests.listed import LISTED
from tests.test_separation import (  # noqa: F401
    everybody,
    hushed,
    in_autumn,
    people,
    speakers,
    words_not_for,
    world,
)  # fmt: skip
from tests.test_separation_of_fields import shared
from tests.who_gets_what import ROUTES

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
TABLE = re.compile(r"<table|{% render_table ")
INCLUDED = re.compile(r'{% include "([^"]+)"')
OFFERED = re.compile(r'{% download_list \S+(?: "(\w*)")?')
FIRST = 6  # lines of a file before its rows: what it is, as of when, its filter, how many, an empty one, headings
# Tables that are no list of records, each with what it is.
NO_LISTS = {
    "components/table.html": "how every table is drawn",
    "authorities/keys.html": "one’s own keys",
    "authorities/saved_filters.html": "one’s own filters: addresses, and no records",
    "authorities/sessions.html": "one’s own browsers",
    "compliance/agreement/problems.html": "what is wrong in a file that is being loaded",
    "compliance/agreement_version.html": "the steps of one version, whose document is downloaded there",
    "compliance/breaches_table.html": "counts, each of which opens the list of what it counts",
    "compliance/change_rate.html": "a form beside the rates, which are downloaded from the placement’s page",
    "compliance/rules_table.html": "the text of an agreement, downloaded from its own page",
    "compliance/what_if_caps.html": "the question that was asked",
    "compliance/what_if_table.html": "counts, each of which opens the list of what it counts",
    "compliance/sent_file.html": "what became of each row: its own report is downloaded there",
    "reports/held_table.html": "all that is held on one worker, downloaded whole there",
    "reports/quarterly_table.html": "figures of an edition, whose files are downloaded there",
    "reports/savings_authorities.html": "figures of an edition, whose files are downloaded there",
    "reports/savings_roles.html": "figures of an edition, whose files are downloaded there",
}
# Tables whose download stands on the pages that include them.
ON_THE_PAGE = {"compliance/forecast_list.html", "reports/editions_list.html"}


def templates():
    return {str(path.relative_to(TEMPLATES)): path.read_text() for path in sorted(TEMPLATES.rglob("*.html"))}


def whole(name, texts):
    """A template with all that it includes."""
    text = texts.get(name, "")
    return text + "".join(whole(each, texts) for each in INCLUDED.findall(text))


def test_every_table_of_records_has_its_download():
    texts = templates()
    tables = {name for name, text in texts.items() if TABLE.search(text)}
    without = {name for name in tables if not OFFERED.search(texts[name])}

    assert without == set(NO_LISTS) | ON_THE_PAGE


def test_every_list_that_is_offered_is_listed():
    texts = templates()
    pages = {name for name, text in texts.items() if text.startswith('{% extends "base.html" %}')}
    offered = {(Path(name).stem, which) for name in pages for which in OFFERED.findall(whole(name, texts))}

    assert offered == {(each.page, each.which) for each in LISTED}


@pytest.fixture
def fuller(world, people, walsall, supplier_one):  # noqa: F811
    """The world, with something in each list that would be empty."""
    [placed] = Placement.objects.filter(authority=walsall)
    Placement.objects.filter(pk=placed.pk).update(project_team=True, expected_end_on=date(2026, 12, 1))
    PlacementFactory(
        authority=walsall, worker=placed.worker, supplier=supplier_one, reference="ORDER-WALSALL-2", project_team=False,
        job_title=placed.job_title, job_role=None, started_on=date(2026, 12, 1), rate__hourly_pay=60,
    )  # fmt: skip
    drafted(people["dev"], value="32.00", publish=True)
    assess(reason="asked", judged_on=date(2026, 11, 20))
    PostFactory(worker=placed.worker, left_on=date(2026, 10, 15))
    Job.objects.create(name="tidy", slot="2026-11-20")
    ReferenceFactory(placement=placed, who="Referee of Walsall", asked_on=date(2026, 11, 2), done_on=None)
    waits = {"checked_on": None, "checked_by": None, "found": None}
    RegisterCheckFactory(worker=placed.worker, asked_by=people["asha"], **waits)
    Mail.objects.create(kind="notice", to="asha@example.org", subject="s")
    Invitation.objects.create(
        email="asha@example.org", role=Appointment.Role.HR_OFFICER, authority=walsall, invited_by=people["jan"],
        expires_at=timezone.now() + timedelta(days=3),
    )  # fmt: skip
    LookUp.objects.bulk_create(
        LookUp(
            by=people["asha"],
            authority=walsall,
            match_key=f"{number:064}",
            purpose="engage",
            channel="page",
            starts_on=date(2026, 12, 1),
            answer="yes",
        )
        for number in range(25)
    )
    return world


def downloads(world, people):  # noqa: F811
    """Each list with whose it is and its address; what was sought stands in the sessions of those who search."""
    for each in LISTED:
        route = ROUTES[each.page]
        kinds = [whose for whose in route.get if whose != "never"] if isinstance(route.get, dict) else [""]
        for whose in kinds:
            allowed = each.readers or (route.get[whose] if whose else route.get)
            address = reverse(each.page, args=route.about(world, whose) if route.about else [])
            which = f"&list={each.which}" if each.which else ""
            yield each, allowed, f"{address}?of=key&show=all&download=csv{which}"


def lines_of(answer):
    """The rows of a file, headings first; nothing where the answer is no file."""
    if answer.status != 200 or not answer.body.startswith("\ufeff"):
        return []
    return list(csv.reader(io.StringIO(answer.body.removeprefix("\ufeff"), newline="")))[FIRST - 1 :]


def unlike_the_contract(who, person, each, lines, every):
    """Each column that is not declared, or that shows something to a person who reads it of no authority."""
    if each.columns is None:
        return
    heads, rows = lines[0], lines[1:]
    yield from (f"{who}: {each.page} has a column {head}" for head in heads if head not in each.columns)
    for at, head in enumerate(heads):
        filled = [row[at] for row in rows if row[at] not in ("", NOT_SHOWN)]
        source = each.columns.get(head, fields.COMMON)
        if filled and not any(shared(person, source, placed) for placed in every):
            yield f"{who}: {each.page} {each.which} shows {head} ({source}): {filled[0]}"


def test_each_file_of_a_list_holds_what_its_reader_may_read(fuller, people, speakers):  # noqa: F811
    every, wrong, told, seen = list(Placement.objects.all()), [], set(), {}
    for speaker in speakers.values():
        speaker.data["sought"] = [("key", {"sought": "walsall", "authority": None})]
    for each, allowed, address in downloads(fuller, people):
        for who in sorted(allowed & set(speakers)):
            answer = speakers[who].ask("get", address, walled=False)
            lines = lines_of(answer)
            if not lines and (answer.status, each.page) not in ((302, "savings_lines"),):
                wrong.append(f"{who}: {address} answered {answer.status} and no file")
                continue
            wrong += [f"{who}: {address} said {word}" for word in words_not_for(who, answer.body, each.page)]
            # The certificates of the portal itself, which are of no authority, are the administrator’s.
            if (who, each.page) != ("jan", "retention"):
                wrong += unlike_the_contract(who, speakers[who].user, each, lines, every)
            seen.setdefault((each.page, each.which), set()).update(lines[0])
            if len(lines) > 1:
                told.add((each.page, each.which))

    assert wrong == []
    # Every list was filled for somebody, and every column that is declared was there.
    assert {(each.page, each.which) for each in LISTED} - told == set()
    declared = {(each.page, each.which): set(each.columns) for each in LISTED if each.columns is not None}
    assert {name: seen[name] for name in declared} == declared
