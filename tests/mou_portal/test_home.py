"""Home: what each person has to do, and where it leads."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from authorities.clock import today
from authorities.models import Job, JobTitle
from compliance.actions import assess
from compliance.models import Exemption
from placements.models import ImportRun, LeaverReturn, ParkedRow
from reports.models import Edition
from tests.factories import AppointmentFactory, PlacementFactory

DAY = timedelta(days=1)
OVER = {"rate__hourly_pay": Decimal("41.00")}


def home(client, person):
    client.force_login(person)
    return BeautifulSoup(client.get("/").content, "html.parser")


def tasks(client, person):
    """Text → (count or word, address) of each thing to do."""
    return {
        item.a.text: (item.select_one(".govuk-tag").text, item.a["href"])
        for item in home(client, person).select(".govuk-task-list__item")
    }


@pytest.fixture
def sent(west_midlands, walsall, dudley):
    """Walsall and Dudley have sent last month's leavers, so that no test of something else meets that task."""
    month = (today().replace(day=1) - DAY).replace(day=1)
    for authority in (walsall, dudley):
        LeaverReturn.objects.create(authority=authority, month=month)
    return month


@pytest.fixture
def over_the_cap(agreements, walsall, sent):
    """Over the regional cap alone: within the price cap, and right in all else."""
    placement = PlacementFactory(authority=walsall, checked=True, started_on=today() - 30 * DAY, **OVER)
    assess(reason="nightly", judged_on=today())
    return placement


def leave(placement, until_on):
    return Exemption.objects.create(
        placement=placement,
        clause="cap",
        kind="exemption",
        from_on=placement.started_on,
        until_on=until_on,
        exit_plan="Recruit.",
        decided_by="Head of service",
        decided_on=placement.started_on,
    )


def test_a_breach_is_told_before_the_first_day_of_work(client, asha, cara, agreements, walsall, sent):
    PlacementFactory(authority=walsall, started_on=today() + 30 * DAY, **OVER)
    assess(reason="nightly", judged_on=today())

    count, address = tasks(client, asha)["Look at breaches of placements that have not begun"]

    assert count == "1"
    assert client.get(address).context["table"].paginator.count == 1
    assert "Look at breaches of placements that have not begun" not in tasks(client, cara)


def test_nothing_to_do_is_a_state_of_its_own(client, asha, sent):
    assert tasks(client, asha) == {}
    assert "There is nothing to do" in home(client, asha).text


def test_asha_is_told_of_breaches_and_of_what_cannot_be_told(client, asha, over_the_cap):
    found = tasks(client, asha)

    assert found["Answer breaches that are not covered"][0] == "1"
    assert found["Fill in what a rule cannot tell without"][0] == "2"


def test_a_count_leads_to_as_many_findings(client, asha, over_the_cap):
    counted = [told for told in tasks(client, asha).items() if told[1][0].isdigit() and "/findings/" in told[1][1]]

    assert len(counted) == 2
    for text, (count, url) in counted:
        assert client.get(url).context["count"] == int(count), text


def test_a_covered_breach_needs_nobody_until_its_leave_runs_out(client, asha, ben, over_the_cap):
    leave(over_the_cap, today() + 60 * DAY)

    assert "Answer breaches that are not covered" not in tasks(client, asha)
    assert list(tasks(client, ben)) == ["Say who still needs access"]


def test_the_approver_is_told_of_leave_that_runs_out_within_thirty_days(client, ben, over_the_cap):
    leave(over_the_cap, today() + 30 * DAY)

    [(text, (_, url))] = tasks(client, ben).items()
    assert text == f"Decide what follows the exemption for placement {over_the_cap.reference}"
    assert url == reverse("placement", args=[over_the_cap.pk])


def test_asha_is_told_of_placements_near_or_past_their_expected_end(client, asha, agreements, walsall, sent):
    started_on = today() - 90 * DAY
    for days in (-1, 0, 14, 15):
        PlacementFactory(authority=walsall, started_on=started_on, expected_end_on=today() + days * DAY)
    PlacementFactory(
        authority=walsall, started_on=started_on, expected_end_on=today() - DAY, ended_on=today() - 2 * DAY
    )
    found = tasks(client, asha)

    assert found["End or extend placements past their expected end"][0] == "1"
    assert found["Placements expected to end within 14 days"][0] == "2"
    for count, url in (told for told in found.values() if told[1].startswith("/placements/")):
        assert f"{count} placement" in client.get(url).content.decode()


