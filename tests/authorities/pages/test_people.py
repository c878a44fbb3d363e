"""People: who may sign in, and as what, for the administrator alone."""


def test_the_administrator_sees_who_may_sign_in_and_as_what(client, jan, asha):
    client.force_login(jan)
    page = client.get("/people/").content.decode()

    assert "asha@example.org" in page
    assert "HR officer, Walsall" in page
    assert "May sign in" in page


def test_nobody_else_finds_the_page(client, asha, dev, ivy):
    for person in (asha, dev, ivy):
        client.force_login(person)
        assert client.get("/people/").status_code == 404
