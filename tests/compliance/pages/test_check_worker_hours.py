"""PAYE near the cap: the weekly hours are asked where the answer turns on them, and nowhere else."""

import pytest

from tests.compliance.pages.test_check_worker import heading

URL = "/check/"


@pytest.fixture
def near(question, leavers_sent):
    """PAYE, at a rate that only some weekly hours keep within the price cap."""
    return question | {"pay_type": "paye", "hourly_pay": "32.40"}


def hours_form(page):
    return next((form for form in page.select("form") if form.find(id="id_hours_per_week")), None)


def test_there_are_five_questions_until_the_answer_turns_on_a_sixth(client, asha, question, leavers_sent, soup):
    client.force_login(asha)
    page = soup(client.get(URL))
    asked = [each["id"].removeprefix("group_id_") for each in page.select("[id^=group_id_]")]

    assert asked == ["swe_number", "job_title", "pay_type", "hourly_pay", "started_on", "purpose"]
    assert hours_form(soup(client.post(URL, question))) is None


def test_near_the_cap_the_hours_are_asked_and_settle_it(client, asha, near, soup):
    client.force_login(asha)
    page = soup(client.post(URL, near))
    assert heading(page) == "Cannot tell"
    form = hours_form(page)
    sent = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}

    few = soup(client.post(form["action"], sent | {"hours_per_week": "16"}))
    many = soup(client.post(form["action"], sent | {"hours_per_week": "70"}))

    assert (heading(few), heading(many)) == ("Yes", "No")
    assert few.find(id="id_hours_per_week")["value"] == "16"
    carried = few.find("form", action="/placements/record/")
    assert carried.find("input", attrs={"name": "hours_per_week"})["value"] == "16"


def test_hours_that_cannot_be_are_refused_and_may_be_left_out_again(client, asha, near, soup, errors):
    client.force_login(asha)

    assert errors(client.post(URL, near | {"hours_per_week": "200"})) == ["Weekly hours must be 80 or less"]
    assert heading(soup(client.post(URL, near | {"hours_per_week": ""}))) == "Cannot tell"
