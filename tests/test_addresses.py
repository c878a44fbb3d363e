"""Addresses: each has its entry in the table of who gets what, and none has room for a name or a number of a person."""

import re

from django.urls import get_resolver

from tests.who_gets_what import ROUTES


def routes(patterns, within=""):
    for each in patterns:
        if hasattr(each, "url_patterns"):
            yield from routes(each.url_patterns, within + str(each.pattern))
        else:
            yield each.name, within + str(each.pattern)


def test_every_address_has_an_entry_and_every_entry_an_address():
    assert {name for name, _ in routes(get_resolver().url_patterns)} == set(ROUTES)


def test_no_address_has_room_for_a_name_or_a_number():
    room = {
        found for _, route in routes(get_resolver().url_patterns) for found in re.findall(r"<(?:\w+:)?(\w+)>", route)
    }

    assert room == {
        "batch_id", "certificate_id", "code", "correction_id", "draft_id", "edition_id", "ending", "filter_id", "key",
        "mapping_id", "month", "name", "notice_id", "number", "person_id", "pk", "placement_id", "post_id", "quarter",
        "reference_id", "row_id", "spell_id", "team_id", "title_id", "token", "uidb36", "upload_id", "version_id",
        "watch_id", "what_if_id", "worker_id", "year",
    }  # fmt: skip
