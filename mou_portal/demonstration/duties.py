"""How well a placement by chance keeps its duties: most keep all of them, a few keep hardly any."""

from .book import DAY

# Of those with care and those without, the share of duties that is kept.
CARE, WITH_CARE, WITHOUT = {"live": 0.9, "over": 0.96}, 0.985, 0.45
ON_SITE = (1, 2, 2, "2.5", 3, 3, 4, 5)


class Duties:
    """The columns of one placement that say what was checked, on what terms, and what was given back."""

    def __init__(self, chance, *, on, start, end):
        self.chance, self.on, self.start, self.end = chance, on, start, end
        careful = chance.random() < CARE["over" if end else "live"]
        self.share = WITH_CARE if careful else WITHOUT

    def columns(self, *, months, is_project):
        """All of them; `months` is the worker's experience."""
        return {
            **self._references(),
            "quality_record": "yes" if self._kept() else self.chance.choice(("no", None)),
            "pqe_months": months if self._kept() or self.chance.random() < 0.5 else None,
            "notice_weeks": self.chance.choice((4, 4, 4, 4, 5, 8) if self._kept() else (1, 2, 2, None)),
            "on_site_days": self.chance.choice(ON_SITE) if self._kept() else None,
            **self._team(is_project),
            "reference_given_on": self._given(),
        }

    def _kept(self):
        return self.chance.random() < self.share

    def _references(self):
        before = self.start - DAY * self.chance.randrange(2, 30)
        if self._kept():
            return {"references_received": self.chance.choice((2, 2, 2, 3)), "last_reference_on": before}
        late = min(self.on, self.start + DAY * self.chance.randrange(10))
        received, last = self.chance.choice(((1, before), (2, late), (None, None)))
        return {"references_received": received, "last_reference_on": last}

    def _team(self, is_project):
        if not is_project:
            # Whether a worker is in a team decides much, so that it is nearly always known.
            return {"project_team": "no" if self._kept() or self.chance.random() < 0.9 else None}
        held = {
            "project_team": "yes",
            "team_approved_on": self.start - DAY * self.chance.randrange(2, 20),
            "team_cost_apart": "yes",
            "team_control_kept": "yes",
        }
        if not self._kept():
            name, value = self.chance.choice(
                (
                    ("team_approved_on", self.start),
                    ("team_cost_apart", "no"),
                    ("team_control_kept", "no"),
                    ("team_cost_apart", None),
                )
            )
            held[name] = value
        return held

    def _given(self):
        if self.end is None:
            return None
        if self._kept():
            return max(self.start, self.end - DAY * self.chance.randrange(10))
        late = self.end + DAY * self.chance.randrange(1, 30)
        return late if late <= self.on and self.chance.random() < 0.4 else None
