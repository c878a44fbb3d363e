"""What is written in two places says the same in both: lock files and pyproject.toml, documents and agreements."""

import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from packaging.requirements import Requirement

from authorities.sharing import document as sharing_document
from authorities.sharing.contract import ACCOUNTS, COMMON, KINDS, LOG
from compliance import agreement_schema, documents
from mou_portal import privacy

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
RUN = [Requirement(line) for line in PROJECT["dependencies"]]
DEVELOP = [Requirement(line) for line in PROJECT["optional-dependencies"]["dev"]]
LOCKS = ("requirements.lock", "requirements-dev.lock")
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^]]*\])?==(\S+)", re.MULTILINE)


def locked(name):
    """Each package in a lock file with its versions: more than one where the machine decides."""
    found = {}
    for package, version in PINNED.findall((ROOT / name).read_text()):
        found.setdefault(package, set()).add(version)
    return found


@pytest.mark.parametrize(("lock", "wanted"), [(LOCKS[0], RUN), (LOCKS[1], RUN + DEVELOP)])
def test_a_lock_file_pins_what_the_project_asks_for(lock, wanted):
    pinned = locked(lock)

    for requirement in wanted:
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        assert name in pinned, f"{name} is missing from {lock}: lock again"
        assert any(requirement.specifier.contains(version) for version in pinned[name]), f"{name} in {lock}"


def test_both_lock_files_pin_the_same_versions():
    run, develop = locked(LOCKS[0]), locked(LOCKS[1])

    assert {name: develop.get(name) for name in run} == run


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_has_a_hash_for_everything_and_names_no_index(lock):
    text = (ROOT / lock).read_text()

    assert "://" not in text
    assert not re.search(r"^\s*--(?!hash=)", text, re.MULTILINE)
    for entry in re.split(r"^(?=\S)", text, flags=re.MULTILINE):
        if PINNED.match(entry):
            assert "--hash=sha256:" in entry, entry


def test_the_rulebook_and_the_guide_say_what_the_agreements_and_their_format_say():
    assert documents.out_of_step() == [], "run: .venv/bin/python manage.py write_rulebook"


def test_the_published_schema_of_agreements_is_that_of_the_code():
    published = ROOT / "docs" / "formats" / "agreement.schema.json"

    assert published.read_text(encoding="utf-8") == agreement_schema.written(), "run: manage.py write_formats"


def test_the_page_about_sharing_says_what_the_contract_says():
    assert sharing_document.is_in_step(), "run: .venv/bin/python manage.py write_sharing"


def own_models():
    """Every model of ours, without the revisions of another: those hold what it holds and are read with it."""
    for config in ("authorities", "placements", "compliance", "reports", "mou_portal"):
        for model in apps.get_app_config(config).get_models():
            if not any(field.name == "pgh_obj" for field in model._meta.fields):
                yield model


def test_the_privacy_documents_say_what_the_code_does():
    assert privacy.out_of_step() == [], "run: .venv/bin/python manage.py write_privacy"


def test_every_record_stands_in_the_sharing_contract():
    assert sorted(model._meta.label for model in own_models()) == sorted(
        [*(kind.label for kind in KINDS), *COMMON, *ACCOUNTS, *LOG]
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.label)
def test_every_field_has_its_readers_or_never_leaves(kind):
    told = [name for _, names in kind.shared for name in names.split()]

    assert sorted(told) == sorted(field.name for field in apps.get_model(kind.label)._meta.fields)
