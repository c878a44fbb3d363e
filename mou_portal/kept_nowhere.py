"""No browser and no proxy keeps a page: what is about people is fetched anew, and gone once its reader signs out."""


def kept_nowhere(get_response):
    """A middleware that forbids keeping what it lets through; static files are answered before it."""

    def answering(request):
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return answering
