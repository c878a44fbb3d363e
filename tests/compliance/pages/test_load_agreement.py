"""Loading an agreement file: a draft, or every problem with its line, and nothing lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from authorities.models import Appointment, Region
from compliance.models import AgreementVersion
from compliance.pages import load_agreement
from tests.compliance.lives import NEXT, SHIPPED
from tests.conftest import appointed

URL = "/agreements/load/"


@pytest.fixture
def send(client, west_midlands, dev):
    """Send a file, or a text, as the analyst."""

    def sending(content=b"", text="", person=dev, name="next.toml"):
        client.force_login(person)
        data = {"text": text}
        if content:
            data["file"] = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
        return client.post(URL, data, follow=True)

    return sending


def table(soup, response):
    return [[cell.text.strip() for cell in row.find_all("td")] for row in soup(response).select("tbody tr")]


@pytest.mark.parametrize("name", ["next.txt", "next", "next.toml.exe"])
def test_a_file_whose_name_is_not_that_of_a_toml_is_refused(send, name):
    assert "its name must end in .toml" in send("x = 1", name=name).content.decode()


@pytest.mark.parametrize("how", ["content", "text"])
def test_a_file_or_its_text_becomes_a_draft(send, dev, how):
    response = send(**{how: NEXT})

    version = AgreementVersion.objects.get()
    assert response.redirect_chain == [(f"/agreements/{version.pk}/", 302)]
    assert "Version 2026 has been loaded as a draft." in response.content.decode()
    assert (version.state, version.loaded_by, version.document) == ("draft", dev, NEXT)


def test_a_byte_order_mark_is_left_out(send):
    send(b"\xef\xbb\xbf" + NEXT.encode())

    assert AgreementVersion.objects.get().document == NEXT


def test_a_file_that_can_be_read_is_kept_with_its_problems(send, soup):
    response = send(NEXT.replace('rule = "pay_cap"\n', ""))

    assert AgreementVersion.objects.get().state == "draft"
    assert "A file with problems cannot be checked." in response.content.decode()
    assert table(soup, response)


def test_every_problem_is_shown_with_its_line_and_what_to_do_and_nothing_is_lost(send, soup, errors):
    text = NEXT.replace('title = "Pay caps"\n', "").replace("since = 2026-04-01", 'since = "April"')
    response = send(text, name="my file.toml")

    count = text.count('since = "April"') + 1
    assert errors(response) == [f"“my file.toml” has {count} problems. Each is in the list, with what to do"]
    rows = table(soup, response)
    assert len(rows) == count
    [missing] = [row for row in rows if "“title” is missing." in row[2]]
    assert "Add title = …" in missing[2]
    assert text.splitlines()[int(rows[-1][0]) - 1] == rows[-1][1] == 'since = "April"'
    assert soup(response).find("textarea").text.strip("\n") == text.strip("\n")
    assert not AgreementVersion.objects.exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe", "must be a text file in UTF-8"),
        (b"a\x00b", "must be a text file in UTF-8"),
        (b"\xef\xbb\xbf", "Choose an agreement file, or paste its text"),
        (b"agreement = ", "“next.toml” has 1 problem."),
        ("<script>alert(1)</script>", "“next.toml” has 1 problem."),
        ("😀 = 1", "“next.toml” has 1 problem."),
        (b"PK\x03\x04", "“next.toml” has 1 problem."),
    ],
)
def test_what_is_no_agreement_file_is_refused_in_words(send, errors, content, message):
    response = send(content)

    [said] = errors(response)
    assert message in said
    assert b"<script>alert" not in response.content
    assert not AgreementVersion.objects.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(send, errors, monkeypatch):
    monkeypatch.setattr(load_agreement, "MOST_BYTES", 100)

    assert errors(send(b"x" * 101)) == ["The file must be smaller than 500 KB: an agreement takes about 20"]


def test_neither_or_both_is_refused(send, errors):
    assert errors(send()) == ["Choose an agreement file, or paste its text"]
    assert errors(send(NEXT, NEXT)) == ["Choose a file or paste its text, not both"]


def test_very_many_problems_are_counted_and_the_first_shown(send, soup, errors, monkeypatch):
    monkeypatch.setattr(load_agreement, "MOST_PROBLEMS", 3)
    response = send(NEXT.replace("since = 2026-04-01", 'since = "April"').replace("known = ", "unknown = "))

    assert len(table(soup, response)) == 3
    assert "3 problems, and" in soup(response).caption.text


def test_a_published_version_with_another_text_is_refused(send, agreements, errors):
    [said] = errors(send(SHIPPED.replace('"42.00"', '"43.50"')))

    assert "a published version never changes" in said


@pytest.mark.parametrize("state", ["checked", "published"])
def test_the_same_text_again_changes_nothing(send, request, state):
    version = request.getfixturevalue(state)
    response = send(NEXT)

    assert "is on record with this text already. Nothing has changed." in response.content.decode()
    assert AgreementVersion.objects.get().state == version.state


def test_the_agreement_of_another_region_is_refused(send, errors):
    north = Region.objects.create(code="E12000001", name="North East")
    nora = appointed("nora", Appointment.Role.WME_ANALYST, region=north)

    [said] = errors(send(NEXT, person=nora))
    assert "This file is for West Midlands, whose agreements you do not load." in said


def test_a_region_that_is_not_known_is_refused(send, errors):
    [said] = errors(send(NEXT.replace("E12000005", "E12000009")))

    assert "The region E12000009 is not known." in said


def test_a_text_typed_while_the_session_ended_is_given_back(client, send, soup, dev):
    client.force_login(dev)
    token = soup(client.get(URL)).find("input", {"name": "person_token"})["value"]
    client.logout()
    client.post(URL, {"text": NEXT, "person_token": token})
    client.force_login(dev)

    assert soup(client.get(URL)).find("textarea").text.strip("\n") == NEXT.strip("\n")


def test_nobody_else_finds_the_page(client, asha, elin, hugo, ivy, jan):
    for person in (asha, elin, hugo, ivy, jan):
        client.force_login(person)
        assert client.get(URL).status_code == 404
        assert client.post(URL, {"text": NEXT}).status_code == 404
    assert not AgreementVersion.objects.exists()
