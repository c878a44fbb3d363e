"""A council with an issuer of its own, for the tests of single sign-on."""

import pytest

from authorities import actions
from tests.issuer import Issuer

from .there_and_back import ASHA


@pytest.fixture(scope="package")
def a_server():
    issuer = Issuer("the-portal")
    yield issuer
    issuer.stop()


@pytest.fixture
def issuer(a_server):
    """The issuer of Walsall's tenant, on its best behaviour."""
    a_server.claims, a_server.discovery = dict(ASHA), {}
    a_server.signed_with, a_server.algorithm = "own", "RS256"
    return a_server


@pytest.fixture
def council(issuer, walsall, jan):
    return actions.set_up_council(
        authority=walsall, issuer=issuer.url, client_id="the-portal", secret="a-secret", by=jan
    )


@pytest.fixture(autouse=True)
def _a_council(council, asha):
    """Walsall signs its people in, Asha among them."""
