"""May we engage this worker? Each answer, what was typed wrong, and who may ask."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from authorities import kept
from authorities.models import JobRole, LookUp
from placements.models import Draft, LeaverReturn, Placement
from tests.compliance.cases import AGREEMENTS
from tests.factories import PlacementFactory, PostFactory, WorkerFactory

URL = "/check/"


def left_dudley(dudley, on):
    return PostFactory(worker=WorkerFactory(authority=dudley, swe_number="SW900001"), left_on=on)


def heading(page):
    return page.select_one(".mou-answer h2").text.strip()


def sentences(page):
    return [section.select("p")[1].text.strip() for section in page.select(".mou-outcome")]


def test_yes_when_every_rule_is_met(client, asha, question, leavers_sent, soup):
    client.force_login(asha)

    page = soup(client.post(URL, question))

    assert heading(page) == "Yes"
    assert page.title.text.strip() == "Answer: May we engage this worker? – MOU portal"
    shown = [section["aria-label"] for section in page.select(".mou-outcome")]
    assert shown[:4] == [
        "Pay caps, Regional: Met",
        "Twelve months after a permanent post, Regional: Met",
        "Price cap, National: Met",
        "Cool-off after leaving a substantive role, National: Met",
    ]
    assert [tag.text for tag in page.select(".mou-outcome__tags .govuk-tag")][:3] == [
        "Met", "Regional", "Illustrative figure",
    ]  # fmt: skip


def test_what_must_come_before_the_start_is_listed_and_keeps_no_answer_from_being_yes(
    client, asha, question, leavers_sent, soup
):
    client.force_login(asha)

    page = soup(client.post(URL, question))

    heading = page.find("h2", string="Still needed before the start")
    assert [section["aria-label"] for section in heading.find_next_siblings(class_="mou-outcome")] == [
        "Notice, National: Cannot tell",
        "Project teams, National: Cannot tell",
        "Experience after qualifying, National: Cannot tell",
        "References and quality record, Regional: Due",
        "References before the assignment, National: Due",
    ]


@pytest.fixture
def unjudged(senior, tmp_path):
    """A corrected agreement with a clause that the portal does not judge."""
    text = (AGREEMENTS / "west-midlands-mou-2025.toml").read_text(encoding="utf-8")
    file = tmp_path / "mou.toml"
    file.write_text(
        text.replace('version = "2025"', 'version = "2025-corrected"').replace('rule = "standard_references"\n', ""),
        encoding="utf-8",
    )
    call_command("load_agreement", str(file), "--publish", stdout=StringIO())


def test_a_yes_names_the_clauses_that_nobody_has_checked(client, asha, question, unjudged, leavers_sent, soup):
    client.force_login(asha)

    page = soup(client.post(URL, question))

    found = page.find("h2", string="Not checked here")
    assert heading(page) == "Yes"
    assert [item.text for item in found.find_next("ul").select("li")] == ["References and quality record (regional)"]


def test_where_every_clause_is_checked_nothing_is_listed_as_not_checked(client, asha, question, soup):
    client.force_login(asha)

    assert "Not checked" not in soup(client.post(URL, question)).text


def test_no_when_the_pay_is_a_penny_over_the_cap(client, asha, question, leavers_sent, soup):
    client.force_login(asha)

    page = soup(client.post(URL, question | {"hourly_pay": "£33.01"}))

    assert heading(page) == "No"
    assert "£0.01 over the £33.00 cap" in sentences(page)[0]
    assert "What to do: Agree £33.00 or less, or ask for an exemption." in page.select_one(".mou-outcome").text


def test_not_before_the_later_day_of_both_regimes(client, asha, question, dudley, leavers_sent, soup):
    left_dudley(dudley, date(2026, 1, 15))
    client.force_login(asha)

    page = soup(client.post(URL, question))

    assert heading(page) == "Not before 16 January 2027"
    assert "Dudley" not in page.select_one("main").text


def test_cannot_tell_while_leavers_are_missing(client, asha, question, soup):
    LeaverReturn.objects.all().delete()
    client.force_login(asha)

    page = soup(client.post(URL, question))

    assert heading(page) == "Cannot tell"
    assert "14 of 14 authorities have not sent their leavers" in sentences(page)[0]


def test_an_answer_says_as_of_when_it_is(client, asha, question, soup):
    client.force_login(asha)

    assert soup(client.get(URL)).select_one(".mou-as-of") is None
    said = soup(client.post(URL, question)).select_one(".mou-as-of").text
    assert said.startswith("As of ")
    assert said.endswith("By what is on record now. Nothing was recorded.")


def test_a_day_without_a_cap_is_named(client, asha, question, leavers_sent, soup):
    role = JobRole.objects.get(slug="senior_social_worker")
    other = JobRole.objects.create(
        region=role.region, slug="night_worker", name="Night worker", core_type="team_manager"
    )
    role.mappings.update(job_role=other)
    client.force_login(asha)

    page = soup(client.post(URL, question))

    assert heading(page) == "Cannot tell"
    assert "does not give a pay cap for a night worker paid through an umbrella company on 9 March 2026" in " ".join(
        sentences(page)
    )


def test_the_answers_stay_in_the_form_and_out_of_the_address(client, asha, question, soup):
    client.force_login(asha)

    response = client.post(URL, question)

    page = soup(response)
    assert page.find(id="id_swe_number")["value"] == "SW900001"
    assert page.find("h2", string="Change your answers")
    assert all("SW900001" not in link["href"] for link in page.find_all("a"))
    assert client.get(URL + "?swe_number=SW900001").content.find(b"SW900001") == -1


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"swe_number": "SW01"}, "Social Work England registration number must be SW and then up to 6 digits"),
        ({"swe_number": ""}, "Enter Social Work England registration number"),
        ({"hourly_pay": "-5"}, "Hourly pay must be £0.01 or more"),
        ({"hourly_pay": "45000"}, "Hourly pay must be £500 or less"),
        ({"hourly_pay": "thirty"}, "Hourly pay must be an amount in pounds, like 35.50"),
        ({"started_on_year": "1926"}, "Start date must be on or after 1 January 2010"),
        ({"started_on_day": "31", "started_on_month": "2"}, "Start date must be a real date"),
        ({"job_title": ""}, "Select a job title"),
        ({"job_title": "999999"}, "Select a job title from the list"),
        ({"pay_type": "cash"}, "Select how the worker is paid from the list"),
    ],
)
def test_what_is_wrong_is_said_in_words(client, asha, question, errors, typed, message):
    client.force_login(asha)

    [said] = errors(client.post(URL, question | typed))

    assert said.startswith(message)


def test_the_answer_goes_on_to_the_record_page(client, asha, question, soup):
    client.force_login(asha)
    form = soup(client.post(URL, question)).find("form", action="/placements/record/")
    carried = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}

    response = client.post(form["action"], carried | {"carried": "yes"}, follow=True)

    page = soup(response)
    assert page.h1.text == "Record a placement"
    assert page.find(id="id_swe_number")["value"] == "SW900001"
    assert page.find(id="id_hourly_pay")["value"] == "33.00"
    assert not page.select(".govuk-error-message")
    assert Draft.objects.get().person == asha
    assert not Placement.objects.exists()


def test_an_approver_may_ask_but_not_log(client, ben, question, soup):
    client.force_login(ben)

    assert soup(client.post(URL, question)).find("form", action="/placements/record/") is None


def test_a_supplier_says_for_which_authority_and_in_which_role(
    client, ivy, question, walsall, dudley, supplier_one, leavers_sent, soup, errors
):
    for authority in (walsall, dudley):
        PlacementFactory(authority=authority, supplier=supplier_one)
    client.force_login(ivy)
    role = JobRole.objects.get(slug="senior_social_worker")
    asked = question | {"job_role": role.pk}

    assert errors(client.post(URL, asked)) == ["Select an authority"]
    assert errors(client.post(URL, asked | {"authority_code": "E99"})) == ["Select an authority from the list"]
    assert heading(soup(client.post(URL, asked | {"authority_code": walsall.ons_code}))) == "Yes"


def test_a_supplier_without_an_order_is_told_why_there_is_nothing_to_ask(client, ivy, question, soup):
    client.force_login(ivy)

    page = soup(client.get(URL))

    assert "You can check workers for the authorities that you supply." in page.text
    assert page.select_one("main form") is None
    assert not LookUp.objects.exists()
    assert client.post(URL, question).status_code == 200
    assert not LookUp.objects.exists()


def test_why_is_asked_by_the_buttons_and_none_is_chosen_beforehand(client, asha, question, soup, errors):
    client.force_login(asha)

    buttons = soup(client.get(URL)).select("#group_id_purpose button")

    assert [(button.get("value"), button.has_attr("hidden")) for button in buttons] == [
        (None, True), ("engage", False), ("change", False), ("review", False),
    ]  # fmt: skip
    without = {name: value for name, value in question.items() if name != "purpose"}
    assert errors(client.post(URL, without)) == ["Select why you are checking this worker"]
    assert errors(client.post(URL, question | {"purpose": "record"})) == [
        "Select why you are checking this worker from the list"
    ]
    assert not LookUp.objects.exists()


def test_cara_cannot_ask_with_a_title_of_walsall(client, cara, question, errors):
    client.force_login(cara)

    assert errors(client.post(URL, question)) == ["Select a role"]


def test_those_who_may_not_ask_find_nothing_here(client, dev, elin, jan):
    for person in (dev, elin, jan):
        client.force_login(person)
        assert client.get(URL).status_code == 404


def test_what_was_typed_outlives_the_session(client, asha, question, soup):
    response = client.post(URL, question | {kept.TOKEN: kept.token(asha)})
    assert response.url == "/account/sign-in/?next=/check/" or response.url.endswith("?next=/check/")
    client.force_login(asha)

    page = soup(client.get(URL))

    assert page.find(id="id_swe_number")["value"] == "SW900001"
    assert not page.select(".govuk-error-summary")


def test_nobody_else_sees_what_was_typed(client, asha, ben, question, soup):
    client.post(URL, question | {kept.TOKEN: kept.token(asha)})
    client.force_login(ben)

    assert soup(client.get(URL)).find(id="id_swe_number").get("value") is None
