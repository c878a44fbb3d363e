"""Reading the page of the rules, and publishing versions to read."""

import re
from io import StringIO

from bs4 import BeautifulSoup
from django.core.management import call_command

from tests.compliance.cases import AGREEMENTS

URL = "/rules/"
LAST = (AGREEMENTS / "west-midlands-mou-2025.toml").read_text(encoding="utf-8")


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
