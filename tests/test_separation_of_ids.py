"""Ids that are sent in the query, in the body and in lists: another's answers as one that never was."""

import difflib

import pytest
from django.urls import reverse

from authorities.models import JobTitle, Supplier
from compliance.api.findings import FindingFilter as ApiFindingFilter
from compliance.api.placements import PlacementFilter as ApiPlacementFilter
from compliance.filters import FindingFilter, NarrowingFilter
from compliance.pages.placements import PlacementFilter
from placements.models import Upload
from tests.matrix import without
from tests.test_separation import (  # noqa: F401  the same world, asked other things
    NEVER,
    everybody,
    hushed,
    in_autumn,
    people,
    speakers,
    words_not_for,
    world,
)  # fmt: skip
from tests.who_gets_what import OF_DUDLEY, SIGNED_IN

START = {"started_on_day": "1", "started_on_month": "12", "started_on_year": "2026"}
ORDER = {
    "swe_number": "SW955555", "name": "Somebody Else", "pay_type": "umbrella", "hourly_pay": "30", "reason": "vacancy",
    "reference": "NEW-1", "hours_per_week": "37", "purpose": "engage",
} | START  # fmt: skip
SENT = {
    "swe_number": "SW955555", "pay_type": "umbrella", "hourly_pay": "30.00", "role": "social_worker",
    "start": "2026-12-01", "start_on": "2026-12-01", "supplier": "Test Supplier", "reference": "NEW-1",
    "authority": "E08000030",
}  # fmt: skip
# Each list with each filter that names a record, as (what the address asks by, whose it is that Asha may not read).
IN_QUERY = {
    "placements": {"authority": "authority", "supplier": "supplier", "file": "taken_in"},
    "findings": {"authority": "code"},
    "breaches": {"authority": "code"},
    "forecast": {"authority": "code"},
    "record_placement": {"authority": "code", "like": "placement"},
    "rules": {"authority": "code"},
    "api_placements": {"authority": "code", "supplier": "supplier_name", "reference": "reference"},
    "api_findings": {"authority": "code", "placement": "placement"},
}
# Each form and each address of the API that takes the id of a record, with the rest of what it takes.
IN_BODY = {
    "check_worker": ({"authority_code": "code", "job_title": "title"}, ORDER),
    "watches": ({"authority_code": "code", "job_title": "title"}, ORDER),
    "record_placement": ({"authority": "code", "job_title": "title"}, ORDER),
    "record_placement_answer": ({"authority": "code", "job_title": "title"}, ORDER),
    "job_titles": ({"authority": "code"}, START | {"job_role": "1", "job_title": "Practitioner"}),
    "make_team": ({"authority": "code"}, {"name": "A team", "purpose": "A backlog.", "supplier": "1"}),
    "notice_periods": ({"authority": "authority"}, {"weeks": "4", "job_role": "1"}),
    "register": ({"authority": "code"}, {}),
    "leavers": ({"authority": "code"}, {"month": "2026-10", "nil": "on"}),
    "type_leavers": ({"authority": "code"}, {"month": "2026-10"}),
    "api_eligibility": ({"authority": "code"}, SENT),
    "api_placements": (
        {"authority": "code", "job_title": "title_text"},
        {name: text for name, text in SENT.items() if name != "role"},
    ),
}
FILTERS = {
    "placements": PlacementFilter,
    "findings": FindingFilter,
    "breaches": NarrowingFilter,
    "api_placements": ApiPlacementFilter,
    "api_findings": ApiFindingFilter,
}
# Filters and values that name no record of anybody.
PLAIN = {
    "agreement", "answer", "before", "clause", "cover", "month", "pay_type", "reason", "regime", "role", "rule",
    "status", "time", "verdict",
}  # fmt: skip
PLAIN_SENT = {
    "breach_reason", "expected_end_on", "hourly_pay", "hours_per_week", "offered_hourly_pay", "pay_type", "purpose",
    "reason", "reference", "role", "start", "start_on", "supplier", "swe_number", "worker_name",
}  # fmt: skip


# Everybody who has signed in and to whom nothing of Dudley’s belongs; the others are led to signing in first.
ASKING = sorted(SIGNED_IN - OF_DUDLEY)


def asking(speakers):  # noqa: F811
    return {who: speakers[who] for who in ASKING}


