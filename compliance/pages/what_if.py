"""What if: caps moved by hand or a version not yet published, against the live book or a past quarter."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from authorities import clock, downloads, kept
from authorities.access import permitted
from authorities.downloads import Column, Listing
from compliance import actions
from compliance.what_if import reads
from compliance.what_if.form import MOST_CHANGES, Question, rows_in
from compliance.what_if.models import regions_asked_for

COLUMNS = (
    Column("Name", lambda one: one.title),
    Column("Asked by", lambda one: str(one.by)),
    Column("On", lambda one: one.created_at),
)


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("compliance.what_if")
def what_if(request):
    today = clock.today()
    typed = request.POST if request.method == "POST" else kept.restored(request)
    regions = regions_asked_for(request.user)
    region = chosen(regions, typed or request.GET)
    every = reads.what_ifs(region)
    if downloads.asked_for(request):
        title = f"What-ifs that were kept, {region}"
        return downloads.answered(request, Listing("what-ifs", title, "compliance_whatif", COLUMNS, every))
    question = Question(typed, region=region, today=today, rows=rows_in(typed))
    sent = request.method == "POST" and not {"add", "remove"} & set(typed)
    if sent and question.is_valid():
        kept_one = actions.keep_what_if(region=region, title=question.title(), asked=question.asked(), by=request.user)
        return redirect("what_if_result", kept_one.pk)
    if typed and not sent:
        question.quietly()
    context = {
        "region": region,
        "question": question,
        "regions": regions,
        "what_ifs": every,
        "may_add": len(question.changes) < MOST_CHANGES,
        "page_has_errors": sent,
        "person_token": kept.token(request.user),
    }
    return render(request, "compliance/what_if.html", context)


def chosen(regions, typed):
    """The region that is asked about: the only one, or the one named by its code; 404 where there is none."""
    code = typed.get("region")
    region = next((each for each in regions if code in (None, each.code)), None)
    if region is None:
        raise Http404
    return region
