"""No browser and no proxy keeps a page: what is about people is fetched anew, and gone once its reader signs out."""

# What a browser has put by after all goes with its reader.
GONE = '"cache", "storage"'


def kept_nowhere(get_response):
    """A middleware that forbids keeping what it lets through; static files are answered before it."""

    def answering(request):
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        match = request.resolver_match
        if match and match.url_name == "account_logout" and request.method == "POST":
            response.headers["Clear-Site-Data"] = GONE
        return response

    return answering
