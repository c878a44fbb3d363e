"""Where browsers say that a page tried what its policy forbids: written to the log, and nowhere else.

Anybody may send here, so it is small, slow to anger and believes nothing: a report is what a stranger says.
"""

import json
import logging

from django.core.cache import cache
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from authorities.sign_in import client_address

MOST_BYTES = 16_384
MOST_A_MINUTE = {"one": 20, "all": 300}
MOST_REPORTS = 10
KINDS = ("application/csp-report", "application/reports+json", "application/json")
# By either spelling: that of `report-uri` and that of `report-to`. No query and no sample: they may hold personal data.
SAID = {
    "directive": ("effective-directive", "violated-directive", "effectiveDirective"),
    "blocked": ("blocked-uri", "blockedURL"),
    "page": ("document-uri", "documentURL"),
    "line": ("line-number", "lineNumber"),
}

log = logging.getLogger(__name__)


@csrf_exempt
@require_POST
def browser_reports(request):
    """204 for what was read, 400, 413, 415 or 429 for what was not; a browser heeds none of them."""
    if request.content_type not in KINDS:
        return HttpResponse(status=415)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return HttpResponse(status=413)
    if _too_many(request):
        return HttpResponse(status=429)
    try:
        reports = _reports(json.loads(request.body))
    except (ValueError, RecursionError):
        return HttpResponse(status=400)
    for report in reports:
        log.warning("A browser reports what its policy forbids: %s", json.dumps(report))
    return HttpResponse(status=204)


def _reports(sent):
    """At most so many reports, each with the few short values that we keep."""
    listed = sent if isinstance(sent, list) else [sent]
    found = []
    for one in listed[:MOST_REPORTS]:
        body = isinstance(one, dict) and (one.get("csp-report") or one.get("body"))
        if not isinstance(body, dict):
            raise ValueError("not a report")
        found.append({name: _short(body, keys) for name, keys in SAID.items()})
    return found


def _short(body, keys):
    value = next((body[key] for key in keys if key in body), "")
    return str(value).split("?")[0].split("#")[0][:200]


def _too_many(request):
    counters = {"all": "browser-reports", "one": f"browser-reports:{client_address(request)}"}
    return any(_count(counters[who]) > most for who, most in MOST_A_MINUTE.items())


def _count(key):
    cache.add(key, 0, timeout=60)
    try:
        return cache.incr(key)
    except ValueError:  # it ran out between the two
        return 1
