"""The questions of the matrix as things: each can be put, says whether its answer is wrong, and has a name."""

from typing import NamedTuple

from django.db import transaction
from django.urls import reverse

from tests import links, test_separation, test_separation_of_counts, test_separation_of_ids, tried
from tests.matrix import expected
from tests.others import places
from tests.who_gets_what import ROUTES


class Cast(NamedTuple):
    """Who may ask, and of what."""

    speakers: dict
    world: dict
    ids: dict


class Asked(NamedTuple):
    """A person asks an address about somebody’s thing: the status and the words are right, and no link is dead."""

    method: str
    route: str
    whose: str
    person: str

    def __str__(self):
        return f"{self.method} {self.route}{f' of {self.whose}' if self.whose else ''} as {self.person}"

    def wrong(self, cast):
        rights = {method: given for method, whose, given in test_separation.questions(ROUTES[self.route])
                  if whose == self.whose}  # fmt: skip
        route, speaker = ROUTES[self.route], cast.speakers[self.person]
        address = reverse(self.route, args=route.about(cast.world, self.whose) if route.about else [])
        answer = speaker.ask(self.method, address, as_json=self.route.startswith("api_"), walled=False)
        right = expected(self.route, self.method, self.person, rights[self.method])
        return (
            answer.status not in right
            or any(test_separation.words_not_for(self.person, answer.body, self.route))
            or any(links.refused(self.person, answer.body, cast.world))
        )


class Apart(NamedTuple):
    """A person sends the id of another’s thing: the answer is as for what never was."""

    method: str
    route: str
    field: str
    person: str

    def __str__(self):
        return f"{self.method} {self.route} with another’s {self.field} as {self.person}"

    def wrong(self, cast):
        if self.method == "post":
            fields, rest = test_separation_of_ids.IN_BODY[self.route]
        else:
            fields, rest = test_separation_of_ids.IN_QUERY[self.route], ()
        one = {self.field: fields[self.field]}
        asking = {self.person: cast.speakers[self.person]}
        return any(test_separation_of_ids.told_apart(asking, cast.ids, self.route, self.method, one, rest))


class Swayed(NamedTuple):
    """A person asks again when there is more that they do not read: the answer is as before."""

    route: str
    address: str
    whose: str
    person: str

    def __str__(self):
        return f"get {self.route}{f' of {self.whose}' if self.whose else ''} as {self.person}, whatever others hold"

    def wrong(self, cast):
        asked = [(self.route, self.address)]
        speaker = cast.speakers[self.person]
        return any(test_separation_of_counts.swayed(self.person, speaker, asked, list(places())))


class Said(NamedTuple):
    """Something that a person tries which takes more than an address: a form filled in, another day, an action."""

    what: str

    def __str__(self):
        return self.what

    def wrong(self, cast):
        with transaction.atomic():
            found = tried.TRIED[self.what](cast)
            transaction.set_rollback(True)
        return found


def of_the_matrix(cast):
    """Every question that comes to a record."""
    yield from map(Said, tried.TRIED)
    for name, route in ROUTES.items():
        if not route.open:
            for method, whose, _ in test_separation.questions(route):
                if method in ("get", "post"):
                    yield from (Asked(method, name, whose, person) for person in cast.speakers)
    for name, fields in test_separation_of_ids.IN_QUERY.items():
        yield from (Apart("get", name, field, person) for field in fields for person in test_separation_of_ids.ASKING)
    for name, (fields, _) in test_separation_of_ids.IN_BODY.items():
        yield from (Apart("post", name, field, person) for field in fields for person in test_separation_of_ids.ASKING)


def of_others(cast):
    """Every page that must not change with what others hold."""
    for person in test_separation_of_counts.askers(cast.speakers):
        for name, address, whose in test_separation_of_counts.pages_of(person, cast.world):
            yield Swayed(name, address, whose, person)
