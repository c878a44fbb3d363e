"""Asking the API as a person, with a session."""

import json

import pytest


@pytest.fixture
def ask(client):
    """Ask as this person: GET, or POST where there is something to send. Returns status and content."""

    def asking(person, address, sent=None):
        client.force_login(person)
        if sent is None:
            answer = client.get(address)
        else:
            answer = client.post(address, json.dumps(sent), content_type="application/json")
        return answer.status_code, answer.json()

    return asking
