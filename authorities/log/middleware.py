"""Each request's writes say by which page they came, and each refusal is noted."""

from http import HTTPStatus
from uuid import UUID

from .noting import comes_by, goes_back, note

REFUSED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}


class Logging:
    """Behind the middleware of sign-in and of the history, whose context it adds to.

    A refusal looks the same whether what was asked for is another's or never was, and so is noted the same: the
    page and the numbers in its address. An address that is no page is nobody's, and is not noted.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        before = comes_by("")
        try:
            response = self.get_response(request)
            if response.status_code in REFUSED and request.resolver_match:
                _note(request)
            return response
        finally:
            goes_back(before)

    def process_view(self, request, view, arguments, named):
        comes_by(request.resolver_match.view_name)


def _note(request):
    """A signed-in person was refused, or a program that asks the API."""
    person = request.user if request.user.is_authenticated else None
    if person or request.path.startswith("/api/"):
        note(kind="refusal", by=person, about=("", _numbers(request.resolver_match.kwargs)))


def _numbers(named):
    """The numbers in an address. A text in it may be a secret, such as that of a link, and is left out."""
    return " ".join(f"{name}={value}" for name, value in named.items() if isinstance(value, int | UUID))
