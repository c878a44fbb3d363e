"""The vendored front end: whole, licensed, without what is GOV.UK's alone, and nothing inline in any template."""

import re

import pytest
from django.conf import settings

STATIC = settings.ROOT / "mou_portal" / "static"
STYLES = (STATIC / "css" / "portal.css").read_text()
TEMPLATES = sorted((settings.ROOT / "templates").rglob("*.html"))


def test_the_style_sheet_is_whole():
    assert ".govuk-button" in STYLES
    assert ".mou-answer" in STYLES


def test_every_file_that_the_style_sheet_names_is_there():
    named = re.findall(r'url\("?(?!data:)([^")]+)', STYLES)

    assert named
    assert [name for name in named if not (STATIC / "css" / name).resolve().is_file()] == []


@pytest.mark.parametrize("trace", ["GDS Transport", "crest", "crown", "@font-face"])
def test_nothing_that_is_govuks_alone_is_shipped(trace):
    assert trace.lower() not in STYLES.lower()


def test_nothing_is_asked_of_another_server():
    for file in (*STATIC.rglob("*.css"), *TEMPLATES):
        assert not re.search(r'(src|href)="https?://|url\("?(https?:)?//|@import', file.read_text()), file


def test_each_library_has_its_licence_beside_it():
    assert {file.name for file in (STATIC / "licences").iterdir()} == {
        "govuk-frontend.txt",
        "htmx.txt",
        "moj-frontend.txt",
    }


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(settings.ROOT)))
def test_no_template_has_anything_inline(template):
    text = template.read_text()

    assert not re.search(r"<script(?![^>]*\ssrc=)", text), "a script belongs in mou_portal/static/js/portal.js"
    assert not re.search(r"<style|\sstyle=", text), "a style belongs in mou_portal/frontend/portal.scss"
    assert not re.search(r"\s(on[a-z]+|hx-on[:a-z-]*)=", text), "a handler belongs in mou_portal/static/js/portal.js"
