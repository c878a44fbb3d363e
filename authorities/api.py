"""What every address of the API shares: who asks, what they may, how a refusal is worded, how a list is paged."""

from django.http import Http404
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from knox.auth import TokenAuthentication
from rest_framework import exceptions, pagination, parsers, permissions, serializers, status, views
from rest_framework.response import Response

from .refusal import Refused

NOT_HERE = "There is nothing at this address that you may read."
IN_WORDS = {
    exceptions.NotAuthenticated: "Send an API key: make one on your account page.",
    exceptions.AuthenticationFailed: "This API key is not known, or has run out. Make another on your account page.",
    exceptions.UnsupportedMediaType: "Send JSON, with the header Content-Type: application/json.",
    exceptions.NotAcceptable: "Only JSON is given here. Ask for application/json.",
}


class KeyAuthentication(TokenAuthentication):
    """An API key in the header: `Authorization: Bearer KEY`."""

    def authenticate_credentials(self, token):
        try:
            return super().authenticate_credentials(token)
        except ValueError as error:  # bytes of which no key is made
            raise exceptions.AuthenticationFailed from error


class Json(parsers.JSONParser):
    """JSON, but not so deep that reading it brings the reader down."""

    def parse(self, stream, media_type=None, parser_context=None):
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise exceptions.ParseError("The JSON is too deep.") from error


class KeyScheme(OpenApiAuthenticationExtension):
    target_class = "authorities.api.KeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema):
        return {"type": "http", "scheme": "bearer", "description": "An API key, made on your account page."}


class Permitted(permissions.BasePermission):
    """Those who hold the view's `permission`; for everybody else who has signed in the address was never there."""

    def has_permission(self, request, view):
        if not request.user.is_authenticated:
            return False
        if not request.user.has_perm(view.permission):
            raise Http404
        return True


class Pages(pagination.CursorPagination):
    """A hundred at a time, newest first; `next` is the address of those that follow."""

    ordering = "-pk"
    page_size_query_param = "page_size"
    max_page_size = 500

    def paginate_queryset(self, queryset, request, view=None):
        try:
            return super().paginate_queryset(queryset, request, view)
        except ValueError as error:  # a cursor that we did not make
            raise exceptions.NotFound from error


class Input(serializers.Serializer):
    """One JSON object with named values."""

    default_error_messages = {"invalid": "Send one JSON object with named values."}


def explained(error, context):
    """Every refusal in the same shape: `{"errors": [{"field", "message"}]}`, with what to do in the message."""
    if isinstance(error, Refused):
        return Response({"errors": [{"field": error.field, "message": str(error)}]}, status.HTTP_400_BAD_REQUEST)
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
