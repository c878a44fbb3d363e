"""How the API words a refusal."""

from rest_framework import exceptions, status, views
from rest_framework.response import Response

from .refusal import Refused, TooMany

NOT_HERE = "There is nothing at this address that you may read."
IN_WORDS = {
    exceptions.NotAuthenticated: "Send an API key: make one on your account page.",
    exceptions.AuthenticationFailed: "This API key is not known, or has run out. Make another on your account page.",
    exceptions.UnsupportedMediaType: "Send JSON, with the header Content-Type: application/json.",
    exceptions.NotAcceptable: "Only JSON is given here. Ask for application/json.",
}


def explained(error, context):
    """Every refusal in the same shape: `{"errors": [{"field", "message"}]}`, with what to do in the message."""
    if isinstance(error, Refused):
        return _refused(error)
    response = views.exception_handler(error, context)
    if response is None:
        return None
    if response.status_code == status.HTTP_404_NOT_FOUND:
        response.data = {"errors": [{"field": "", "message": NOT_HERE}]}
    elif isinstance(error, exceptions.ValidationError):
        response.data = {"errors": list(_named(response.data))}
    else:
        message = IN_WORDS.get(type(error)) or str(error.detail)
        response.data = {"errors": [{"field": "", "message": message}]}
    return response


def _refused(error):
    said = {"errors": [{"field": error.field, "message": str(error)}]}
    if isinstance(error, TooMany):
        return Response(said, status.HTTP_429_TOO_MANY_REQUESTS, headers={"Retry-After": str(error.seconds)})
    return Response(said, status.HTTP_400_BAD_REQUEST)


def _named(detail, field=""):
    """Each message with the field that it is about, however deep it stands."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            yield from _named(inner, "" if name == "non_field_errors" else name)
    elif isinstance(detail, list):
        for inner in detail:
            yield from _named(inner, field)
    else:
        yield {"field": field, "message": str(detail)}
