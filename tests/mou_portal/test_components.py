"""Components say in words what they show in colour, and escape what people typed."""

from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from authorities import wording

OUTCOME = {
    "rule": "pay_cap",
    "regime": "regional",
    "agreement": "west-midlands-mou",
    "version": "2025",
    "clause": "cap",
    "verdict": "breach",
    "from": "2026-03-01",
    "until": None,
    "sentence": "The hourly pay of £24.01 is £0.01 over the £24.00 cap for a senior social worker from 1 March 2026.",
    "remedy": "Agree £24.00 or less, or ask for an exemption.",
    "numbers": {"pay": "24.01", "cap": "24.00", "over": "0.01", "day": "2026-03-01"},
    "cover": None,
    "illustrative": False,
}


def drawn(source, **context):
    html = Template("{% load portal %}" + source).render(Context(context | {"request": context.get("request")}))
    return BeautifulSoup(html, "html.parser")


def words(page):
    return page.get_text(" ", strip=True)


@pytest.mark.parametrize(
    ("answer", "heading"),
    [("yes", "Yes"), ("not_before", "Not before 1 August 2026"), ("no", "No"), ("cannot_tell", "Cannot tell")],
)
def test_an_answer_is_said_in_words(answer, heading):
    page = drawn("{% answer_panel answer day %}", answer=answer, day="2026-08-01")

    assert page.h2.string == heading
    assert page.svg["aria-hidden"] == "true"


def test_an_outcome_shows_regime_verdict_sentence_source_numbers_and_remedy():
    page = drawn("{% outcome one %}", one=OUTCOME)

    assert [tag.string for tag in page.select(".govuk-tag")] == ["Breach", "Regional"]
    assert page.a.parent.get_text() == "Cap: West Midlands MOU, version 2025."
    assert (page.a.string, page.a["href"]) == ("Cap", "/rules/?on=2026-03-01#west-midlands-mou-cap")
    assert "What to do: Agree £24.00 or less, or ask for an exemption." in words(page)
    assert words(page.dl) == "Hourly pay £24.01 Cap £24.00 Over the cap by £0.01 Judged from 1 March 2026"


def test_a_covered_breach_stays_a_breach_and_says_what_covers_it():
    cover = {"kind": "exemption", "until": "2026-12-31", "reference": "WAL-12"}
    page = drawn("{% outcome one %}", one=OUTCOME | {"cover": cover})

    assert [tag.string for tag in page.select(".govuk-tag")] == ["Breach", "Regional", "Exempt"]
    assert "An exemption is in force until 31 December 2026 (reference WAL-12)." in words(page)


def test_an_illustrative_figure_is_marked():
    page = drawn("{% outcome one %}", one=OUTCOME | {"illustrative": True})

    assert "Illustrative figure" in words(page)


def test_a_figure_says_what_it_counts_as_of_when_and_how_complete():
    moment = datetime(2026, 7, 1, 13, 5, tzinfo=UTC)
    page = drawn("{% figure 505 'workers' as_of=moment complete='12 of 14 authorities' url='/x/' %}", moment=moment)

    assert words(page) == "505 workers workers 12 of 14 authorities As of 1 July 2026 at 2:05pm"
    assert page.a["href"] == "/x/"
    assert not drawn("{% figure 505 'workers' %}").a


def test_a_row_that_is_not_known_says_so():
    page = drawn("{% summary_list rows %}", rows=[("Name", "<b>", "/x/", "Change"), ("Expected end", None)])

    assert [words(one) for one in page.find_all("dd")] == ["<b>", "Change name", "Not known"]


def test_completeness_names_what_is_missing():
    page = drawn("{% completeness 1 3 'authorities' missing %}", missing=["Dudley", "Walsall"])

    assert page.rect["width"] == "33"
    assert [one.string for one in page.find_all("li")] == ["Dudley", "Walsall"]
    assert drawn("{% completeness 0 0 'authorities' %}").rect["width"] == "0"


def test_a_chart_is_an_image_with_words():
    page = drawn("{% chart 'Breaches' svg 'Breaches fell.' %}", svg="<svg/>")

    assert page.img["alt"] == "Breaches fell."
    assert page.img["src"].startswith("data:image/svg+xml;base64,")


def test_pages_keep_the_rest_of_the_address():
    request = RequestFactory().get("/x/?sort=name&page=2")
    page = drawn("{% pagination page %}", page=Paginator(range(100), 10).page(2), request=request)

    assert page.find(rel="next")["href"] == "?sort=name&page=3"
    assert page.find(attrs={"aria-current": "page"}).string == "2"


@pytest.mark.parametrize(
    ("value", "text"), [("1024.5", "£1,024.50"), (-3, "−£3.00"), (None, ""), ("", ""), ("unknown", "unknown")]
)
def test_money_in_words(value, text):
    assert wording.in_pounds(value) == text


def test_days_and_names_in_words():
    assert wording.day_in_words("2026-03-01") == "1 March 2026"
    assert wording.day_in_words("2026-99") == "2026-99"
    assert wording.moment_in_words(date(2026, 3, 1)) == "1 March 2026"
    assert wording.moment_in_words(datetime(2026, 3, 1, 12, 0, tzinfo=UTC)) == "1 March 2026 at 12:00pm"
    assert wording.proper_name("west-midlands-mou") == "West Midlands MOU"
    assert wording.from_slug("hr_officer") == "HR officer"
    assert wording.lower_first("Hourly pay") == "hourly pay"
    assert wording.lower_first("PAYE rate") == "PAYE rate"
    assert wording.lower_first("Social Work England number") == "Social Work England number"