def test_asha_is_told_of_rows_that_were_not_taken_in_and_cara_is_not(client, asha, cara, walsall, sent):
    run = ImportRun.objects.create(kind="placements", authority=walsall, file_name="a.csv", sha256="0" * 64, by=asha)
    ParkedRow.objects.create(run=run, row_number=2, reason="No.", remedy="Mend it.", row={}, row_sha256="0" * 64)

    count, url = tasks(client, asha)["Put right rows of files that were not taken in"]
    assert count == "1"
    assert "Mend it." in client.get(url).content.decode()
    assert tasks(client, cara) == {}
    assert "Mend it." not in client.get(url).content.decode()


def test_asha_is_told_of_job_titles_that_mean_no_role(client, asha, walsall, sent):
    JobTitle.objects.create(authority=walsall, title="Agile practitioner")

    assert tasks(client, asha)["Say which role each job title means"] == ("1", reverse("job_titles"))


def test_those_who_log_are_led_to_the_notice_of_their_own_staff(client, asha, dev, west_midlands):
    led = {person.name: bool(home(client, person).main.find("a", string="Notice periods")) for person in (asha, dev)}

    assert led == {"Asha": True, "Dev": False}


def test_asha_is_told_to_send_last_month_s_leavers(client, asha, west_midlands):
    month = (today().replace(day=1) - DAY).strftime("%B %Y")

    assert tasks(client, asha) == {f"Send your leavers of {month}": ("To do", reverse("leavers"))}


def test_the_analyst_is_told_how_many_authorities_leavers_are_missing(client, dev, sent):
    assert tasks(client, dev) == {f"Chase the leavers of {sent:%B %Y}": ("12", reverse("leavers"))}


@pytest.mark.parametrize(
    ("who", "kind", "period", "words"),
    [
        ("dev", "savings", "2026-10", "Read the savings of October 2026"),
        ("elin", "quarterly", "2026Q3", "Read the quarterly report of July to September 2026"),
    ],
)
def test_a_new_report_is_to_be_read(client, request, west_midlands, who, kind, period, words):
    Edition.objects.create(
        region=west_midlands,
        kind=kind,
        period=period,
        number=1,
        provisional=False,
        method="1",
        content={},
        sha256="0" * 64,
        known_at="2026-11-06T06:00Z",
    )

    assert tasks(client, request.getfixturevalue(who))[words][1] == reverse(kind, args=[period])


def test_the_workforce_group_is_told_of_the_region_s_breaches(client, gita, cara, dudley, over_the_cap):
    PlacementFactory(authority=dudley, checked=True, started_on=today() - 30 * DAY, **OVER)
    assess(reason="nightly", judged_on=today())

    assert tasks(client, gita) == {"Review the breaches of the region that are not covered": ("2", reverse("breaches"))}


def test_the_administrator_is_told_of_work_that_failed(client, jan):
    Job.objects.create(name="assess_all", slot="2026-11-20", state="failed", error="ValueError: no")

    assert tasks(client, jan) == {"Look at work that failed": ("1", reverse("jobs"))}
    assert "ValueError: no" in client.get(reverse("jobs")).content.decode()


def test_each_starts_what_they_may(client, asha, ivy, dev):
    def starts(person):
        return [button.text for button in home(client, person).select("main a.govuk-button")]

    assert starts(asha) == ["Check a worker", "Record a placement"]
    assert starts(ivy) == ["Check a worker"]
    assert starts(dev) == []


def test_every_link_of_every_home_opens(client, asha, ben, dev, elin, gita, hugo, ivy, jan, over_the_cap):
    for person in (asha, ben, dev, elin, gita, hugo, ivy, jan):
        for link in home(client, person).select("main a"):
            assert client.get(link["href"]).status_code == 200, (person, link["href"])


