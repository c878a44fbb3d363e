"""Forms about a placement on record: each carries what it was drawn from, so that two people lose nothing."""

from datetime import date
from typing import NamedTuple

from django import forms
from django.utils.datastructures import MultiValueDict

from authorities.refusal import Refused

from . import meanwhile
from .forms import RecordingForm

SEEN, CROSSED, KEEP, THEIRS = "seen", "crossed", "keep", "theirs"


class SideBySide(NamedTuple):
    """One answer that two people changed: what it is called, what it was, what the other made of it, and mine."""

    field: str
    name: str
    theirs: meanwhile.Theirs
    mine: str


class AlteringForm(RecordingForm):
    """`asks`: the answers on record that the form is drawn with."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    asks: tuple[str, ...] = ()

    def __init__(self, data=None, *, placement, **kwargs):
        self.placement, self.side_by_side = placement, []
        now = meanwhile.told(placement, placement.worker)
        initial = {name: now[name] for name in self.asks} | {SEEN: str(meanwhile.seen_of(placement))}
        super().__init__(data and self._settled(data), initial=initial | kwargs.pop("initial", {}), **kwargs)

    def recorded(self, action, **more):
        """Whether the action took the answers. Where somebody else has changed one of them, both are shown."""
        given = {name: value for name, value in self.cleaned_data.items() if name != SEEN}
        seen = meanwhile.seen_from(self.cleaned_data.get(SEEN))
        try:
            if seen is None:
                raise meanwhile.Stale
            action(placement=self.placement, seen=seen, **given, **more)
        except meanwhile.Crossed as crossed:
            self._lay_side_by_side(crossed, seen, given)
            return False
        except Refused as refused:
            if isinstance(refused, meanwhile.Stale):
                self._write({SEEN: str(meanwhile.seen_of(self.placement))})
            self.add_error(refused.field if refused.field in self.fields else None, str(refused))
            return False
        return True

    def others_meanwhile(self, by):
        """What others have changed while the form was open, where both changes stand: lines of the history."""
        seen = meanwhile.seen_from(self.data.get(SEEN))
        return [line for line in meanwhile.changes_since(self.placement, seen) if line.by != by.pk] if seen else []

    def mine_in_words(self, field, given):
        """What I typed, as the page shows it beside theirs."""
        value = given.get(field)
        return meanwhile.answer_in_words(field, getattr(value, "pk", value))

    def _settled(self, data):
        """What was sent, with the answer of the record in place of mine where somebody chose to keep theirs."""
        seen = meanwhile.seen_from(data.get(SEEN))
        if data.get(KEEP) != THEIRS or seen is None:
            return data
        try:
            then = meanwhile.told_then(self.placement, seen)
        except Refused:
            return data
        return _with(data, {name: as_typed(then[name]) for name in data.getlist(CROSSED) if name in self.asks})

    def _lay_side_by_side(self, crossed, seen, given):
        self.side_by_side = [
            SideBySide(field, meanwhile.noun(field), theirs, self.mine_in_words(field, given))
            for field, theirs in crossed.theirs.items()
        ]
        since = meanwhile.answers_since(self.placement, seen)
        then = meanwhile.told_then(self.placement, seen)
        now = meanwhile.told_then(self.placement, crossed.seen)
        # An answer that I left alone is theirs from now on: sent again as it was it would undo their change.
        left = {name: as_typed(now[name]) for name in self.asks if name in since and _stored(given[name]) == then[name]}
        self._write(left | {SEEN: str(crossed.seen)})
        for field in crossed.theirs:
            self.add_error(field if field in self.fields else None, str(crossed))

    def _write(self, values):
        self.data = _with(self.data, values)


def as_typed(value):
    """A stored answer as a form sends it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _stored(value):
    return getattr(value, "pk", value)


def _with(data, values):
    """The same answers but for these; a date is given whole, in place of its parts."""
    kept = {
        name: data.getlist(name)
        for name in data
        if name not in values
        and not any(name == f"{one}_{part}" for one in values for part in ("day", "month", "year"))
    }
    return MultiValueDict(kept | {name: [value] for name, value in values.items()})
