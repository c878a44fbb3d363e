"""The form of a what-if: what may be asked, what is refused and in which words, and what is kept."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from authorities import kept
from compliance.models import WhatIf
from compliance.moved_caps import Move
from compliance.what_if.asked import TODAY, Asked, from_stored
from tests.compliance.lives import LATER, drafted_by
from tests.compliance.what_if.test_reads import drafted
from tests.factories import PlacementFactory

URL = "/what-if/"
ALL = ["paye", "umbrella", "limited_company"]
MANAGER = "west-midlands-mou:cap:team_manager:"


@pytest.fixture(autouse=True)
def in_autumn():
    with time_machine.travel("2026-11-20 12:00", tick=True):
        yield


def change(row="1", cap=MANAGER, value="41", day=(1, 4, 2026), pay_types=ALL):
    parts = dict(zip(("day", "month", "year"), day or ("", "", ""), strict=True))
    return {
        "row": row,
        f"change-{row}-cap": cap,
        f"change-{row}-pay_types": pay_types,
        f"change-{row}-value": value,
        **{f"change-{row}-since_{part}": number for part, number in parts.items()},
    }


def typed(*changes, scope=TODAY, **more):
    """What a browser sends of these changes."""
    sent = {"scope": scope, **more}
    for each in changes:
        sent |= each | {"row": [*sent.get("row", []), each["row"]]}
    return sent


def sent(client, person, *changes, **more):
    client.force_login(person)
    return client.post(URL, typed(*changes, **more))


def asked():
    return from_stored(WhatIf.objects.get().definition)


def test_a_cap_moved_by_hand_is_kept_and_shown(client, dev, agreements):
    response = sent(client, dev, change())

    one = WhatIf.objects.get()
    assert response.headers["Location"] == f"/what-if/{one.pk}/"
    assert one.title == "Team manager £41.00 from 1 April 2026"
    assert asked() == Asked(
        (Move("west-midlands-mou", "cap", "team_manager", tuple(ALL), date(2026, 4, 1), Decimal("41")),), None, TODAY
    )


def test_several_moves_on_a_day_of_choice_under_a_name_of_one_s_own(client, dev, agreements):
    price = change("3", "dfe-agency-rules:price-cap:social_worker:", "37.50", (1, 10, 2026), ["paye"])

    sent(client, dev, change(), price, title="Both caps", day="2026-12-01")

    assert WhatIf.objects.get().title == "Both caps"
    assert [(move.clause, move.pay_types) for move in asked().moves] == [("cap", tuple(ALL)), ("price-cap", ("paye",))]
    assert asked().scope == "2026-12-01"


def test_without_a_name_the_first_change_gives_it(client, dev, agreements):
    sent(client, dev, change(), change("2", value="40", day=(1, 5, 2026)))

    assert WhatIf.objects.get().title == "Team manager £41.00 from 1 April 2026, and 1 more"


def test_a_past_quarter(client, dev, agreements, walsall):
    PlacementFactory(authority=walsall, started_on=date(2026, 5, 4))

    sent(client, dev, change(), scope="2026Q3")

    assert asked().scope == "2026Q3"


def test_only_quarters_that_are_over_are_offered(client, dev, agreements, walsall, soup):
    PlacementFactory(authority=walsall, started_on=date(2026, 5, 4))
    client.force_login(dev)

    page = soup(client.get(URL))

    assert [option["value"] for option in page.select("#id_scope option")] == [TODAY, "2026Q3", "2026Q2"]


def test_a_version_that_is_not_published_yet(client, dev, agreements):
    draft = drafted(dev, day="2026-10-01")

    sent(client, dev, change(cap="", value="", day=None), version=draft.pk)

    assert asked() == Asked((), draft.pk, TODAY)
    assert WhatIf.objects.get().title.startswith("Version 2027 of West Midlands Memorandum")


def test_nothing_to_compare_is_refused(client, dev, agreements, errors):
    response = sent(client, dev, change(cap="", value="", day=None))

    assert errors(response) == ["Move a cap, or choose a version that is not published yet"]
    assert WhatIf.objects.count() == 0


def test_what_is_missing_is_said_of_each_change(client, dev, agreements, errors):
    response = sent(client, dev, change(value="", pay_types=[]), change("2", cap="", day=None))

    assert errors(response) == [
        "Select how workers are paid for change 1",
        "Enter the new cap of change 1",
        "Select a cap for change 2",
        "Enter a first day of change 2",
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (change(value="0"), "The new cap of change 1 must be £0.01 or more"),
        (change(value="a lot"), "The new cap of change 1 must be an amount in pounds, like 35.50"),
        (change(cap="west-midlands-mou:cap:none:"), "Select a cap for change 1 from the list"),
        (change(day=(1, 4, 1999)), "First day of change 1 must be on or after 1 January 2010"),
        (
            change(day=(21, 11, 2026)),
            "First day of change 1 must be on or before 20 November 2026, the last day compared. "
            "Compare a later day to look further ahead",
        ),
    ],
)
def test_what_is_wrong_is_said(client, dev, agreements, errors, wrong, said):
    assert errors(sent(client, dev, wrong)) == [said]


def test_the_same_cap_from_the_same_day_twice_is_refused(client, dev, agreements, errors):
    twice = sent(client, dev, change(), change("2", value="40", pay_types=["paye"]))

    assert errors(twice) == ["Change 2 moves the same cap from the same day as an earlier one"]
    assert sent(client, dev, change(pay_types=["umbrella"]), change("2", pay_types=["paye"])).status_code == 302


def test_a_quarter_takes_no_day(client, dev, agreements, walsall, errors):
    PlacementFactory(authority=walsall, started_on=date(2026, 5, 4))

    response = sent(client, dev, change(), scope="2026Q3", day="2026-12-01")

    assert errors(response) == ["Leave the day empty, or choose live placements"]


def test_a_version_that_begins_later_asks_for_a_later_day(client, dev, agreements, errors):
    draft = drafted_by(dev, LATER)
    nothing = change(cap="", value="", day=None)

    refused = sent(client, dev, nothing, version=draft.pk)

    assert errors(refused) == ["Enter 1 April 2027 or a later day, because the version holds from then on"]
    assert sent(client, dev, nothing, version=draft.pk, day="2027-04-01").status_code == 302


def test_a_draft_with_problems_is_refused(client, dev, agreements, errors):
    draft = drafted_by(dev, LATER.replace('base = "pay"', ""))

    response = sent(client, dev, change(cap="", value="", day=None), version=draft.pk, day="2027-04-01")

    assert errors(response) == ["This version has problems. Put them right and check it first"]


def test_a_change_is_added_and_what_was_typed_stays(client, dev, agreements, soup):
    page = soup(sent(client, dev, change(value="41.50"), add="yes"))

    assert [legend.text for legend in page.select("fieldset > legend") if "Change" in legend.text] == [
        "Change 1",
        "Change 2",
    ]
    assert page.select_one("#id_change-1-value")["value"] == "41.50"
    assert [box.has_attr("checked") for box in page.select('[name="change-2-pay_types"]')] == [True, True, True]
    assert page.select(".govuk-error-summary") == []
    assert WhatIf.objects.count() == 0


def test_a_change_is_taken_away_and_the_others_keep_their_names(client, dev, agreements, soup):
    page = soup(sent(client, dev, change(), change("2", value="40"), change("3", value="39"), remove="2"))

    assert [row["value"] for row in page.select('[name="row"]')] == ["1", "3"]
    assert page.select_one("#id_change-3-value")["value"] == "39"


def test_no_more_changes_are_added_than_a_page_can_bear(client, dev, agreements, soup):
    page = soup(sent(client, dev, *(change(str(row)) for row in range(1, 10 + 1)), add="yes"))

    assert len(page.select('[name="row"]')) == 10
    assert page.select('[name="add"]') == []


def test_what_was_kept_is_listed_and_only_one_s_own_may_be_deleted(client, dev, elin, agreements, soup):
    sent(client, dev, change(), title="Of Dev")
    sent(client, elin, change(), title="Of Elin")

    rows = soup(client.get(URL)).select("tbody tr")

    assert [row.find("a").text for row in rows] == ["Of Elin", "Of Dev"]
    assert [
        bool(row.find("a", string=lambda text: text and "Delete" in text)) or "Delete" in row.text for row in rows
    ] == [
        True,
        False,
    ]


def test_what_was_typed_comes_back_after_signing_in_again(client, dev, agreements, soup):
    response = client.post(URL, typed(change(value="41.50"), change("2"), **{kept.TOKEN: kept.token(dev)}))
    assert "/account/sign-in/" in response.headers["Location"]

    client.force_login(dev)
    page = soup(client.get(URL))

    assert [row["value"] for row in page.select('[name="row"]')] == ["1", "2"]
    assert page.select_one("#id_change-1-value")["value"] == "41.50"
    assert page.select(".govuk-error-summary") == []


def test_nobody_else_may_ask(client, agreements, asha, ben, gita, hugo, ivy, jan):
    for person in (asha, ben, gita, hugo, ivy, jan):
        client.force_login(person)
        assert client.get(URL).status_code == 404
        assert sent(client, person, change()).status_code == 404


def test_a_region_of_somebody_else_is_not_there(client, dev, agreements):
    client.force_login(dev)

    assert client.get(f"{URL}?region=E12000001").status_code == 404
    assert client.get(f"{URL}?region=E12000005").status_code == 200
