"""Pages as this person gets them."""

import pytest
from bs4 import BeautifulSoup


@pytest.fixture
def get(client):
    """The response to a person who asks for an address."""

    def asking(person, path):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client.get(path)

    return asking


@pytest.fixture
def text(get):
    """The words of a page, as a person reads them."""

    def reading(person, path):
        response = get(person, path)
        assert response.status_code == 200, response.status_code
        return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text(" ").split())

    return reading
