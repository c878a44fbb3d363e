"""The page of the rules: what was agreed, as in force on a day, for everybody who has a role."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from authorities.models import Region
from compliance.actions import draft_agreement
from compliance.rules import RULES
from tests.compliance.cases import AGREEMENTS, published
from tests.factories import PersonFactory, PlacementFactory

URL = "/rules/"
LAST = (AGREEMENTS / "west-midlands-mou-2025.toml").read_text(encoding="utf-8")
EVERYBODY = ["asha", "ben", "cara", "dev", "elin", "gita", "hugo", "ivy", "jan"]


@pytest.fixture(autouse=True)
def _in_autumn():
    with time_machine.travel(datetime(2026, 11, 20, 12, tzinfo=UTC), tick=True):
        yield


def page(client, person, query=""):
    client.force_login(person)
    response = client.get(URL + query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(soup):
    return re.sub(r"\s+", " ", soup.get_text(" "))


def section(soup, agreement):
    return soup.find(id=agreement).find_parent("section")


def clause(soup, anchor):
    return soup.find(id=anchor).find_parent("article")


def facts(within):
    """The rows of the first summary list: label → value."""
    rows = within.dl.select(".govuk-summary-list__row")
    return {words(row.dt).strip(): words(row.dd).strip() for row in rows}


def rows(within):
    """The rows of the first table."""
    return [[words(cell).strip() for cell in row.select("th, td")] for row in within.tbody.find_all("tr")]


def publish(folder, text):
    file = folder / "another.toml"
    file.write_text(text, encoding="utf-8")
    call_command("load_agreement", str(file), "--publish", stdout=StringIO())


def in_later_years(year):
    """The last memorandum as a version of a later year, whose caps begin anew."""
    text = LAST.replace('version = "2025"', f'version = "{year}"').replace("from = 2025-01-01", f"from = {year}-01-01")
    text = text.replace("since = 2026-04-01", f"since = {year}-04-01")
    return text.replace('unit = "pounds an hour"', 'unit = "pounds an hour"\nlowered = "A test begins anew."')


def test_everybody_with_a_role_reads_the_rules(client, request, agreements):
    for name in EVERYBODY:
        soup = page(client, request.getfixturevalue(name))
        assert soup.h1.string == "The rules"
        assert words(soup.select_one("nav a[aria-current]")).strip() == "The rules"


def test_somebody_without_a_role_never_finds_them(client, db):
    client.force_login(PersonFactory(email="former@example.org"))

    assert client.get(URL).status_code == 404


def test_somebody_signed_out_is_asked_to_sign_in(client, db):
    assert client.get(URL).url.startswith(reverse("account_login"))


def test_before_anything_is_published_the_page_says_so(client, jan):
    assert "No agreement is published yet" in words(page(client, jan))


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
    assert told["Work that began earlier"] == "Not bound: the day from which it is, if any, is not established."
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


# Which version is shown.


def test_the_version_in_force_is_shown_with_the_others_to_choose(client, asha, agreements):
    soup = page(client, asha)
    own = section(soup, "west-midlands-mou")

    assert facts(own)["Version"] == "2025"
    assert facts(own)["In force"] == "From 1 January 2025"
    others = [link["href"] for link in own.dl.find_all("a")]
    assert others == ["/rules/?on=2015-01-01#west-midlands-mou", "/rules/?on=2022-10-01#west-midlands-mou"]


def test_a_version_of_old_is_shown_on_its_day_and_says_so(client, asha, agreements):
    soup = page(client, asha, "?on=2022-10-01")

    assert "These are the rules in force on 1 October 2022." in words(soup)
    assert soup.select_one(".govuk-inset-text a")["href"] == URL
    assert facts(section(soup, "west-midlands-mou"))["In force"] == "1 October 2022 to 31 December 2024"
    to_come = soup.find(id="to-come").parent
    assert "Child and family social workers: agency rules, version 2024 : from 31 October 2024" in words(to_come)
    assert "Statutory on-costs" not in words(to_come)


@pytest.mark.parametrize("query", ["?on=", "?on=soon", "?on=2025-02-30", "?on=%00", "?region=E99", "?on=1&on=2"])
def test_an_address_that_makes_no_sense_is_met_with_today_s_rules(client, asha, agreements, query):
    soup = page(client, asha, query)

    assert facts(section(soup, "west-midlands-mou"))["Version"] == "2025"
    assert not soup.select_one("main > .govuk-inset-text")


def test_a_version_to_come_is_named_and_a_draft_is_not(client, asha, dev, agreements, tmp_path):
    publish(tmp_path, in_later_years(2027))
    draft_agreement(
        text=in_later_years(2028), name="x", by=dev, within=set(Region.objects.values_list("pk", flat=True))
    )
    own = section(page(client, asha), "west-midlands-mou")

    assert facts(own)["Version"] == "2025"
    assert facts(own)["In force"] == "1 January 2025 to 31 December 2026"
    assert "Version 2027 of West Midlands" in facts(own)["Other versions"]
    assert ": from 1 January 2027" in facts(own)["Other versions"]
    assert "2028" not in words(own)
    later = section(page(client, asha, "?on=2027-01-01"), "west-midlands-mou")
    assert facts(later)["Version"] == "2027"


def test_a_correction_takes_the_place_of_what_it_corrects_and_says_why(client, asha, agreements, tmp_path):
    correction = 'version = "2025"\ncorrects = "2025"\nreason = "A cap was wrong."'
    publish(tmp_path, LAST.replace('version = "2025"', correction.replace('"2025"', '"2025-a"', 1)))
    own = section(page(client, asha), "west-midlands-mou")

    assert facts(own)["Version"] == "2025-a"
    assert facts(own)["Corrects"] == "Version 2025: A cap was wrong."
    assert "Version 2025: never: replaced from 1 January 2025" in facts(own)["Other versions"]
    assert len(own.dl.find_all("a")) == 2


def test_who_has_signed_is_named(client, asha, agreements):
    told = facts(section(page(client, asha), "west-midlands-mou"))

    assert told["Signed by"].startswith("Birmingham, Coventry, Dudley, ")
    assert told["Signed by"].endswith(". Bound from 1 January 2015.")
    assert "E08" not in told["Signed by"]


# Whose rules are shown.


@pytest.fixture
def north(agreements, tmp_path):
    """Another region with an agreement of its own."""
    region = Region.objects.create(code="E12000001", name="North East")
    members = LAST[LAST.index("[[member]]") : LAST.index("[[role]]")]
    text = LAST.replace(members, "").replace("E12000005", "E12000001").replace('"west-midlands-mou"', '"north-mou"')
    publish(tmp_path, text)
    return region


def test_a_reader_sees_the_rules_of_their_own_region_and_where_the_others_are(client, asha, gita, hugo, north):
    for person in (asha, gita, hugo):
        soup = page(client, person)
        assert soup.find(id="west-midlands-mou")
        assert not soup.find(id="north-mou")
        others = soup.find(id="other-regions").parent
        assert [(link.string, link["href"]) for link in others.find_all("a")] == [
            ("North East", "/rules/?region=E12000001")
        ]


def test_the_rules_of_another_region_are_shown_with_the_national_ones(client, asha, north):
    soup = page(client, asha, "?region=E12000001")

    assert soup.find(id="north-mou")
    assert soup.find(id="dfe-agency-rules")
    assert not soup.find(id="west-midlands-mou")
    assert not soup.find(id="west-midlands-price-caps")


def test_whoever_belongs_to_no_region_sees_them_all(client, ivy, jan, north):
    for person in (ivy, jan):
        soup = page(client, person)
        assert soup.find(id="west-midlands-mou")
        assert soup.find(id="north-mou")
        assert not soup.find(id="other-regions")


def test_a_day_of_another_region_stays_in_it(client, asha, north, tmp_path):
    soup = page(client, asha, "?region=E12000005&on=2022-10-01")

    assert soup.select_one(".govuk-inset-text a")["href"] == "/rules/?region=E12000005"
    own = section(soup, "west-midlands-mou")
    assert own.dl.find("a")["href"] == "/rules/?region=E12000005&on=2015-01-01#west-midlands-mou"


def test_the_number_of_queries_does_not_grow(client, asha, agreements, tmp_path):
    page(client, asha)
    with CaptureQueriesContext(connection) as few:
        page(client, asha)
    for year in (2028, 2029, 2030):
        publish(tmp_path, in_later_years(year))
    page(client, asha)
    with CaptureQueriesContext(connection) as many:
        page(client, asha)

    assert len(many) == len(few)


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
