"""Each request is asked of the database on behalf of whoever makes it."""

from .standing import stand_aside, stand_for


def standing(get_response):
    def middleware(request):
        stand_for(request.user)
        try:
            return get_response(request)
        finally:
            stand_aside()

    return middleware
