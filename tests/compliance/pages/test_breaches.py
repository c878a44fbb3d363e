"""The breach dashboard: who sees which numbers, and that each number opens exactly what it counts."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from authorities.clock import today
from authorities.models import Authority, JobRole
from compliance.actions import assess, exempt
from placements.models import Change
from tests.factories import PlacementFactory, RateFactory

URL = "/breaches/"


def over(authority, **more):
    """A placement paid over the regional cap since it began, within the price cap, and right in all else."""
    return PlacementFactory(
        authority=authority, checked=True, rate__hourly_pay=Decimal("41.00"), **{"started_on": date(2026, 3, 2)} | more
    )


def leave(placement, until_on, by):
    """An exemption from the cap since the placement began."""
    words = {"exit_plan": "Recruit.", "decided_by": "Head of service", "decided_on": placement.started_on, "by": by}
    exempt(
        placement=placement, clause="cap", kind="exemption", from_on=placement.started_on, until_on=until_on, **words
    )


def assessed():
    assess(reason="nightly", judged_on=today())
    Change.objects.all().delete()


@pytest.fixture
def two_authorities(agreements, walsall, dudley):
    """Walsall has one placement over its cap and Dudley two."""
    found = over(walsall), over(dudley), over(dudley)
    assessed()
    return found


def page(client, person, query=""):
    client.force_login(person)
    response = client.get(URL + query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def table(soup, title):
    """The rows of one table: label → the texts of its cells."""
    [caption] = [each for each in soup.find_all("caption") if each.text == title]
    rows = {}
    for row in caption.find_parent("table").find_all("tr")[1:]:
        for hidden in row.select(".govuk-visually-hidden, .govuk-hint"):
            hidden.extract()
        rows[row.find("th").text.strip()] = [cell.text.strip() for cell in row.find_all("td")]
    return rows


def links(soup):
    return [link for link in soup.select("main a") if link["href"].startswith(reverse("findings"))]


def test_the_analyst_sees_every_authority_by_name(client, dev, two_authorities):
    rows = table(page(client, dev), "By authority")

    assert rows["Walsall"][0] == "1"
    assert rows["Dudley"][0] == "2"
    assert rows["Total"][0] == "3"


def test_every_number_opens_as_many_findings_as_it_counts(client, dev, two_authorities, walsall):
    over(walsall, job_role=JobRole.objects.get(slug="team_manager"), started_on=date(2024, 5, 1))
    assessed()
    soup = page(client, dev)

    opened = links(soup)
    assert len(opened) > 20
    for link in opened:
        link.find(class_="govuk-visually-hidden").extract()
        target = client.get(link["href"])
        assert target.context["count"] == int(link.text.replace(",", "")), link["href"]


def test_asha_sees_her_own_authority_alone(client, asha, two_authorities):
    soup = page(client, asha)

    assert list(table(soup, "By authority")) == ["Walsall"]
    assert table(soup, "By rule")["Pay caps (regional)"][0] == "1"
    assert "Dudley" not in soup.text


def test_the_workforce_group_sees_its_own_authority_named_with_links_and_the_others_as_letters_without(
    client, gita, two_authorities
):
    soup = page(client, gita)
    rows = table(soup, "By authority")

    assert rows.pop("Walsall")[0] == "1"
    assert rows.pop("Total")[0] == "3"
    assert len(rows) == 13
    assert all(label.startswith("Authority ") for label in rows)
    assert sorted(cells[0] for cells in rows.values() if len(cells) > 1) == ["2"]
    assert {link["href"].split("authority=")[1][:9] for link in links(soup)} == {"E08000030"}


def test_nothing_on_the_group_s_page_says_which_authority_a_letter_stands_for(client, gita, two_authorities):
    text = str(page(client, gita))

    for authority in Authority.objects.exclude(name="Walsall"):
        assert authority.name not in text
        assert authority.ons_code not in text
    assert "2 of 2 assessed" not in text


def test_the_group_may_narrow_to_a_letter_but_not_to_another_s_code(client, gita, two_authorities):
    codes = [option["value"] for option in page(client, gita).select("select[name=authority] option")]

    assert "E08000030" in codes
    assert not any(code.startswith("E") and len(code) > 1 and code != "E08000030" for code in codes)
    guessed = page(client, gita, "?authority=E08000027")
    never = page(client, gita, "?authority=E08999999")
    assert guessed.select_one(".govuk-error-summary").text == never.select_one(".govuk-error-summary").text
    assert table(guessed, "By rule") == table(never, "By rule")


def test_narrowed_to_its_own_authority_the_group_s_numbers_open(client, gita, two_authorities):
    opened = links(page(client, gita, "?authority=E08000030"))

    assert opened
    assert all(client.get(link["href"]).context["count"] for link in opened)


def test_a_breach_with_leave_is_counted_apart(client, dev, two_authorities):
    leave(two_authorities[0], today() + timedelta(days=1), dev)

    rows = table(page(client, dev), "By authority")

    assert rows["Walsall"][:3] == ["0", "1", "0"]
    assert rows["Dudley"][:3] == ["2", "0", "0"]


def test_a_breach_that_goes_on_through_a_new_cap_is_one_breach_and_began_when_it_began(
    client, dev, agreements, walsall
):
    placement = over(walsall, started_on=date(2026, 3, 2))
    assessed()

    assert placement.findings.standing().breaches().filter(clause="cap").count() == 2
    soup = page(client, dev)
    assert table(soup, "By rule")["Pay caps (regional)"][0] == "1"
    assert table(soup, "By month in which it began")["March 2026"][0] == "1"


def test_a_breach_that_was_put_right_is_over_though_the_placement_goes_on(client, dev, agreements, walsall):
    RateFactory(placement=over(walsall), since=date(2026, 5, 4), hourly_pay=Decimal("20.00"))
    assessed()

    assert table(page(client, dev), "By rule")["Pay caps (regional)"][0] == "0"
    assert table(page(client, dev, "?time=all"), "By rule")["Pay caps (regional)"][0] == "1"


def test_leave_that_has_run_out_covers_nothing(client, dev, two_authorities):
    leave(two_authorities[0], date(2026, 3, 31), dev)

    assert table(page(client, dev), "By authority")["Walsall"][:3] == ["1", "0", "0"]


def test_what_cannot_be_told_is_counted_beside_and_never_as_a_breach(client, dev, two_authorities):
    rows = table(page(client, dev), "By rule")

    assert rows["Twelve months after a permanent post (regional)"] == ["0", "0", "0", "3"]


def test_ended_placements_are_left_out_until_they_are_asked_for(client, dev, agreements, walsall):
    over(walsall, ended_on=date(2026, 5, 1))
    assessed()

    assert table(page(client, dev), "By authority")["Walsall"] == ["No placements on record"]
    assert table(page(client, dev, "?time=all"), "By authority")["Walsall"][0] == "1"


def test_an_authority_without_placements_is_not_counted_as_zero(client, dev, two_authorities):
    soup = page(client, dev)

    assert table(soup, "By authority")["Solihull"] == ["No placements on record"]
    assert "Solihull" in soup.text.split("No placements are on record for")[1].split(".")[0]


def test_the_page_says_how_many_placements_have_been_assessed(client, dev, two_authorities, walsall):
    over(walsall)
    soup = page(client, dev)

    assert "3 of 4" in soup.select_one(".mou-completeness").text
    assert "1 of 2 assessed" in soup.text


def test_the_page_says_as_of_when_and_that_something_changed_since(client, dev, two_authorities):
    assert "not counted yet" not in page(client, dev).select_one(".mou-as-of").text
    Change.objects.create(match_key="a" * 64)

    assert "1 change made since then is not counted yet" in page(client, dev).select_one(".mou-as-of").text


def test_a_nightly_run_that_did_not_come_is_said(client, dev, agreements, walsall):
    over(walsall)
    assess(reason="nightly", judged_on=date(2026, 3, 9))

    assert "Every placement was last assessed on 9 March 2026" in page(client, dev).text


def test_before_the_first_assessment_the_page_says_so(client, dev, agreements):
    soup = page(client, dev)

    assert "Nothing has been assessed yet" in soup.text
    assert not soup.find_all("table")


def test_illustrative_caps_are_marked(client, dev, two_authorities):
    assert "illustrative" in page(client, dev).select_one(".govuk-inset-text").text


def test_a_month_between_in_which_nothing_began_is_shown(client, dev, agreements, walsall):
    over(walsall, started_on=date(2025, 12, 3))
    over(walsall, started_on=date(2026, 2, 3))
    assessed()

    rows = table(page(client, dev), "By month in which it began")

    assert [(label, numbers[0]) for label, numbers in rows.items()] == [
        ("February 2026", "1"), ("January 2026", "0"), ("December 2025", "1"), ("Total", "2"),
    ]  # fmt: skip


def test_months_longer_ago_than_a_year_of_them_are_gathered_in_one_line(client, dev, agreements, walsall):
    for month in range(15):
        over(walsall, started_on=date(2025 + month // 12, month % 12 + 1, 3))
    assessed()
    soup = page(client, dev)
    rows = table(soup, "By month in which it began")

    months = [label for label in rows if label not in ("Total",)]
    assert len(months) == 13
    assert months[-1].startswith("Before ")
    for link in links(soup):
        if "before=" in link["href"]:
            assert client.get(link["href"]).context["count"] == int(link.text)


def test_each_table_has_a_picture_that_says_what_it_shows(client, dev, two_authorities):
    pictures = page(client, dev).select(".mou-chart img")

    assert len(pictures) == 4
    assert pictures[0]["alt"] == "Dudley has the most: 2 of 3 breaches, covered or not."
    assert all(picture["src"].startswith("data:image/svg+xml") for picture in pictures)


def test_the_supplier_and_the_administrator_never_find_the_page(client, ivy, jan):
    for person in (ivy, jan):
        client.force_login(person)
        assert client.get(URL).status_code == 404


def test_somebody_signed_out_is_asked_to_sign_in(client, db):
    assert client.get(URL).url.startswith(reverse("account_login"))


@pytest.mark.parametrize(
    "query",
    ["?authority=%00", "?role=" + "x" * 5000, "?time=🎈", "?regime[]=1", "?authority=A&authority=B", "?time=live"],
)
def test_an_address_that_makes_no_sense_is_met_with_a_page(client, dev, two_authorities, query):
    page(client, dev, query)


@pytest.mark.parametrize("who", ["dev", "gita", "asha"])
def test_the_number_of_queries_does_not_grow(client, request, two_authorities, walsall, dudley, who):
    person = request.getfixturevalue(who)
    page(client, person)
    with CaptureQueriesContext(connection) as few:
        page(client, person)
    for _ in range(12):
        over(walsall), over(dudley)
    assessed()
    page(client, person)
    with CaptureQueriesContext(connection) as many:
        page(client, person)

    assert len(many) == len(few)
