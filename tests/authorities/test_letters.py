"""Names and letters: who sees which authority under what."""

from datetime import date

from authorities.letters import letters, shown_to
from authorities.models import Authority, Membership, Person

TODAY = date(2026, 11, 20)


def fresh(person):
    return Person.objects.get(pk=person.pk)


def test_the_workforce_group_sees_its_own_authority_named_and_the_others_as_letters(gita):
    shown = shown_to(gita, TODAY)

    assert [one.label for one in shown if one.named] == ["Walsall"]
    assert len(shown) == 14
    assert all(one.label == f"Authority {one.code}" and len(one.code) == 1 for one in shown if not one.named)


def test_letters_stand_in_the_order_of_the_alphabet_so_that_no_order_gives_a_name_away(gita):
    unnamed = [one.code for one in shown_to(gita, TODAY) if not one.named]

    assert unnamed == sorted(unnamed)


def test_the_analyst_and_the_lead_director_see_every_name(dev, elin):
    for person in (dev, elin):
        shown = shown_to(person, TODAY)

        assert len(shown) == 14
        assert all(one.named for one in shown)


def test_an_officer_sees_their_own_authority_alone(asha):
    assert [one.label for one in shown_to(asha, TODAY)] == ["Walsall"]


def test_those_without_a_part_in_the_region_see_nothing(jan, ivy):
    assert shown_to(jan, TODAY) == shown_to(ivy, TODAY) == []


def test_a_group_member_whose_appointment_names_no_region_sees_that_of_their_authority(gita):
    gita.appointments.update(region=None)

    assert len(shown_to(fresh(gita), TODAY)) == 14


def test_letters_are_stable_within_a_quarter_and_drawn_anew_in_the_next(west_midlands):
    codes = list(Authority.objects.values_list("ons_code", flat=True))

    assert letters(codes, date(2026, 10, 1)) == letters(codes, date(2026, 12, 31))
    assert letters(codes, date(2026, 12, 31)) != letters(codes, date(2027, 1, 1))


def test_letters_depend_on_a_key_that_is_not_in_the_database(settings):
    codes = [f"E0800002{number}" for number in range(10)]
    before = letters(codes, TODAY)
    settings.SECRET_KEY = "another key for this test alone"

    assert letters(codes, TODAY) != before


def test_there_are_letters_for_every_authority_of_england():
    drawn = letters([f"E{number:08}" for number in range(152)], TODAY)

    assert len(set(drawn.values())) == 152
    assert {"A", "Z", "AA", "EV"} <= set(drawn.values())


def test_an_authority_that_has_left_the_agreement_is_still_shown_but_not_as_a_member(dev, dudley):
    Membership.objects.filter(authority=dudley).update(until_on=date(2025, 3, 31))

    shown = {one.label: one.current for one in shown_to(dev, TODAY)}

    assert shown["Dudley"] is False
    assert shown["Walsall"] is True
