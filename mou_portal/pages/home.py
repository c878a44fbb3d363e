"""Home: what there is to do, for whoever has signed in."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from authorities import clock
from mou_portal.navigation import address, may
from mou_portal.to_do import to_do_of
from placements import search

STARTS = (
    ("Check a worker", "check_worker", "compliance.check_worker"),
    ("Record a placement", "record_placement", "placements.record"),
)
# label, page, permission, what is there
PLACES = (
    ("Placements", "placements", "placements.read", "Find a placement, and what is known of it."),
    ("Saved filters", "saved_filters", "authorities.save_filters", "Lists as you like to see them."),
    ("Breaches", "breaches", "compliance.read_breaches", "What stands, by authority, rule, role and month."),
    ("Agreements", "agreements", "compliance.read_rules", "Every version of what was agreed, and who published it."),
    ("Reports", "reports", "reports.read_savings", "What was saved, month by month, and other reports."),
    ("The return", "return_ready", "reports.read_return", "Whether the quarter’s return to DfE is ready."),
    ("Workers you wait for", "watches", "compliance.watch", "Whom you asked to be told of, and when they are free."),
    ("What falls due", "duties", "compliance.read_breaches", "References and approvals, each with its last day."),
    ("Workers’ records", "find_worker", "placements.give_record", "What you hold on a worker who asks for it."),
    ("Corrections", "corrections", "placements.give_record", "What workers asked you to put right."),
    ("How long records are kept", "retention", "compliance.read_retention", "The schedule, and what was erased by it."),
    ("The public register", "register", "placements.record", "Check live workers, a hundred at a time."),
    ("Leavers", "leavers", "placements.read_leavers", "Which months each authority has sent."),
    ("Project teams", "teams", "placements.read_teams", "Who is in them, what each costs, and the three tests."),
    ("Job titles", "job_titles", "placements.map_titles", "What your own job titles mean."),
    ("Notice periods", "notice_periods", "placements.record", "The notice that your own staff give in each role."),
    ("Work of the portal", "jobs", "authorities.read_jobs", "What runs by itself, and whether it succeeded."),
    ("Emails", "outbox", "authorities.read_outbox", "What was sent, what waits, and what could not be sent."),
    ("Who has access", "access_review", "authorities.invite", "Whose roles you answer for; invite somebody."),
    ("People", "people", "authorities.read_people", "Who may sign in, and as what."),
)


@login_required
@require_safe
def home(request):
    today, person = clock.today(), request.user
    context = {
        "to_do": to_do_of(person, today),
        "today": today,
        "starts": [(label, address(page)) for label, page, needs in STARTS if may(person, [needs])],
        "places": [(label, address(page), text) for label, page, needs, text in PLACES if may(person, [needs])],
        "appointments": person.current_appointments,
        "may_search": person.has_perm("placements.search") and not search.chooses(person),
    }
    return render(request, "mou_portal/home.html", context)
