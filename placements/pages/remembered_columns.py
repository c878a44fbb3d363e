"""What the columns of each supplier's files mean, as it was said: to be looked at, changed and forgotten."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from authorities import downloads, kept
from authorities.access import permitted
from authorities.downloads import Column, Listing
from authorities.refusal import Refused
from placements import queries
from placements.imports import meaning

from .file_columns import ColumnsForm

ANY_SUPPLIER = "Files that name the supplier in each row"

COLUMNS = (
    Column("Supplier", lambda row: str(row[0].supplier or ANY_SUPPLIER)),
    Column("What is in the file", lambda row: row[0].kind),
    Column("Authority", lambda row: str(row[0].authority)),
    Column("Column of the file", lambda row: row[1]),
    Column("What it means", lambda row: meaning.in_words(row[2]) if row[2] else "Left out"),
    Column("Said by", lambda row: str(row[0].by or "")),
    Column("Said", lambda row: row[0].at),
)


@require_safe
@permitted("placements.record")
def remembered_columns(request):
    kept_ones = list(queries.own_column_mappings(request.user))
    if downloads.asked_for(request):
        rows = [(each, *pair) for each in kept_ones for pair in each.meaning.items()]
        listing = Listing("columns", "Columns of suppliers’ files", "placements_columnmapping", COLUMNS, rows)
        return downloads.answered(request, listing)
    found = [(each, _told(each.meaning), sum(not column for column in each.meaning.values())) for each in kept_ones]
    several = len({each.authority_id for each, _, _ in found}) > 1
    return render(
        request,
        "placements/remembered_columns.html",
        {"found": found, "several": several, "any_supplier": ANY_SUPPLIER},
    )


def _told(said):
    return [(heading, meaning.in_words(column)) for heading, column in said.items() if column]


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("placements.record")
def change_columns(request, mapping_id):
    """Say anew what each heading means; files that come from now on are read so."""
    mapping = _own(request, mapping_id)
    typed = request.POST if request.method == "POST" else kept.restored(request)
    headings = [(heading, heading, None) for heading in mapping.meaning]
    form = ColumnsForm(typed, kind=mapping.kind, headings=headings, said=mapping.meaning)
    if request.method == "POST" and form.is_valid():
        try:
            meaning.refuse_two_for_one(form.said().values())
        except Refused as refused:
            form.refuse(refused)
        else:
            meaning.remember(
                authority=mapping.authority,
                supplier=mapping.supplier,
                kind=mapping.kind,
                meaning=form.said(),
                by=request.user,
            )
            messages.success(request, "The columns have been changed, for files from now on.")
            return redirect("remembered_columns")
    context = {"mapping": mapping, "form": form, "any_supplier": ANY_SUPPLIER}
    return render(request, "placements/change_columns.html", context | {"person_token": kept.token(request.user)})


@require_POST
@permitted("placements.record")
def forget_columns(request, mapping_id):
    """Forget what the headings mean; the next file asks again."""
    meaning.forget(mapping=_own(request, mapping_id), by=request.user)
    messages.success(request, "The columns have been forgotten. The next file asks again.")
    return redirect("remembered_columns")


def _own(request, mapping_id):
    found = queries.own_column_mappings(request.user).filter(pk=mapping_id).first()
    if found is None:
        raise Http404
    return found
