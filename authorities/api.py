"""What every address of the API shares: who asks, what they may, how a list is paged."""

from allauth.account.adapter import get_adapter
from django.http import Http404
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from knox.auth import TokenAuthentication

# Not `views`, which asks the settings for the classes below: each would find the other half made.
from rest_framework import exceptions, pagination, parsers, permissions, serializers

from .wall.standing import stand_for


class KeyAuthentication(TokenAuthentication):
    """An API key in the header: `Authorization: Bearer KEY`."""

    def authenticate_credentials(self, token):
        try:
            person, key = super().authenticate_credentials(token)
        except ValueError as error:  # bytes of which no key is made
            raise exceptions.AuthenticationFailed from error
        stand_for(person)
        return person, key


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


class ConfirmedOrKey(permissions.BasePermission):
    """For what leaves as a file: in a browser's session, whoever asks has shown lately that it is they."""

    message = "Confirm that it is you at /account/confirm/ first, or send an API key."

    def has_permission(self, request, view):
        return request.auth is not None or not get_adapter().is_reauthentication_required(app="")


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
