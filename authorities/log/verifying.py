"""Checking the log from its first entry to its last: every hash is worked out again, outside the database."""

import json
from dataclasses import dataclass, field
from hashlib import sha256

from django.db import connection, transaction

from .. import clock
from . import seals
from .heads import Head

BATCH = 5000
ENTRY = """e.id, (extract(epoch FROM e.at) * 1000000)::bigint, e.txid, e.kind, e.by_id, e.on_behalf_of_id,
           e.authority_id, e.region_id, e.via, e.about, e.about_id, encode(e.digest, 'hex')"""
# All three tables in one statement, so that they are of one moment; in the order of the chain, what is not in it last.
LOG = f"""
    SELECT l.day::text, l.number, encode(l.hash, 'hex'), coalesce(l.entry_id, e.id, d.entry_id),
           encode(d.salt, 'hex'), d.details, {ENTRY}
      FROM authorities_loglink l
      FULL JOIN authorities_logentry e ON e.id = l.entry_id
      FULL JOIN authorities_logdetail d ON d.entry_id = coalesce(l.entry_id, e.id)
     ORDER BY l.day NULLS LAST, l.number, 4"""  # noqa: S608 - our own names
IN_DAY = f"SELECT {ENTRY} FROM authorities_logentry e JOIN authorities_loglink l ON l.entry_id = e.id WHERE l.day = %s"  # noqa: S608
HASHES = "SELECT encode(hash, 'hex') FROM authorities_loglink WHERE day = %s"
KIND, ABOUT, ABOUT_ID, DIGEST = 3, 9, 10, 11  # places in ENTRY

EDITED = "the entry or its hash was edited, or what stood before it was cut off"
REORDERED = "the order was changed: entry {} stood here"
MISSING = "missing"
NO_ENTRY = "the entry is missing"
UNCHAINED = "the entry is not in the chain: its link is missing"
STRAY = "details without an entry"
ALTERED = "its details were altered"
NO_DETAILS = "its details are missing, and no erasure is on record"
ADDED_DETAILS = "details were added to it"
CUT = "the end was cut off: the head kept outside is of number {}"
REWRITTEN = "its hash is not the one kept outside: it, or an entry before it, was rewritten"
NOT_THE_HEAD = "the day does not end with the head kept outside: its end was cut off, or the log was rewritten"

_text = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True)
class Bad:
    """A row that is not as it was chained: where it stands, and what is wrong with it."""

    day: str | None
    number: int | None
    entry: int | None
    what: str
    before: str = ""

    def __str__(self):
        place = ", ".join(
            f"{name} {value}"
            for name, value in (("day", self.day), ("number", self.number), ("entry", self.entry))
            if value is not None
        )
        return f"{place}: {self.what}"


@dataclass
class Found:
    """What a check came to. `heads`: the last number and hash of each day; `bad`: the first bad row."""

    entries: int = 0
    heads: dict[str, Head] = field(default_factory=dict)
    bad: Bad | None = None
    bads: int = 0

    @property
    def head(self):
        """The last head of all, None for an empty log."""
        return next(reversed(self.heads.values()), None)


def verify(*, anchors=(), progress=lambda _: None):
    """Read the whole log and return what was `Found`; `anchors`: the `Head`s that were kept outside.

    Nothing is written. Reads some 50,000 entries a second.
    """
    reading = _Reading(anchors)
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(LOG)
        while rows := cursor.fetchmany(BATCH):
            for row in rows:
                reading.read(*row)
            progress(reading.found.entries)
    return reading.finish()


def canonical(day, number, entry):
    """The text of an entry that is hashed, letter for letter as the trigger `log_chain` writes it."""
    return _text([day, number, *entry])


