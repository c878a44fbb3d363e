"""The small cast and the world it works in, shared by all tests."""

import gc
import os
import random
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth import user_logged_in
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import Client

from authorities.models import Appointment, Authority, Region
from authorities.outbox.sending import send_waiting
from tests.emptied import emptied
from tests.factories import AppointmentFactory, PersonFactory, SupplierFactory
from tests.written_again import load_agreements, load_region

Role = Appointment.Role
AGREEMENTS = Path(__file__).parent.parent / "compliance" / "agreements"


def pytest_collection_finish():
    """What has been read by now lasts as long as the run: Python need not search it for rubbish again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def static_root():
    """The folder of collected files is there, as it is wherever the portal serves."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session", autouse=True)
def quickly_emptied():
    """What a test has committed is deleted after it, and no table's files are made anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", emptied)
        yield


def as_after_both_factors(sender, request, user, **_):
    """Write into a session what signing in by password and second factor leaves there."""
    request.session["began_at"] = request.session["seen_at"] = time.time()
    request.session["account_authentication_methods_user"] = str(user.pk)
    request.session["account_authentication_methods"] = [
        {"method": "password", "at": time.time()},
        {"method": "mfa", "type": "totp", "id": 0, "at": time.time()},
    ]


@pytest.fixture(autouse=True)
def both_factors(monkeypatch):
    """`force_login` stands for a whole sign-in; tests about signing in go through the pages."""
    plain = Client.force_login

    def force_login(client, user, backend=None):
        user_logged_in.connect(as_after_both_factors)
        try:
            plain(client, user, backend)
        finally:
            user_logged_in.disconnect(as_after_both_factors)

    monkeypatch.setattr(Client, "force_login", force_login)


class Posted(Sequence):
    """What has been sent, with a round of the post before each look: tests have no worker beside them."""

    def __init__(self, sent):
        self.sent = sent

    def __getitem__(self, place):
        send_waiting()
        return self.sent[place]

    def __len__(self):
        send_waiting()
        return len(self.sent)

    def __eq__(self, other):
        return list(self) == other


@pytest.fixture
def mailoutbox(mailoutbox):
    """The e-mails that went out."""
    return Posted(mailoutbox)


@pytest.fixture
def soup():
    """A response as a reader meets it."""
    return lambda response: BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def errors(soup):
    """What the error summary says; every message must lead to something on the page."""

    def listed(response):
        page = soup(response)
        assert page.title.text.strip().startswith("Error: ")
        for link in page.select(".govuk-error-summary a"):
            assert page.find(id=link["href"][1:]), link
        return [item.text.strip() for item in page.select(".govuk-error-summary li")]

    return listed


@pytest.fixture(autouse=True)
def codes_that_outlast_a_busy_machine(settings):
    """A code worked out just before its half minute ends is still taken; that production takes none is tested apart."""
    settings.MFA_TOTP_TOLERANCE = 1


@pytest.fixture
def west_midlands(db):
    """The region with its 14 authorities, members since 2015."""
    load_region()
    return Region.objects.get(code="E12000005")


@pytest.fixture
def agreements(west_midlands):
    """Every agreement that the product ships, published."""
    load_agreements(sorted(AGREEMENTS.glob("*.toml")))


@pytest.fixture
def walsall(west_midlands):
    return Authority.objects.get(name="Walsall")


@pytest.fixture
def dudley(west_midlands):
    return Authority.objects.get(name="Dudley")


@pytest.fixture
def supplier_one(db):
    return SupplierFactory(name="Test Supplier")


def appointed(name, role, **where):
    person = PersonFactory(email=f"{name}@example.org")
    AppointmentFactory(person=person, role=role, from_on=date(2015, 1, 1), **where)
    return person


@pytest.fixture
def drawn(request, capsys):
    """What draws anew each time; MOU_SEED, which is printed, draws the same again."""
    seed = int(os.environ.get("MOU_SEED") or random.SystemRandom().randrange(10**6))
    with capsys.disabled():
        print(f"\n{request.node.name}: MOU_SEED={seed}")
    return random.Random(seed)


def appointed_as(name, *others):
    """A person who holds whatever these people hold."""
    person = PersonFactory(email=f"{name}@example.org")
    for held in Appointment.objects.filter(person__in=others):
        held.pk, held.person = None, person
        held.save()
    return person


@pytest.fixture
def asha(walsall):
    """Logs for Walsall."""
    return appointed("asha", Role.HR_OFFICER, authority=walsall)


@pytest.fixture
def ben(walsall):
    """Approves for Walsall."""
    return appointed("ben", Role.APPROVER, authority=walsall)


@pytest.fixture
def cara(dudley):
    """Logs for Dudley."""
    return appointed("cara", Role.HR_OFFICER, authority=dudley)


@pytest.fixture
def dev(west_midlands):
    """West Midlands Employers' analyst."""
    return appointed("dev", Role.WME_ANALYST, region=west_midlands)


@pytest.fixture
def elin(west_midlands):
    """Leads for the region."""
    return appointed("elin", Role.LEAD_DCS, region=west_midlands)


@pytest.fixture
def gita(walsall, west_midlands):
    """Sits in the workforce group for Walsall."""
    return appointed("gita", Role.WORKFORCE_GROUP, authority=walsall, region=west_midlands)


@pytest.fixture
def hugo(west_midlands):
    """Audits the region."""
    return appointed("hugo", Role.AUDITOR, region=west_midlands)


@pytest.fixture
def ivy(supplier_one):
    """Works for the supplier."""
    return appointed("ivy", Role.SUPPLIER, supplier=supplier_one)


@pytest.fixture
def jan(db):
    """Keeps accounts and keys."""
    return appointed("jan", Role.ADMINISTRATOR)


pytest_plugins = ("tests.real_worker",)
