"""Lists that are taken away as files: each person gets what the page would show them, and no more."""

from django.urls import reverse

from tests.test_separation import (  # noqa: F401  the same world, asked for files
    everybody,
    hushed,
    in_autumn,
    people,
    speakers,
    words_not_for,
    world,
)  # fmt: skip
from tests.who_gets_what import ROUTES, SIGNED_OUT

DOWNLOADED = ("placements", "findings", "parked_rows", "job_titles", "leavers", "look_ups", "people", "jobs")


def test_a_list_as_a_file_says_no_more_than_its_page(speakers):  # noqa: F811
    said = []
    for name in DOWNLOADED:
        for person, speaker in speakers.items():
            answer = speaker.ask("get", reverse(name), {"download": "csv"}, walled=False)
            right = {302} if person in SIGNED_OUT else {200} if person in ROUTES[name].get else {404}
            said += [(person, name, answer.status)] if answer.status not in right else []
            said += [(person, name, word) for word in words_not_for(person, answer.body, name)]

    assert said == []
