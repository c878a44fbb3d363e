"""The page of the rules: what was agreed and how it is judged, for everybody who has a role."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse

from compliance.rules import RULES
from tests.compliance.cases import published
from tests.compliance.pages.rules_page import URL, clause, facts, page, rows, section, words
from tests.factories import PersonFactory, PlacementFactory

EVERYBODY = ["asha", "ben", "cara", "dev", "elin", "gita", "hugo", "ivy", "jan"]


@pytest.fixture(autouse=True)
def _in_autumn():
    with time_machine.travel(datetime(2026, 11, 20, 12, tzinfo=UTC), tick=True):
        yield


def test_everybody_with_a_role_reads_the_rules(client, request, agreements):
    for name in EVERYBODY:
        soup = page(client, request.getfixturevalue(name))
        assert soup.h1.string == "The rules"
        assert words(soup.select_one("nav a[aria-current]")).strip() == "Rules"


def test_somebody_without_a_role_never_finds_them(client, db):
    client.force_login(PersonFactory(email="former@example.org"))

    assert client.get(URL).status_code == 404


def test_somebody_signed_out_is_asked_to_sign_in(client, db):
    assert client.get(URL).url.startswith(reverse("account_login"))


def test_before_anything_is_published_the_page_says_so(client, jan):
    assert "No agreement is published yet" in words(page(client, jan))


def test_on_a_day_before_every_agreement_the_page_says_so_and_what_came_later(client, asha, agreements):
    soup = page(client, asha, "?on=2010-01-01")

    assert "No rule that the portal knows was in force on 1 January 2010." in words(soup.main)
    assert soup.find(id="contents") is None
    assert words(soup.find(id="to-come")) == "Not in force by then"


def test_every_clause_in_force_stands_under_its_anchor(client, asha, agreements):
    soup = page(client, asha)

    for name in ("west-midlands-mou-2025", "dfe-agency-rules-2024", "statutory-on-costs"):
        version = published(name)
        for each in version.clauses:
            told = words(clause(soup, f"{version.agreement}-{each.id}"))
            assert all(part in told for part in (each.title, each.words, each.interpretation, each.source))


def test_an_anchor_stands_once_and_every_link_within_the_page_leads_to_one(client, asha, agreements):
    soup = page(client, asha)
    ids = [tag["id"] for tag in soup.find_all(id=True)]

    assert len(ids) == len(set(ids))
    within = [link["href"][1:] for link in soup.select("main a") if link["href"].startswith("#")]
    assert len(within) > 15
    assert set(within) <= set(ids)


def test_the_contents_list_every_agreement_and_clause(client, asha, agreements):
    contents = page(client, asha).find(id="contents").parent

    assert [link["href"] for link in contents.find_all("a")][:3] == [
        "#west-midlands-mou", "#west-midlands-mou-cap", "#west-midlands-mou-twelve-month",
    ]  # fmt: skip
    assert "#west-midlands-price-caps" in [link["href"] for link in contents.find_all("a")]


def test_a_clause_tells_how_it_is_judged(client, asha, agreements):
    told = facts(clause(page(client, asha), "dfe-agency-rules-price-cap"))

    assert told["Binds"] == "From 1 October 2025"
    assert told["Must be known"] == "Before the worker is engaged"
    assert told["Work that began earlier"] == "Not bound: no day is set here from which it would be."
    assert told["How sure"] == "Press or summary"
    assert told["Figures"] == "West Midlands price caps under the national agency rules"
    assert told["Statutory rates"] == "Statutory on-costs of a PAYE worker"


def test_caps_are_shown_over_time_and_the_invented_ones_are_marked(client, asha, agreements):
    soup, paid = page(client, asha), ("Social worker", "Every kind of pay")

    assert rows(clause(soup, "west-midlands-mou-cap"))[:2] == [
        [*paid, "1 January 2025 to 31 March 2026", "£30.00 Illustrative", "Not established"],
        [*paid, "From 1 April 2026", "£30.75 Illustrative", "Not established"],
    ]
    for agreement in ("west-midlands-mou", "west-midlands-price-caps"):
        own = section(soup, agreement)
        assert "Some figures here are illustrative" in words(own)
        assert all(row[-2].endswith("Illustrative") for row in rows(own))


def test_figures_that_are_no_invention_are_not_marked(client, asha, agreements):
    own = section(page(client, asha, "?on=2015-06-01"), "west-midlands-mou")

    lines = {row[0]: row[2:] for row in rows(own)}
    assert lines["Team manager"] == ["1 January 2015 to 30 September 2022", "£35.75", "Primary source"]
    assert "llustrative" not in words(own)
    assert "Not known" in [row[-2] for row in rows(own)]


def test_numbers_are_shown_with_their_units(client, asha, agreements):
    soup = page(client, asha)

    assert rows(clause(soup, "dfe-agency-rules-experience"))[0] == [
        "Asked for", "From 31 October 2024", "1,095 days", "Our decision",
    ]  # fmt: skip
    assert ["Employer National Insurance", "From 6 April 2025", "15%", "Primary source"] in rows(
        clause(soup, "statutory-on-costs-on-costs")
    )


def test_exceptions_are_shown_with_their_sources(client, asha, agreements):
    told = words(clause(page(client, asha), "dfe-agency-rules-cool-off"))

    assert "Redundancy. Recruiters' summaries of the agency rules" in told
    assert "(press or summary)" in told


def test_the_sentences_that_a_person_may_meet_are_shown_with_what_to_do(client, asha, agreements):
    told = words(clause(page(client, asha), "west-midlands-mou-twelve-month").select_one("details:last-of-type"))

    assert "What the portal may say of Twelve months after a permanent post" in told
    assert "The worker is free from [free day], 12 months after leaving a permanent post in the region." in told
    assert "What to do: Start on or after [free day], or ask for an exemption." in told


def test_every_rule_that_judges_is_shown_with_a_sentence(client, asha, agreements):
    soup = page(client, asha)
    judged = [
        (version.agreement, each)
        for version in (published("west-midlands-mou-2025"), published("dfe-agency-rules-2024"))
        for each in version.clauses
        if each.rule
    ]

    assert {each.rule for _, each in judged} == set(RULES) - {"on_site"}
    for agreement, each in judged:
        assert "What the portal may say" in words(clause(soup, f"{agreement}-{each.id}"))


def test_a_clause_that_nobody_judges_says_so(client, asha, agreements):
    own = clause(page(client, asha), "west-midlands-mou-monitoring")

    assert facts(own)["Judged"] == "The portal does not judge this clause"
    assert "What the portal may say" not in words(own)


def test_each_outcome_leads_to_its_clause_as_it_was_on_the_day_that_was_judged(client, asha, agreements, walsall):
    placed = PlacementFactory(authority=walsall, started_on=date(2024, 12, 2), rate__hourly_pay=Decimal("60.00"))
    client.force_login(asha)
    shown = BeautifulSoup(client.get(reverse("placement", args=[placed.pk])).content, "html.parser")
    links = [link["href"] for link in shown.select(".mou-outcome a")]

    assert "/rules/?on=2024-12-02#west-midlands-mou-cap" in links
    assert "/rules/?on=2025-01-01#west-midlands-mou-cap" in links
    for link in links:
        path, anchor = link.split("#")
        assert page(client, asha, path.removeprefix(URL)).find(id=anchor)
