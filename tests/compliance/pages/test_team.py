"""One project team: what each member costs, and what the rule says of each."""

from datetime import date
from decimal import Decimal

import pytest

from placements import actions
from placements.models import TeamMember
from tests.factories import PlacementFactory, ProjectTeamFactory, RateFactory, WorkerFactory


@pytest.fixture
def team(in_march, agreements, leavers_sent, walsall):
    return ProjectTeamFactory(authority=walsall, name="Spring team")


def put_in(team, reference, **given):
    worker = WorkerFactory(authority=team.authority, name=f"Worker of {reference}")
    placed = PlacementFactory(
        authority=team.authority, worker=worker, reference=reference,
        **{"started_on": date(2026, 3, 2), "project_team": True} | given,
    )  # fmt: skip
    TeamMember.objects.create(authority=team.authority, team=team, placement=placed)
    return placed


@pytest.fixture
def opened(client, soup, team):
    def page(person):
        client.force_login(person)
        return soup(client.get(f"/teams/{team.pk}/"))

    return page


def card(page, reference):
    title = next(each for each in page.select(".govuk-summary-card__title") if reference in each.text)
    section = title.find_parent("section")
    return {row.dt.text: row.dd.text.strip() for row in section.select(".govuk-summary-card dl > div")} or {
        row.dt.text: row.dd.text.strip() for row in section.select("dl > div")
    }, section


def test_the_cost_of_a_week_is_told_with_how_many_it_is_known_of(opened, team, asha):
    put_in(team, "ORD-1", hours_per_week=Decimal("36.50"), rate__hourly_charge=Decimal("41.33"))
    put_in(team, "ORD-2", hours_per_week=Decimal("40"), rate__hourly_charge=Decimal("50"))
    put_in(team, "ORD-3")
    put_in(team, "ORD-4", started_on=date(2026, 2, 2), ended_on=date(2026, 3, 1), rate__hourly_charge=Decimal("99"))
    page = opened(asha)

    assert "£3,508.55" in page.text  # 36.5 × 41.33 is 1,508.545, rounded half up; and 2,000
    assert "The cost is known for 2 of 3 members whose placement is live on 2 March 2026" in page.text
    assert "What is not known is not counted." in page.text
    assert card(page, "ORD-2")[0]["Cost of a week"] == "£2,000.00, for 40 hours"
    assert card(page, "ORD-3")[0]["Cost of a week"] == "Not known"


def test_a_charge_of_an_earlier_rate_is_not_this_one_s(opened, team, asha):
    placed = put_in(team, "ORD-1", started_on=date(2026, 1, 5), rate__hourly_charge=Decimal("41"))
    RateFactory(placement=placed, since=date(2026, 3, 2), hourly_pay=Decimal("32"))
    told, _ = card(opened(asha), "ORD-1")

    assert (told["Hourly pay"], told["Total hourly charge"]) == ("£32.00", "Not known")


def test_the_three_tests_stand_beside_what_the_rule_says(opened, team, asha):
    put_in(team, "ORD-1", team_approved_on=date(2026, 3, 1), team_cost_apart=True, team_control_kept=True)
    put_in(team, "ORD-2", team_approved_on=date(2026, 3, 2), team_cost_apart=False, team_control_kept=None)
    put_in(team, "ORD-3", project_team=False)
    page = opened(asha)
    kept, broken, outside = (card(page, f"ORD-{number}") for number in (1, 2, 3))

    assert kept[0]["Approved beforehand"] == "1 March 2026"
    assert "The worker was approved for the project team before the start." in kept[1].text
    assert (broken[0]["Cost shown apart"], broken[0]["Control of practice kept"]) == ("No", "Not known")
    assert "The rule for project teams is not kept: the worker was approved on 2 March 2026" in broken[1].text
    assert "The rule for project teams does not apply to this placement" in outside[1].text


def test_the_region_sees_the_team_without_names_and_changes_nothing(opened, team, dev):
    put_in(team, "ORD-1")
    page = opened(dev)

    assert "Worker of ORD-1" not in page.text
    assert "Names show only to" in page.text
    assert "Put a placement in the team" not in page.text


def test_its_history_says_who_was_put_in(opened, team, asha):
    placed = PlacementFactory(authority=team.authority, reference="ORD-9")
    actions.add_to_team(team=team, placement=placed, by=asha)

    assert "Placement ORD-9 put in" in opened(asha).text
    assert "by Asha" in opened(asha).text


@pytest.mark.parametrize("number", [2, 20])
def test_the_page_makes_a_fixed_number_of_queries(client, asha, team, number, django_assert_num_queries):
    for each in range(number):
        put_in(team, f"ORD-{each}")
    client.force_login(asha)
    client.get(f"/teams/{team.pk}/")

    with django_assert_num_queries(20):
        client.get(f"/teams/{team.pk}/")


def test_the_page_of_a_member_leads_to_the_team_and_the_supplier_hears_nothing_of_it(client, soup, team, asha, ivy):
    placed = put_in(team, "ORD-1", supplier=team.supplier)
    pages = []
    for person in (asha, ivy):
        client.force_login(person)
        pages.append(client.get(f"/placements/{placed.pk}/").content.decode())

    assert [f'href="/teams/{team.pk}/"' in page for page in pages] == [True, False]
    assert "Spring team" not in pages[1]


def test_cara_cannot(client, cara, team):
    client.force_login(cara)

    assert client.get(f"/teams/{team.pk}/").status_code == 404
