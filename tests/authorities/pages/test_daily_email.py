"""Choosing whether to get the daily e-mail."""

from django.urls import reverse

URL = "/account/daily-email/"


def test_it_is_on_until_somebody_turns_it_off(client, asha):
    client.force_login(asha)
    assert "Each working day, when there is something to do" in client.get("/account/").content.decode()

    assert client.post(URL, {"wanted": "no"}).url == reverse("account")

    asha.refresh_from_db()
    assert not asha.daily_email
    assert "Your choice has been saved." in client.get("/account/").content.decode()
    assert client.get(URL).context["form"]["wanted"].value() == "no"


def test_and_on_again(client, asha):
    asha.daily_email = False
    asha.save()
    client.force_login(asha)
    client.post(URL, {"wanted": "yes"})

    asha.refresh_from_db()
    assert asha.daily_email


def test_something_else_is_refused_in_words(client, asha):
    client.force_login(asha)

    assert "Select whether you want the email" in client.post(URL, {}).content.decode()
    assert "Select" in client.post(URL, {"wanted": "perhaps"}).content.decode()
    asha.refresh_from_db()
    assert asha.daily_email
