"""Ways in which somebody past all triggers could tamper with the log, each with the row to be named."""

from django.db.models import F

from authorities.models import LogDetail, LogEntry, LogLink

from .entries import chained_again, links, run

ASIDE = 1_000_000


class Tampering:
    """A log that lies open; each method tampers at random and returns (day, number, entry) of the row to be named."""

    def __init__(self, random):
        self.random = random
        self.links = links()

    def at_random(self):
        """One of the ways, by its name, and what must be found."""
        way = self.random.choice(WAYS)
        return way, getattr(self, way)()

    def _row(self, of=lambda row: True):
        return self.random.choice([row for row in self.links if of(row)])

    def _with_details(self):
        there = set(LogDetail.objects.values_list("pk", flat=True))
        return self._row(lambda row: row[2] in there)

    def edit(self):
        day, number, entry, _ = self._row()
        column, value = self.random.choice(EDITS)
        run(f"UPDATE authorities_logentry SET {column} = {value} WHERE id = %s", [entry])
        return day, number, entry

    def edit_hash(self):
        day, number, entry, _ = self._row()
        place = self.random.randrange(32)
        run("UPDATE authorities_loglink SET hash = set_byte(hash, %s, get_byte(hash, %s) # 1) WHERE entry_id = %s",
            [place, place, entry])  # fmt: skip
        return day, number, entry

    def delete_entry(self):
        day, number, entry, _ = self._row()
        run("DELETE FROM authorities_logentry WHERE id = %s", [entry])
        return day, number, entry

    def delete_all_of_it(self):
        """Entry, details and link. The numbers say which row is gone: those after it, or the head kept of the day."""
        day, number, entry, _ = self._row()
        for table, column in (("logentry", "id"), ("logdetail", "entry_id"), ("loglink", "entry_id")):
            run(f"DELETE FROM authorities_{table} WHERE {column} = %s", [entry])
        return day, number, None

    def delete_and_close_the_gap(self):
        """The numbers of the day are closed up, so that the row that took its place is the first not to follow."""
        day, number, entry, _ = self._row(lambda row: row[:2] not in self._last_rows())
        run("DELETE FROM authorities_logentry WHERE id = %s", [entry])
        run("DELETE FROM authorities_logdetail WHERE entry_id = %s", [entry])
        run("DELETE FROM authorities_loglink WHERE entry_id = %s", [entry])
        later = LogLink.objects.filter(day=day, number__gt=number)
        following = later.order_by("number").first().pk
        later.update(number=F("number") + ASIDE)
        LogLink.objects.filter(number__gt=ASIDE).update(number=F("number") - ASIDE - 1)
        return day, number, following

    def reorder_entries(self):
        first, second = sorted(self.random.sample(self.links, 2))
        run("UPDATE authorities_loglink SET entry_id = -1 WHERE entry_id = %s", [first[2]])
        run("UPDATE authorities_loglink SET entry_id = %s WHERE entry_id = %s", [first[2], second[2]])
        run("UPDATE authorities_loglink SET entry_id = %s WHERE entry_id = -1", [second[2]])
        return first[0], first[1], second[2]

    def reorder_links(self):
        first, second = sorted(self.random.sample(self.links, 2))
        self._move(first[2], first[0], ASIDE)
        self._move(second[2], *first[:2])
        self._move(first[2], *second[:2])
        return first[0], first[1], second[2]

    def cut_the_tail(self):
        left = self.random.randrange(len(self.links))
        cut = [row[2] for row in self.links[left:]]
        for table, column in (("logentry", "id"), ("logdetail", "entry_id"), ("loglink", "entry_id")):
            run(f"DELETE FROM authorities_{table} WHERE {column} = ANY(%s)", [cut])
        return *self.links[left][:2], None

    def alter_details(self):
        day, number, entry, _ = self._with_details()
        altered = self.random.choice(
            ("details = details || ' '", "details = upper(details) || '}'", "salt = salt || '0'")
        )
        run(f"UPDATE authorities_logdetail SET {altered} WHERE entry_id = %s", [entry])
        return day, number, entry

    def delete_details(self):
        day, number, entry, _ = self._with_details()
        run("DELETE FROM authorities_logdetail WHERE entry_id = %s", [entry])
        return day, number, entry

    def invent_details(self):
        there = set(LogDetail.objects.values_list("pk", flat=True))
        day, number, entry, _ = self._row(lambda row: row[2] not in there)
        run("INSERT INTO authorities_logdetail VALUES (%s, '', '{}')", [entry])
        return day, number, entry

    def slip_in(self):
        entry = LogEntry.objects.create(id=ASIDE, at="2026-11-20T12:00Z", txid=1, kind="export").pk
        return None, None, entry

    def rewrite(self):
        """Edit an entry and work out every hash from there on again: only the heads kept outside know better."""
        day, _, entry, _ = self._row()
        run("UPDATE authorities_logentry SET by_id = coalesce(by_id, 0) + 1 WHERE id = %s", [entry])
        chained_again([row[:2] for row in self.links])
        last = max(row for row in self.links if row[0] == day)
        return last[:3]

    def _move(self, entry, day, number):
        LogLink.objects.filter(pk=entry).update(day=day, number=number)

    def _last_rows(self):
        return {max(row[:2] for row in self.links if row[0] == day) for day in {row[0] for row in self.links}}


EDITS = (
    ("at", "at + interval '1 microsecond'"), ("txid", "txid + 1"), ("kind", "'export'  || kind"),
    ("by_id", "coalesce(by_id, 0) + 1"), ("on_behalf_of_id", "coalesce(on_behalf_of_id, 0) + 1"),
    ("authority_id", "coalesce(authority_id, 0) + 1"), ("region_id", "coalesce(region_id, 0) + 1"),
    ("via", "via || ' '"), ("about", "about || '_'"), ("about_id", "about_id || '1'"),
    ("digest", "sha256(coalesce(digest, ''))"), ("digest", "CASE WHEN digest IS NULL THEN ''::bytea END"),
)  # fmt: skip
WAYS = [name for name in vars(Tampering) if not name.startswith("_") and name != "at_random"]
