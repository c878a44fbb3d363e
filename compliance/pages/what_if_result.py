"""The result of a what-if, worked out anew: who would be in breach, what it would cost, beside what stands now."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from authorities import clock, downloads
from authorities.access import permitted
from authorities.refusal import Refused
from authorities.wording import in_pounds
from compliance.models import WhatIf
from compliance.what_if import reads
from compliance.what_if.asked import TODAY, from_stored, population, scope_on
from compliance.what_if.comparing import State, compare
from compliance.what_if.listing import PlacementsShown, WhatIfTable, listed
from compliance.what_if.sums import figures
from compliance.what_if.tables import COST, NOT_RECORDED, NOW, SHOWS, THEN, WHEN, Group, Tables, by_clause, lacking

PER_PAGE = 25


@require_safe
@permitted("compliance.what_if")
def what_if_result(request, what_if_id):
    kept = get_object_or_404(WhatIf.objects.for_user(request.user).select_related("by", "region"), pk=what_if_id)
    asked, today = from_stored(kept.definition), clock.today()
    scope = scope_on(asked.scope, today)
    context = {"what_if": kept, "asked": asked, "now": timezone.now(), "population": population(scope), "scope": scope}
    context |= {"is_today": asked.scope == TODAY, "is_ahead": scope.last > today}
    try:
        books = reads.books_of(asked, kept.region.code)
    except Refused as refused:
        return render(request, "compliance/what_if_result.html", context | {"refused": refused})
    clauses = reads.clauses_compared(asked, books, kept.region.code, scope)
    if not clauses:
        raise Http404
    weighing = reads.weigh(books, scope, region=kept.region, person=request.user)
    compared = {each.key: [compare(one, each.key, scope) for one in weighing.weighed] for each in clauses}
    clause = next((each for each in clauses if each.code == request.GET.get("clause")), clauses[0])
    context |= {
        "version": books.record,
        "changes": reads.changes(books, kept.region.code, scope),
        "clause": clause,
        "by_clause": several(clauses, compared) if len(clauses) > 1 else None,
        **shown(request, clause, compared[clause.key], weighing),
    }
    if downloads.asked_for(request):
        return downloads.answered(request, in_file(kept, clause, context["table"], context["form"]))
    return render(request, "compliance/what_if_result.html", context)


def in_file(kept, clause, table, form):
    """The placements of one clause as a file, those alone that the page lists."""
    about = {"about": "compliance_whatif", "about_id": str(kept.pk)}
    chosen = (f"Clause: {clause.title}", f"Show: {SHOWS[form.shows]}")
    chosen += tuple(f"{label}: {value}" for name, label, value in form.chosen() if name != "show")
    return downloads.listed(table, name="what-if", title=f"What if: {kept.title}", chosen=chosen, **about)


def shown(request, clause, compared, weighing):
    """One clause in figures, in tables and as the list of its placements."""
    authorities, roles = authority_groups(weighing), role_groups(weighing.region)
    form = PlacementsShown(request.GET, authorities=authorities, roles=roles)
    tables = Tables(compared, about_cap=clause.about_cap, address=lambda **narrowed: address(clause, narrowed))
    left = () if clause.about_cap else ("before_cost", "after_cost", "pay")
    table = WhatIfTable(listed(form.picked(compared), weighing, roles), exclude=left)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    table.caption = f"{SHOWS[form.shows]}: {table.paginator.count:,}"
    whole = tables.whole
    return {
        "form": form,
        "page_has_errors": not form.is_valid(),
        "table": table,
        "figures": whole,
        "tables": [
            tables.by_state(),
            tables.grouped("By authority", "Authority", "authority", authorities, lambda one: one.authority),
            tables.grouped("By role", "Role", "role", roles, lambda one: one.role),
        ],
        "left_out": (lacking(whole.before), lacking(whole.after)),
        "top": headlines(whole, clause, weighing.scope),
        "weighing": weighing,
    }


def headlines(whole, clause, scope):
    """The numbers above the tables, each as (number, what it counts, a note, where it leads)."""
    counted = [
        (
            whole.begins,
            f"{whole.begins:,}",
            "Newly in breach",
            "Now they keep the clause, or it does not apply",
            "begins",
        ),
        (whole.ends, f"{whole.ends:,}", "No longer in breach", "Now they are in breach", "ends"),
    ]
    if clause.about_cap:
        note = f"{'In the quarter' if scope.quarter else 'A week'}, by contracted hours"
        for when, sums in ((NOW, whole.before), (THEN, whole.after)):
            label = f"Cost over the cap {WHEN[when]}, not covered"
            counted.append((sums.uncovered, in_pounds(sums.uncovered), label, note, f"{when}-{COST}{State.BREACH}"))
    return [
        (text, label, note, address(clause, {"show": show}) if number else "")
        for number, text, label, note, show in counted
    ]


def several(clauses, compared):
    """Every clause that the change is about, each leading to its own figures."""
    of = [(each.code, each.title, figures(compared[each.key])) for each in clauses]
    return by_clause(
        of, lambda **narrowed: f"?{urlencode(narrowed)}#{'placements' if 'show' in narrowed else 'result'}"
    )


def authority_groups(weighing):
    """The members as groups, in order of name; those that have never recorded anything have no numbers."""
    return {
        pk: Group(member.ons_code, member.name, "" if pk in weighing.recorded else NOT_RECORDED)
        for pk, member in weighing.members.items()
    }


def role_groups(region):
    """The region's roles as groups; one that nobody has is left out of the table."""
    return {slug: Group(slug or "unknown", name, expected=False) for slug, name in reads.role_names(region).items()}


def address(clause, narrowed):
    """The address of the list, narrowed to what a number counts."""
    return f"?{urlencode({'clause': clause.code} | narrowed)}#placements"
