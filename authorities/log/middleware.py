"""Each request's writes say by which page they came; each refusal is noted, and what was granted is kept."""

import logging
from http import HTTPStatus

from . import attempts, reads
from .noting import comes_by, goes_back, note, numbers

log = logging.getLogger(__name__)
# What is another's or never was, and what no page and no program of ours asks for in that way.
PLAIN = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
REFUSED = PLAIN | {
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
}


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
            with attempts.watching() as tried:
                response = self.get_response(request)
            if request.resolver_match:
                _decided(request, response, tried)
            return response
        finally:
            goes_back(before)

    def process_view(self, request, view, arguments, named):
        comes_by(request.resolver_match.view_name)


def _decided(request, response, tried):
    """What was asked for was refused or given."""
    if tried or response.status_code in REFUSED:
        _note(request, response.status_code, tried)
    if reads.granted(request, response):
        reads.keep(request)


def _note(request, status, tried):
    """A signed-in person was refused, or a program that asks the API; a stranger's tries go to the log of errors, for
    nobody shall fill this one from outside."""
    person = request.user if request.user.is_authenticated else None
    match = request.resolver_match
    if person or request.path.startswith("/api/"):
        how = [f"status={status}"] if status in REFUSED - PLAIN else []
        said = " ".join(filter(None, [numbers(match.kwargs), *how, *tried]))
        note(kind="refusal", by=person, about=("", said), via=match.view_name)
    elif tried:
        log.warning("A stranger tried %s on %s", ", ".join(tried), match.view_name)
