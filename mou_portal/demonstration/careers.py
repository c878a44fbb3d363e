"""How long each invented worker has practised, and for some of them where."""

from .book import DAY

MONTH = 365 * DAY / 12
NOVICES, TOLD, UNREGISTERED = 0.03, 0.07, 0.08
FIVE_YEARS = 5 * 365 * DAY


class Careers:
    """One career for each worker, wherever they are placed."""

    def __init__(self, book):
        self.book, self.chance = book, book.chance
        self.began = {}

    def months(self, worker, start):
        """Whole months of experience on a day."""
        if worker not in self.began:
            few = self.chance.random() < NOVICES
            self.began[worker] = start - MONTH * self.chance.randrange(*((18, 34) if few else (42, 220)))
        return int((start - self.began[worker]) / MONTH)

    def tell(self, ons_code, worker, start):
        """Of a few, record where they have worked: with a council, and then perhaps through an agency."""
        if self.chance.random() >= TOLD:
            return
        first, last = self.began[worker], start - DAY
        registered = None if self.chance.random() < UNREGISTERED else True
        if last - first < FIVE_YEARS:
            self.book.worked(ons_code, worker, first, last, registered=registered)
            return
        moved = first + (last - first) * 2 / 3
        self.book.worked(ons_code, worker, first, moved, registered=registered)
        self.book.worked(ons_code, worker, moved + 30 * DAY, last, setting="agency")
