"""The rest of the book by chance: who was placed where, at what rate, and where they came from."""

from datetime import date, timedelta
from decimal import Decimal
from heapq import heappop, heappush

from . import shape
from .book import DAY, WEEK, monday, to_five_pence
from .careers import Careers
from .duties import Duties
from .pay import charged

# The national price caps bind new placements from this day.
PRICE_CAPS_SINCE = date(2025, 10, 1)
PAY_TYPES = {"umbrella": 55, "paye": 30, "limited_company": 15}
REASONS = {"vacancy": 62, "absence": 16, "demand": 13, "project": 4, "other": 5}
WHY_LEFT = {
    "resignation": 70,
    "retirement": 10,
    "end_of_fixed_term": 8,
    "redundancy": 4,
    "probation": 4,
    "dismissal": 4,
}
# Where a worker new to the book came from, in parts of a thousand.
CAME_FROM = {"elsewhere": 740, "long_ago": 215, "within_the_year": 22, "just_now": 9, "just_now_redundant": 4,
             "fixed_term": 10}  # fmt: skip


class Crowd:
    """Placements by chance; nobody is in two places at once."""

    def __init__(self, book):
        self.book, self.chance = book, book.chance
        self.free = []
        self.careers = Careers(book)

    def write(self):
        """Past placements, then those live on the day, then people who left and never came back."""
        for start, end in sorted(self._past_days()):
            self._place(self._authority(), start, end)
        hours = shape.PART_TIME + [shape.FULL_TIME] * (sum(shape.LIVE.values()) - sum(self.book.live.values()))
        lacking = [ons_code for ons_code, heads in shape.LIVE.items() for _ in range(heads - self.book.live[ons_code])]
        self.chance.shuffle(lacking)
        starts = sorted(self._live_start() for _ in lacking)
        hours = self.chance.sample(hours[: len(lacking)], len(lacking))
        for ons_code, start, weekly in zip(lacking, starts, hours, strict=True):
            self._place(ons_code, start, None, hours_per_week=weekly)
        self._leavers()

    def _past_days(self):
        """First and last days of placements that are over, so that about as many are live on any day as on the last."""
        first = self.book.on.replace(year=self.book.on.year - shape.YEARS, day=1)
        span, found = (self.book.on - first).days, 0
        while found < shape.PAST:
            start = monday(first + DAY * self.chance.randrange(7, span))
            end = start + DAY * int(self.chance.triangular(25, 430, 170)) // 7 * 7 + 4 * DAY
            # Those that would still run are among the live ones; counting them here would crowd the last months.
            if end < self.book.on:
                found += 1
                yield start, end

    def _live_start(self):
        return monday(self.book.on - DAY * min(3 + int(self.chance.expovariate(1 / 150)), 900))

    def _authority(self):
        return self._one_of(shape.LIVE)

    def _one_of(self, weights):
        return self.chance.choices(list(weights), weights.values())[0]

    def _place(self, ons_code, start, end, *, hours_per_week=shape.FULL_TIME):
        role, pay_type = self._one_of(shape.ROLES), self._one_of(PAY_TYPES)
        pay, is_over = self._pay(role, pay_type, start)
        reason, worker = self._one_of(REASONS), self._worker(start, end)
        duties = Duties(self.chance, on=self.book.on, start=start, end=end)
        row = self.book.place(
            ons_code,
            worker,
            role,
            start,
            pay,
            pay_type=pay_type,
            hours_per_week=hours_per_week,
            ended_on=end,
            expected_end_on=end or self._expected_end(start),
            offered_hourly_pay=pay + self._asked_for() if self.chance.random() < 0.8 else None,
            reason=reason,
            covers_vacancy="yes" if reason == "vacancy" else "no",
            **duties.columns(months=self.careers.months(worker, start), is_project=reason == "project"),
            **self._parts(pay_type, pay, hours_per_week, start),
        )
        if end is None:
            self.careers.tell(ons_code, worker, start)
        if is_over:
            self._cover(ons_code, row, start, end)
        if self.chance.random() < 0.18 and (end or self.book.on) - start > timedelta(days=150):
            self._rise(ons_code, row, role, pay_type, is_over)

    def _pay(self, role, pay_type, start):
        cap = self.book.cap(role, pay_type, start)
        # Fewer go over than four years ago.
        if self.chance.random() < (0.05 if (self.book.on - start).days < 500 else 0.09):
            return cap + Decimal(self.chance.choice(("0.01", "0.50", "1.00", "1.50", "2.25", "4.00"))), True
        # On-costs come on top of PAYE, and with them the national price cap is met first.
        low, high = (0.78, 0.97) if pay_type == "paye" else (0.89, 1.0)
        return to_five_pence(cap * Decimal(str(round(self.chance.uniform(low, high), 4)))), False

    def _asked_for(self):
        return Decimal(self.chance.choice(("0.00", "0.00", "0.50", "1.00", "1.50", "2.00", "3.50")))

    def _parts(self, pay_type, pay, hours, day):
        if self.chance.random() < 0.3:
            return {}
        fee, msp = Decimal(self.chance.choice(("1.60", "1.95", "2.40", "2.85"))), Decimal("0.45")
        return charged(pay_type, pay, hours=hours, day=day, agency_fee=fee, msp_fee=msp)

    def _expected_end(self, start):
        ahead = self.book.on + DAY * self.chance.randrange(-10, 180)
        return max(ahead, start + 28 * DAY)

    def _cover(self, ons_code, row, start, end):
        """Some have leave to go over, some had it, and some never asked."""
        drawn, last = self.chance.random(), end or self.book.on
        if drawn < 0.35:
            self.book.exempt(ons_code, row, "cap", start, max(last, start) + DAY * self.chance.randrange(1, 90))
        elif drawn < 0.5:
            self.book.exempt(ons_code, row, "cap", start, start + (last - start) / 2)
        elif drawn < 0.65:
            self.book.exempt(ons_code, row, "cap", start, last + 60 * DAY, kind="approval")
            if row["pay_type"] == "paye" and start >= PRICE_CAPS_SINCE:
                self.book.exempt(ons_code, row, "price-cap", start, last + 60 * DAY, kind="approval")

    def _rise(self, ons_code, row, role, pay_type, is_over):
        end = row["ended_on"] or self.book.on
        since = monday(row["start_on"] + (end - row["start_on"]) / 2)
        cap = self.book.cap(role, pay_type, since)
        pay = row["hourly_pay"] + Decimal(self.chance.choice(("0.40", "0.75", "1.00", "1.50")))
        if not is_over and self.chance.random() < 0.9:
            pay = min(pay, to_five_pence(cap * Decimal("0.97")) if pay_type == "paye" else cap)
        if pay <= row["hourly_pay"]:
            return
        again = row | {"hourly_pay": pay, "rate_from": since}
        if "hourly_charge" in row:
            fees = {name: row[name] for name in ("agency_fee", "msp_fee")}
            again |= charged(pay_type, pay, hours=row["hours_per_week"], day=since, **fees)
        self.book.placements[ons_code].append(again)

    def _worker(self, start, end):
        """Somebody whose last placement is over, or somebody new with a history."""
        if self.free and self.free[0][0] <= start and self.chance.random() < 0.4:
            _, worker = heappop(self.free)
        else:
            worker = self.book.person()
            self._came_from(worker, start)
        if end is not None:
            heappush(self.free, (end + WEEK, worker))
        return worker

    def _came_from(self, worker, start):
        origin = self._one_of(CAME_FROM)
        days = {
            "long_ago": (380, 1400), "within_the_year": (100, 360), "just_now": (5, 85), "just_now_redundant": (5, 85),
            "fixed_term": (20, 300),
        }.get(origin)  # fmt: skip
        if days is None:
            return
        reason = "redundancy" if origin == "just_now_redundant" else "resignation"
        contract = "fixed_term" if origin == "fixed_term" else "permanent"
        left_on = start - DAY * self.chance.randrange(*days)
        self.book.leaves(
            self._authority(), worker, left_on, role=self._one_of(shape.ROLES), contract=contract, reason=reason
        )

    def _leavers(self):
        """Ordinary leavers of every month; in a quiet authority some months have none."""
        for ons_code, heads in shape.LIVE.items():
            month = self.book.first_month
            while month <= self.book.last_month(ons_code):
                following = (month + 31 * DAY).replace(day=1)
                for _ in range(self.chance.choices((0, 1, 2, 3), (12, 40, 30, 18))[0] + heads // 40):
                    left_on = month + DAY * self.chance.randrange((following - month).days)
                    reason = self._one_of(WHY_LEFT)
                    contract = "fixed_term" if reason == "end_of_fixed_term" else "permanent"
                    self.book.leaves(
                        ons_code, self.book.person(), left_on, role=self._one_of(shape.ROLES), contract=contract,
                        reason=reason,
                    )  # fmt: skip
                month = following
