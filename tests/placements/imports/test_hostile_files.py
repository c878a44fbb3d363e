"""Thousands of hostile and broken files through the pages: each refused or parked in words, and nothing half written.

In CI a twentieth, by hand a hundredth, with a fresh seed that is printed: MOU_HOSTILE_SEED=... makes the same again.
"""

import io
import os
import secrets
from collections import Counter

import pytest
from django.db import transaction

from authorities.clock import today
from authorities.refusal import Refused
from placements import file_report, uploads
from placements.imports import table
from placements.models import Hours, ImportRun, ParkedRow, Placement, Upload, Worker
from placements.pages.file_columns import ColumnsForm
from tests.amounts import amount
from tests.factories import PlacementFactory

from .hostile import hostile

SEED = os.environ.get("MOU_HOSTILE_SEED") or secrets.token_hex(4)
SOME, IN_FULL = amount(100, ci=500), 10_000
BY_PAGES = 10  # each tenth file goes through the pages, the others behind them
WRITTEN = (Placement, Worker, Hours, ParkedRow, ImportRun)


@pytest.fixture
def desks(client, asha, walsall, supplier_one, roles, monkeypatch):
    """Asha at the pages and behind them, with a placement on record that hours may belong to."""
    monkeypatch.setattr(uploads, "AT_ONCE", 200_000)
    PlacementFactory(authority=walsall, supplier=supplier_one, reference="A-1", rate__hourly_pay=30)
    client.force_login(asha)
    return AtThePages(client), BehindThem(asha, walsall)


class AtThePages:
    """Sends a file as a browser does, and goes on as the pages say."""

    def __init__(self, client):
        self.client = client

    def send(self, kind, name, content):
        """Why the file was refused, or nothing where it was checked."""
        file = io.BytesIO(content)
        file.name = name
        page = self.client.post("/files/", {"kind": kind, "file": file})
        if page.status_code == 302 and page.url.endswith("/columns/"):
            form = self.client.get(page.url).context["form"]
            page = self.client.post(page.url, {field.html_name: field.initial for field in form})
        if page.status_code == 200:
            return " ".join(str(error) for errors in page.context["form"].errors.values() for error in errors)
        assert self.client.get(page.url).status_code == 200
        return ""

    def take_in(self, upload):
        page = self.client.post(f"/files/{upload.pk}/", follow=True)
        assert page.status_code == 200
        for ending in file_report.MEDIA_TYPES:
            assert self.client.get(f"/files/{upload.pk}/report.{ending}").status_code == 200


class BehindThem:
    """The same without drawing the pages, for there are thousands of files."""

    def __init__(self, person, authority):
        self.person, self.authority = person, authority

    def send(self, kind, name, content):
        try:
            table.refuse_by_name(name, content[:8], len(content))
            upload = uploads.receive(
                kind=kind, authority=self.authority, supplier=None, name=name, content=content, by=self.person
            )
            if not uploads.is_understood(upload):
                form = ColumnsForm(kind=kind, headings=upload.headings, said=upload.meaning)
                form = ColumnsForm(
                    {field.html_name: field.initial for field in form},
                    kind=kind, headings=upload.headings, said=upload.meaning,
                )  # fmt: skip
                assert form.is_valid()
                uploads.say_columns(upload=upload, said=form.said(), by=self.person)
        except Refused as refused:
            return str(refused) if refused.remedy else ""
        uploads.begin(upload, state="checking", today=today(), by=self.person)
        return ""

    def take_in(self, upload):
        uploads.begin(upload, state="taking", today=today(), by=self.person)
        upload.refresh_from_db()
        assert file_report.written(upload, "csv")


def written():
    return [model.objects.count() for model in WRITTEN]


def end_of(desk, seed):
    """Send the file of this seed and give how it ended: refused, parked (some of its rows) or taken."""
    before, words = written(), desk.send(*hostile(seed))
    upload = Upload.objects.exclude(state="columns").first()
    assert words.strip() or upload, "it was refused without words, or without what to do"
    assert written() == before, "what was not taken in was written"
    if words or upload.state == "refused":
        assert words or upload.told["refused"].strip()
        return "refused"
    desk.take_in(upload)
    upload.refresh_from_db()
    told = upload.told
    assert upload.state == "taken"
    assert sum(told[fate] for fate in ("added", "changed", "unchanged", "parked")) == upload.lines
    assert all(one["reason"].strip() and one["remedy"].strip() for one in told["problems"])
    assert len({one["row"] for one in told["problems"]}) == min(told["parked"], uploads.MOST_TOLD)
    assert ParkedRow.objects.count() <= told["parked"]
    return "parked" if told["parked"] else "taken"


def try_all(desks, number):
    ends, (pages, behind) = Counter(), desks
    print(f"Hostile files: seed {SEED}, {number} files")
    for each in range(number):
        seed = f"{SEED}:{each}"
        with transaction.atomic():
            try:
                ends[end_of(behind if each % BY_PAGES else pages, seed)] += 1
            except Exception as error:
                error.add_note(f"the file is hostile({seed!r})")
                raise
            transaction.set_rollback(True)
    print(dict(ends))
    return ends


def test_every_hostile_file_is_refused_or_parked_in_words(desks):
    ends = try_all(desks, SOME)

    # Were all of them refused at the door, nothing behind it would have been tried.
    assert min(ends["refused"], ends["parked"] + ends["taken"]) > SOME / 10


@pytest.mark.long
def test_ten_thousand_hostile_files_are_refused_or_parked_in_words(desks):
    assert try_all(desks, IN_FULL).total() == IN_FULL


def test_the_same_seed_makes_the_same_file():
    assert hostile("a:1") == hostile("a:1")
    assert hostile("a:1") != hostile("a:2")