class _Reading:
    """The reader's place in the chain, and what it has found so far."""

    def __init__(self, anchors):
        self.found = Found()
        self.day, self.number, self.hash = None, 0, ""
        self.detailless, self.erased, self.sealed = {}, set(), []
        self.kept = {(each.day, each.number): each for each in anchors}
        self.blamed = []

    def blame(self, day, number, entry, what, before=""):
        self.blamed.append(((day or "9999", number or 0, entry or 0), Bad(day, number, entry, what, before)))

    def read(self, day, number, stored, entry_id, salt, details, *entry):
        self.found.entries += 1
        there = entry[0] is not None
        if day is None:
            self.blame(None, None, entry_id, UNCHAINED if there else STRAY)
            return
        follows = self._step(day, number)
        if not there:
            self.blame(day, number, entry_id, NO_ENTRY)
        elif follows and stored != _hash(self.hash, canonical(day, number, entry)):
            self.blame(day, number, entry_id, EDITED, self.hash)
        else:
            self._read_details(day, number, entry, salt, details)
        self.hash = stored
        self.found.heads[day] = Head(day, number, stored)
        kept = self.kept.pop((day, number), None)
        if kept and kept.hash != stored:
            self.blame(day, number, entry_id, REWRITTEN)

    def _step(self, day, number):
        """Take a step along the chain; whether it follows upon the row before, with none between them."""
        due = self.number + 1 if day == self.day else 1
        if number != due:
            self.blame(day, due, None, MISSING)
        self.day, self.number = day, number
        return number == due

    def _read_details(self, day, number, entry, salt, details):
        digest, entry_id = entry[DIGEST], entry[0]
        if entry[KIND] == "erasure" and entry[ABOUT] == "authorities_logdetail":
            self.erased.add(entry[ABOUT_ID])
        if entry[KIND] == "seal":
            self.sealed.append(((day, number, entry_id), entry[ABOUT_ID]))
        if digest is None:
            if details is not None:
                self.blame(day, number, entry_id, ADDED_DETAILS)
        elif details is None:
            self.detailless[str(entry_id)] = day, number
        elif sha256(bytes.fromhex(salt) + details.encode()).hexdigest() != digest:
            self.blame(day, number, entry_id, ALTERED)

    def finish(self):
        """What was found, now that all is read."""
        for entry_id, place in self.detailless.items():
            if entry_id not in self.erased:
                self.blame(*place, int(entry_id), NO_DETAILS)
        for kept in self.kept.values():
            self._look_for(kept)
        for place, said in self.sealed:
            if what := seals.broken(said):
                self.blame(*place, what)
        found = self.found
        found.bads = len(self.blamed)
        if self.blamed:
            found.bad = _exactly(min(self.blamed, key=lambda each: each[0])[1])
        return found

    def _look_for(self, kept):
        """Blame the end of a day that does not reach as far as the head that was kept of it."""
        last = self.found.heads.get(kept.day)
        if kept.number is not None or last is None:
            self.blame(kept.day, last.number + 1 if last else 1, None, CUT.format(kept.number or "an earlier entry"))
        elif last.hash != kept.hash and (kept.day < clock.today().isoformat() or not _stands_in(kept)):
            # A day that is not over goes on after its head was kept.
            self.blame(kept.day, last.number, None, NOT_THE_HEAD)


def _hash(before, text):
    return sha256(bytes.fromhex(before) + text.encode()).hexdigest()


def _stands_in(kept):
    with connection.cursor() as cursor:
        cursor.execute(HASHES, [kept.day])
        return (kept.hash,) in cursor.fetchall()


def _exactly(bad):
    """The row with what is wrong said more exactly: whether another entry of the day once stood in its place."""
    if bad.what != EDITED:
        return bad
    with connection.cursor() as cursor:
        cursor.execute(HASHES, [bad.day])
        hashes = {row[0] for row in cursor.fetchall()}
        cursor.execute(IN_DAY, [bad.day])
        for entry in cursor.fetchall():
            if entry[0] != bad.entry and _hash(bad.before, canonical(bad.day, bad.number, entry)) in hashes:
                return Bad(bad.day, bad.number, bad.entry, REORDERED.format(entry[0]))
    return bad
