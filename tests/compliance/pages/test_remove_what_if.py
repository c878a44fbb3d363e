"""Deleting a what-if of one's own."""

import pytest

from compliance.actions import keep_what_if
from compliance.models import WhatIf
from tests.compliance.test_actions_what_if import ASKED


@pytest.fixture
def kept(west_midlands, dev):
    return keep_what_if(region=west_midlands, title="Managers", asked=ASKED, by=dev)


def test_it_is_asked_first_and_then_done(client, dev, kept):
    client.force_login(dev)
    url = f"/what-if/{kept.pk}/delete/"

    assert "Managers" in client.get(url).content.decode()
    assert WhatIf.objects.count() == 1
    assert client.post(url).headers["Location"] == "/what-if/"
    assert WhatIf.objects.count() == 0


def test_another_s_is_not_there_to_delete(client, elin, cara, kept):
    for person in (elin, cara):
        client.force_login(person)
        assert client.get(f"/what-if/{kept.pk}/delete/").status_code == 404
        assert client.post(f"/what-if/{kept.pk}/delete/").status_code == 404

    assert WhatIf.objects.count() == 1