def test_somebody_without_a_role_is_told_whom_to_ask(client, asha):
    asha.appointments.all().delete()

    assert "Ask the administrator" in home(client, asha).text


def test_somebody_signed_out_is_asked_to_sign_in(client, db):
    assert client.get("/").url.startswith(reverse("account_login"))


def test_the_number_of_queries_does_not_grow(client, asha, over_the_cap, walsall):
    home(client, asha)
    with CaptureQueriesContext(connection) as few:
        home(client, asha)
    PlacementFactory.create_batch(10, authority=walsall, rate__hourly_pay=Decimal("48.00"), started_on=today() - DAY)
    assess(reason="nightly", judged_on=today())
    with CaptureQueriesContext(connection) as many:
        home(client, asha)

    assert len(many) == len(few)


def hints(client, person):
    """Text → what is said beneath it: its day, and more."""
    return {
        item.a.text: " ".join(item.select_one(".govuk-task-list__hint").text.split())
        for item in home(client, person).select(".govuk-task-list__item")
    }


def test_each_task_says_since_when_it_waits_or_by_when_it_is_due(client, asha, over_the_cap, walsall, asha_s_row):
    soon = today() + 3 * DAY
    PlacementFactory(authority=walsall, checked=True, started_on=today() - 40 * DAY, expected_end_on=soon)
    said = hints(client, asha)
    began = over_the_cap.started_on

    assert said["Answer breaches that are not covered"] == f"Since {began:%-d %B %Y}. Nobody has said why."
    assert said["Placements expected to end within 14 days"] == f"By {soon:%-d %B %Y}"
    assert said["Put right rows of files that were not taken in"] == f"Since {today():%-d %B %Y}"


@pytest.fixture
def asha_s_row(asha, walsall):
    run = ImportRun.objects.create(kind="placements", authority=walsall, file_name="a.csv", sha256="0" * 64, by=asha)
    return ParkedRow.objects.create(run=run, row_number=2, reason="No.", remedy="", row={}, row_sha256="0" * 64)


@pytest.mark.parametrize(("weeks", "told"), [(52, True), (51, False)])
def test_a_placement_that_has_lasted_a_year_is_to_be_looked_at_again(client, asha, agreements, walsall, weeks, told):
    PlacementFactory(authority=walsall, project_team=False, started_on=today() - timedelta(weeks=weeks))
    text = "Look again at placements that have lasted 52 weeks or more"

    assert (text in tasks(client, asha)) is told
    if told:
        assert hints(client, asha)[text] == f"Since {today():%-d %B %Y}. No rule sets this length: the portal does."
        assert client.get(tasks(client, asha)[text][1]).context["table"].paginator.count == 1


def test_what_is_urgent_comes_first_and_then_the_oldest(client, asha, over_the_cap, asha_s_row, walsall):
    PlacementFactory(authority=walsall, checked=True, started_on=today() - 60 * DAY, expected_end_on=today() - DAY)

    assert [text for text in tasks(client, asha) if "register" not in text][:3] == [
        "Answer breaches that are not covered",
        "End or extend placements past their expected end",
        "Fill in what a rule cannot tell without",
    ]


def test_whoever_reads_of_others_too_has_to_do_what_is_for_those_they_log_for(
    client, cara, gita, agreements, walsall, dudley, sent
):
    """Of Walsall she reads what was found as a member of the workforce group: she logs for Dudley."""
    AppointmentFactory(person=gita, role="hr_officer", authority=dudley)
    for authority in (walsall, dudley):
        PlacementFactory(authority=authority, started_on=today() - 30 * DAY, expected_end_on=today() - DAY, **OVER)
    assess(reason="nightly", judged_on=today())
    of_cara, found = tasks(client, cara), tasks(client, gita)

    assert {text: found[text][0] for text in of_cara} == {text: word for text, (word, _) in of_cara.items()}
    assert found["Answer breaches that are not covered"][0] == "1"
    for name in ("Answer breaches that are not covered", "End or extend placements past their expected end"):
        page = client.get(found[name][1]).content.decode()
        assert "Dudley" in page
        assert re.search(r">\s*1 (finding|placement)", page), name
