"""Loading a region."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from authorities.models import Authority, Membership, Person, Region

pytestmark = pytest.mark.django_db


def load(*arguments):
    out = StringIO()
    call_command("load_region", "--json", *arguments, stdout=out)
    return json.loads(out.getvalue())


def test_the_west_midlands_are_fourteen_authorities_with_both_codes():
    assert load() == {"region": "E12000005", "authorities": 14, "added": 14, "changed": 0}

    assert Authority.objects.coded("E08000030").get() == Authority.objects.coded("335").get()
    assert Authority.objects.get(name="Sandwell").run_by == "Sandwell Children's Trust"
    assert Authority.objects.members_on(date(2015, 1, 1), Region.objects.get()).count() == 14
    assert not Authority.objects.members_on(date(2014, 12, 31)).exists()


def test_loading_again_changes_nothing():
    load()

    assert load()["added"] == load()["changed"] == 0
    assert Membership.objects.count() == 14


def test_a_changed_file_changes_its_authority(tmp_path):
    load()
    Authority.objects.filter(name="Dudley").update(run_by="a trust")

    assert load()["changed"] == 1
    assert Authority.objects.get(name="Dudley").run_by == "council"


def test_nobody_can_sign_in_as_the_operator():
    load()

    assert not Person.objects.get(email="operator@localhost").has_usable_password()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("name = ", "is not a region file"),
        ('name = "Somewhere"', "does not give code, member_from, authority"),
        ('code = "E1"\nname = "S"\nmember_from = 2020-01-01\n[[authority]]\nname = "A"', "Authority 1 in"),
    ],
)
def test_a_file_that_is_not_a_region_is_refused_in_words(tmp_path, content, words):
    file = tmp_path / "region.toml"
    file.write_text(content)

    with pytest.raises(CommandError, match=words):
        load(str(file))


def test_a_missing_file_is_refused_in_words():
    with pytest.raises(CommandError, match=r"no-such-file\.toml could not be used: No such file or directory"):
        load("no-such-file.toml")


def test_an_unknown_person_is_refused_in_words():
    with pytest.raises(CommandError, match=r"Nobody with the e-mail address who@example\.org has an account"):
        load("--by", "who@example.org")
