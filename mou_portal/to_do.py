"""What there is to do: each room says its own, joined here for the home page and for the daily e-mail."""

import authorities.queries
import compliance.forecast_queries
import compliance.queries
import compliance.watches.reads
import placements.queries
import reports.queries
import reports.return_ready
from authorities.todo import by_urgency

APPS = (
    placements.queries,
    compliance.queries,
    compliance.forecast_queries,
    compliance.watches.reads,
    reports.queries,
    reports.return_ready,
    authorities.queries,
)


def to_do_of(person, on):
    """Everything that this person has to do on a day (local date), by urgency."""
    return by_urgency(one for app in APPS for one in app.to_do(person, on))
