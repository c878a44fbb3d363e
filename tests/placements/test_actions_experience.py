"""Writing a worker's experience."""

from datetime import date

import pytest

from authorities.refusal import Refused
from placements import actions
from placements.models import Change, Spell
from placements.revisions import revisions_of
from tests.factories import PlacementFactory, WorkerFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]


@pytest.fixture
def told(walsall, asha):
    return {
        "worker": WorkerFactory(authority=walsall, swe_number="SW5"),
        "setting": "local_authority",
        "employer": "Example Council",
        "from_on": date(2020, 1, 6),
        "by": asha,
    }


def test_a_spell_is_recorded_and_its_worker_is_judged_anew(told):
    spell = actions.record_spell(**told, until_on="31/12/2022", registered="yes")

    stored = Spell.objects.get()
    assert stored == spell
    assert (stored.setting, stored.employer, stored.registered) == ("local_authority", "Example Council", True)
    assert (stored.from_on, stored.until_on) == (date(2020, 1, 6), date(2022, 12, 31))
    assert Change.objects.get().match_key == told["worker"].match_key


def test_a_spell_that_goes_on_has_no_last_day_and_what_was_not_said_is_not_known(told):
    spell = actions.record_spell(**told | {"employer": ""})

    assert (spell.until_on, spell.registered, spell.employer) == (None, None, "")


def test_the_same_spell_again_changes_nothing(told):
    for _ in range(2):
        actions.record_spell(**told, until_on=date(2022, 12, 31))

    assert Spell.objects.count() == Spell.pgh_event_model.objects.count() == Change.objects.count() == 1


def test_the_end_of_a_spell_can_follow(told):
    open_spell = actions.record_spell(**told)

    closed = actions.record_spell(**told, until_on=date(2026, 10, 31), registered=True)

    assert closed == open_spell
    assert Spell.objects.values_list("until_on", "registered").get() == (date(2026, 10, 31), True)
    assert Change.objects.count() == 2


def test_two_spells_may_share_days(told):
    actions.record_spell(**told)
    actions.record_spell(**told | {"employer": "Another Council"})

    assert Spell.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"setting": "circus"}, "setting", "Kind of work is “circus”."),
        ({"setting": ""}, "setting", "Kind of work is missing."),
        ({"employer": "E" * 201}, "employer", "Employer is 201 characters long."),
        ({"from_on": "soon"}, "from_on", "First day is not a real date: “soon”."),
        ({"from_on": date(2026, 11, 21)}, "from_on", "First day is after today: 21/11/2026."),
        ({"from_on": date(1959, 12, 31)}, "from_on", "First day is in 1959."),
        ({"until_on": date(2020, 1, 5)}, "until_on", "Last day (05/01/2020) is before the start (06/01/2020)."),
        ({"until_on": date(2029, 1, 1)}, "until_on", "Last day is more than 2 years ahead: 01/01/2029."),
        ({"registered": "mostly"}, "registered", "Registered throughout is “mostly”."),
    ],
)
def test_a_spell_that_cannot_be_true_is_refused_in_words(told, wrong, field, words):
    with pytest.raises(Refused) as refused:
        actions.record_spell(**told | wrong)

    assert (refused.value.message, refused.value.field) == (words, field)
    assert refused.value.remedy
    assert not Spell.objects.exists()
    assert not Change.objects.exists()


def test_a_spell_of_one_day_and_a_career_from_before_2010_are_taken(told):
    actions.record_spell(**told | {"from_on": date(1998, 9, 1)}, until_on=date(1998, 9, 1))

    assert Spell.objects.get().from_on == date(1998, 9, 1)


def test_what_is_taken_away_is_judged_anew_once_and_stays_known(told, asha):
    spell = actions.record_spell(**told)
    Change.objects.all().delete()

    for _ in range(2):
        actions.remove_spell(spell=spell, by=asha)

    assert not Spell.objects.exists()
    assert Change.objects.get().match_key == told["worker"].match_key
    assert [event.pgh_label for event in Spell.pgh_event_model.objects.order_by("pgh_id")] == ["insert", "delete"]


def test_the_history_of_a_placement_says_what_became_of_the_experience(told, asha, walsall, senior):
    placement = PlacementFactory(authority=walsall, worker=told["worker"], job_role=senior)
    spell = actions.record_spell(**told)
    actions.record_spell(**told, until_on=date(2026, 10, 31), registered=True)
    actions.remove_spell(spell=spell, by=asha)

    def lines(**reader):
        found = revisions_of(placement, **reader)
        return sorted(line for each in found for line in each.lines if "xperience" in line)

    assert lines(identity=True) == [
        "A spell of experience was taken away",
        "Experience recorded: Employed by an English local authority, in children’s social work, Example Council, "
        "6 January 2020 and still there",
        "Experience: last day changed from not known to 31 October 2026",
        "Experience: registered throughout changed from not known to yes",
    ]
    assert lines(identity=False) == lines(identity=True, reasons=False) == []