@pytest.fixture
def ids(world, dudley):  # noqa: F811
    """What is Dudley's and not Asha's, and the same of what never was."""
    theirs = world["dudley"]
    Upload.objects.filter(pk=theirs["upload"]).update(state="taken", told={"placements": [theirs["placement"]]})
    return {
        "authority": (dudley.pk, NEVER),
        "code": (dudley.ons_code, "E08009999"),
        "supplier": (Supplier.objects.get(name="Supplier of Dudley").pk, NEVER),
        "supplier_name": ("Supplier of Dudley", "Supplier of nobody"),
        "reference": ("ORDER-DUDLEY", "ORDER-NOBODYS"),
        "placement": (theirs["placement"], NEVER),
        "taken_in": (theirs["upload"], "00000000-0000-4000-8000-000000000000"),
        # A number that nothing else has, so that it can be told from what only looks like it.
        "title": (JobTitle.objects.create(pk=NEVER - 1, authority=dudley, title="Title of Dudley, too").pk, NEVER),
        "title_text": ("Title of Dudley", "Title of nobody"),
    }


def alike(speaker, name, method, theirs, never, *, rest=()):
    """What is another's and what never was, asked for in the same words: each answer without what was sent in either,
    for a short number may stand on the page of itself."""
    api, address, either = name.startswith("api_"), reverse(name), {*theirs.values(), *never.values()}
    return [
        without(speaker.ask(method, address, {**dict(rest), **sent}, as_json=api, walled=False), *either)
        for sent in (theirs, never)
    ]


def difference(theirs, never):
    """The lines in which two answers differ, and their statuses."""
    told = [f"{answer.status} {answer.to}\n{answer.body}".splitlines() for answer in (theirs, never)]
    return [line for line in difflib.ndiff(*told) if line[0] in "-+"] if told[0] != told[1] else []


def told_apart(asking, ids, name, method, fields, rest=()):
    """Every way in which an answer about another's is unlike that about what never was, or says what it should not."""
    for who in asking:
        for field, kind in fields.items():
            theirs, never = alike(asking[who], name, method, *({field: each} for each in ids[kind]), rest=rest)
            yield from (f"{who}: {method} {name} by {field}: {line}" for line in difference(theirs, never))
            yield from (f"{who}: {name} said {word}" for word in words_not_for(who, theirs.body, name))


def test_a_list_asked_for_anothers_answers_as_for_what_never_was(speakers, ids):  # noqa: F811
    asked = IN_QUERY.items()

    assert [each for name, fields in asked for each in told_apart(asking(speakers), ids, name, "get", fields)] == []


def test_what_is_sent_with_anothers_answers_as_with_what_never_was(speakers, ids):  # noqa: F811
    sent = IN_BODY.items()

    assert [
        each for name, (fields, rest) in sent for each in told_apart(asking(speakers), ids, name, "post", fields, rest)
    ] == []


@pytest.mark.parametrize(
    ("name", "under", "kind"),
    [("remove_spell", "worker", "spell"), ("remove_mapping", "title", "mapping"),
     ("reference", "placement", "reference")],
)  # fmt: skip
def test_what_is_anothers_under_ones_own_was_never_there(speakers, world, name, under, kind):  # noqa: F811
    own = world["walsall"][under]
    theirs, never = (
        without(speakers["asha"].ask("get", reverse(name, args=[own, each])), f"/{each}/")
        for each in (world["dudley"][kind], NEVER)
    )

    assert theirs == never
    assert theirs.status == 404


def test_a_placement_of_anothers_is_put_in_ones_own_team_like_one_that_never_was(speakers, world):  # noqa: F811
    address = reverse("add_to_team", args=[world["walsall"]["team"]])
    theirs, never = (
        without(speakers["asha"].ask("post", address, {"placement": each}, walled=False), str(each))
        for each in (world["dudley"]["placement"], NEVER)
    )

    assert theirs == never
    assert theirs.status == 200


def test_every_filter_of_a_list_names_a_record_that_is_tried_or_none():
    for name, filters in FILTERS.items():
        assert set(filters.base_filters) - PLAIN == set(IN_QUERY[name]), name


def test_every_value_that_the_api_takes_names_a_record_that_is_tried_or_none(client, db):
    schema = client.get("/api/v1/schema/", headers={"Accept": "application/vnd.oai.openapi+json"}).json()
    bodies = {
        address: operation["post"]["requestBody"]["content"]["application/json"]["schema"]["$ref"].split("/")[-1]
        for address, operation in schema["paths"].items()
        if "post" in operation
    }
    tried = {"/api/v1/eligibility/": "api_eligibility", "/api/v1/placements/": "api_placements"}

    assert set(bodies) == set(tried)
    for address, name in tried.items():
        taken = set(schema["components"]["schemas"][bodies[address]]["properties"])
        assert taken - PLAIN_SENT == set(IN_BODY[name][0]), address
