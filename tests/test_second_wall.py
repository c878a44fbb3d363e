"""With the code's own filters switched off, the database alone keeps one authority's records from another's people.

Row-level security tells authorities, regions and suppliers apart. Which fields a reader sees, and what is kept apart within
one authority, is the contract's to say: those words are left out here.
"""

import pytest
from django.urls import reverse

from authorities.sharing import SharedQuerySet
from authorities.sharing.reach import Reach
from tests.test_separation import hushed, in_autumn, people, speakers, words_not_for, world  # noqa: F401
from tests.who_gets_what import OF_DUDLEY, OF_WALSALL, ROUTES, WORDS

# Whose records hold the word, and so who may come to read it when no code asks who they are.
READERS = {"Walsall": OF_WALSALL, "WALSALL": OF_WALSALL, "Dudley": OF_DUDLEY, "DUDLEY": OF_DUDLEY}
READERS |= {"SW911111": OF_WALSALL, "SW922222": OF_DUDLEY, "SW933333": OF_WALSALL, "Managers": {"dev", "elin", "hugo"}}
# No authority's records, or a supplier's name, which stands in lists to choose from: see tests/test_catalogue.py.
ELSEWHERE = ("DRAFT-OF-2099", "@example.org", "Supplier of")


@pytest.fixture
def unfiltered(monkeypatch):
    """Every query set gives all that the database gives, and every field of it is shown."""
    monkeypatch.setattr(SharedQuerySet, "for_user", lambda self, person: self.all())
    monkeypatch.setattr(Reach, "shares", lambda self, *args, **kwargs: True)


def leaked(person, body, name):
    """Words of another authority's, region's or supplier's records in what a person was told."""
    for word in words_not_for(person, body, name):
        readers = next((who for part, who in READERS.items() if part in word), set())
        if person not in readers and not any(part in word for part in ELSEWHERE):
            yield word


def asked(name, route, world, speakers):  # noqa: F811
    kinds = next((rights for rights in (route.get, route.post) if isinstance(rights, dict)), {"": None})
    for whose in kinds:
        address = reverse(name, args=route.about(world, whose) if route.about else [])
        for person, speaker in speakers.items():
            yield person, address, speaker.ask("get", address, as_json=name.startswith("api_"))


def test_no_word_passes_to_another_authority_when_no_code_asks_who_reads(unfiltered, world, speakers):  # noqa: F811
    said, seen = [], set()
    for name, route in ROUTES.items():
        if route.open or route.get is None:
            continue
        for person, address, answer in asked(name, route, world, speakers):
            said += [f"{person}: {address} said {word}" for word in leaked(person, answer.body, name)]
            seen |= {(person, word) for word in WORDS if word in answer.body}

    assert said == []
    # The filters were off: an analyst, who reads the region's placements and no name, was shown one.
    assert ("dev", "Wanda Walsall") in seen
    assert ("asha", "Wanda Walsall") in seen
