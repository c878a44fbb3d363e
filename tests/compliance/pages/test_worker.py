"""One worker: placements and posts in order with their answers, and the arithmetic of their experience."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from authorities.models import JobRole
from compliance.actions import assess
from tests.factories import (
    PlacementFactory,
    PostFactory,
    ReferenceFactory,
    RegisterCheckFactory,
    SpellFactory,
    WorkerFactory,
)


@pytest.fixture
def worker(in_march, agreements, walsall):
    """Wanda: a post until July 2023, a placement that is over, and one that is live and £7 over the cap."""
    worker = WorkerFactory(authority=walsall, name="Wanda Walsall", swe_number="SW911111")
    role = JobRole.objects.get(slug="social_worker")
    PostFactory(worker=worker, job_role=role, from_on=date(2020, 8, 1), left_on=date(2023, 7, 31), reason="resignation")
    over = {"started_on": date(2024, 9, 2), "ended_on": date(2025, 2, 28), "reference": "ORD-1"}
    PlacementFactory(authority=walsall, worker=worker, **over)
    live = {"started_on": date(2026, 2, 2), "expected_end_on": date(2026, 6, 30), "reference": "ORD-2"}
    PlacementFactory(authority=walsall, worker=worker, pqe_months=40, rate__hourly_pay="40.00", **live)
    assess(reason="asked", judged_on=in_march)
    return worker


@pytest.fixture
def opened(client, soup, worker):
    def page(person):
        client.force_login(person)
        response = client.get(f"/workers/{worker.pk}/")
        assert response.status_code == 200
        return soup(response)

    return page


def steps(page):
    """Each step of the timeline as its title, its days and its tags."""
    return [
        (
            item.h3.text,
            item.select_one(".moj-timeline__date").text,
            [tag.text for tag in item.select(".govuk-tag")],
        )
        for item in page.select(".moj-timeline__item")
    ]


def experience(page):
    return [outcome.select_one(".govuk-\\!-font-weight-bold").text for outcome in page.select(".mou-outcome")]


def test_placements_and_posts_stand_in_order_the_latest_first(opened, asha):
    page = opened(asha)

    assert page.h1.text == "Wanda Walsall"
    assert steps(page) == [
        ("Placement ORD-2", "2 February 2026 to 30 June 2026, as expected", ["Live", "Breach"]),
        ("Placement ORD-1", "2 September 2024 to 28 February 2025", ["Ended", "Cannot tell"]),
        ("Permanent post: social worker", "1 August 2020 to 31 July 2023", []),
    ]
    assert "Left: resignation" in page.text


def test_each_placement_leads_to_its_own_page(opened, asha, worker):
    [live, _] = worker.placements.order_by("-started_on")

    assert opened(asha).find("a", string="Placement ORD-2")["href"] == f"/placements/{live.pk}/"


def test_a_post_of_which_little_is_known_says_so(opened, asha, worker):
    PostFactory(worker=worker, contract="fixed_term", left_on=date(2018, 5, 31))
    PostFactory(worker=worker, from_on=date(2019, 1, 1), role_text="Wizard")

    assert steps(opened(asha))[-2:] == [
        ("Permanent post: Wizard", "1 January 2019 and still there", []),
        ("Fixed term post: role not known", "First day not known, to 31 May 2018", []),
    ]
    assert "Reason for leaving not known" in opened(asha).text


def test_the_arithmetic_is_the_rule_s_own(opened, asha, worker):
    # 2020 (leap) to 2022: 366 + 365 + 365 days; 1 January to 1 March 2026: 31 + 28 + 1 days.
    SpellFactory(worker=worker, from_on=date(2020, 1, 1), until_on=date(2022, 12, 31), employer="Example Council")
    SpellFactory(worker=worker, from_on=date(2026, 1, 1), registered=None)
    SpellFactory(worker=worker, from_on=date(2023, 1, 1), until_on=date(2024, 1, 1), setting="agency")

    page = opened(asha)

    assert experience(page) == [
        "The recorded spells come to 1,156 days of experience before the start (1,096 + 60 days). "
        "The rule asks for 1,095 days."
    ]
    counted = [row.select_one("[data-label='Days counted']").text for row in page.select("tbody tr")]
    assert counted == ["60 at most", "Does not count", "1,096"]


def test_without_spells_the_months_that_the_agency_states_count(opened, asha):
    assert experience(opened(asha)) == [
        "The worker has 40 months of experience, as stated by the agency. The rule asks for 36 months."
    ]


def test_nothing_on_record_is_said(client, soup, asha, in_march, agreements, walsall):
    client.force_login(asha)
    page = soup(client.get(f"/workers/{WorkerFactory(authority=walsall, name='').pk}/"))

    assert "No placement or post of this worker is on record." in page.text
    assert "No spell of work is on record" in page.text
    assert "No name on record" in page.text
    assert "Nobody has checked this worker against the public register here." in page.text


def test_without_an_agreement_nothing_asks_for_experience(client, soup, asha, in_march, walsall):
    worker = WorkerFactory(authority=walsall)
    SpellFactory(worker=worker)
    client.force_login(asha)

    page = soup(client.get(f"/workers/{worker.pk}/"))

    assert "No agreement in force today asks for experience." in page.text
    assert "Does not count" in page.text


def test_each_sees_the_links_that_are_theirs(opened, asha, ben, gita, worker):
    every = {
        "Add or take away experience": {"asha"},
        "Everything you hold on this worker": {"asha", "ben"},
        "Hold this record past its time": {"ben"},
    }
    for name, person in (("asha", asha), ("ben", ben), ("gita", gita)):
        said = opened(person).main.text
        assert {link for link in every if link in said} == {link for link, who in every.items() if name in who}


def test_the_placement_and_the_list_lead_here(client, soup, asha, ivy, worker, supplier_one):
    placement = worker.placements.first()
    for person, leads in ((asha, True), (ivy, False)):
        client.force_login(person)
        for address in (f"/placements/{placement.pk}/", "/placements/"):
            page = soup(client.get(address))
            assert "Wanda Walsall" in page.text
            assert bool(page.find("a", string="Wanda Walsall", href=f"/workers/{worker.pk}/")) is leads


def test_references_and_what_is_due_are_shown(opened, asha, gita, worker):
    live = worker.placements.get(reference="ORD-2")
    ReferenceFactory(placement=live, who="Example Council")
    ReferenceFactory(placement=live, kind="given", who="Test Agency", done_on=date(2026, 2, 20))

    page = opened(asha)

    said = page.find("div", attrs={"aria-label": "References"}).text
    for words in ("Example Council", "Not yet", "Your own, to Test Agency", "20 February 2026"):
        assert words in said
    assert "Placement ORD-2: Give a reference. A reference for this worker must be given by 30 June 2026" in page.text
    assert page.find("a", string="Give a reference")["href"].startswith("/rules/?")
    assert page.find("a", string="References for placement ORD-2")
    assert not opened(gita).find("a", string="References for placement ORD-2")


def test_what_the_register_said_stands_in_its_own_words(opened, asha, worker):
    RegisterCheckFactory(worker=worker, asked_by=asha, status="Suspended", conditions="Must be supervised.")
    RegisterCheckFactory(worker=worker, asked_by=asha, asked_on=date(2025, 12, 1), found=False, status="")

    cards = opened(asha).select(".govuk-summary-card")

    assert [(card.h3.text, card.select_one(".govuk-tag").text) for card in cards] == [
        ("Checked on 2 November 2026", "Suspended"),
        ("Checked on 1 December 2025", "Not found on the register"),
    ]
    assert "Must be supervised." in cards[0].text


def test_a_pseudonymised_record_names_nobody(opened, asha, worker):
    worker.swe_number, worker.name, worker.pseudonymised_on = "PABC", "", date(2026, 3, 1)
    worker.save()

    page = opened(asha)

    assert page.h1.text == "PABC"
    assert "This record was pseudonymised on 1 March 2026." in page.text
    assert "Add or take away experience" not in page.text


def test_anothers_worker_answers_as_one_that_never_was(client, worker, cara, dev, ivy, jan):
    for person in (cara, dev, ivy, jan):
        client.force_login(person)
        answer = client.get(f"/workers/{worker.pk}/")
        assert answer.status_code == 404
        assert b"Wanda" not in answer.content


def test_the_number_of_queries_does_not_grow(client, asha, worker, walsall):
    client.force_login(asha)
    counts = []
    for year in (2016, 2017, 2018):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/workers/{worker.pk}/").status_code == 200
        counts.append(len(asked))
        SpellFactory(worker=worker, from_on=date(year, 1, 1))
        PostFactory(worker=worker, left_on=date(year, 6, 30))
        RegisterCheckFactory(worker=worker, asked_by=asha)
        ReferenceFactory(placement=PlacementFactory(authority=walsall, worker=worker, started_on=date(year, 9, 1)))

    assert counts[0] == counts[1] == counts[2]
