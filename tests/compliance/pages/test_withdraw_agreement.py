"""Withdrawing a version that is not published."""

import pytest

from compliance.models import AgreementVersion


def address(version):
    return f"/agreements/{version.pk}/withdraw/"


@pytest.mark.parametrize("state", ["drafted", "checked", "approved"])
def test_the_analyst_withdraws_after_being_asked(client, request, state, dev):
    version = request.getfixturevalue(state)
    client.force_login(dev)

    assert "Withdraw version 2026?" in client.get(address(version)).content.decode()
    assert "Version 2026 has been withdrawn." in client.post(address(version), follow=True).content.decode()
    assert AgreementVersion.objects.get().state == "withdrawn"


def test_a_published_version_is_not_withdrawn(client, published, dev):
    client.force_login(dev)

    assert client.get(address(published)).headers["Location"] == f"/agreements/{published.pk}/"
    assert "A published version is never taken back." in client.post(address(published), follow=True).content.decode()
    assert AgreementVersion.objects.get().state == "published"


def test_others_never_find_the_page(client, drafted, asha, elin, hugo, jan):
    for person in (asha, elin, hugo, jan):
        client.force_login(person)
        assert client.get(address(drafted)).status_code == client.post(address(drafted)).status_code == 404
    assert AgreementVersion.objects.get().state == "draft"
