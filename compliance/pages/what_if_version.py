"""What a version of an agreement would change for people: whose answer, by which clause, and who goes over its caps."""

import django_tables2 as tables
from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from authorities import clock, downloads
from authorities.access import permitted
from authorities.downloads import Column
from authorities.forms import DateField, FilterForm
from authorities.refusal import Refused
from authorities.tables import PortalTable
from compliance.forecast_queries import forecast
from compliance.forecast_table import in_file, tables_of
from compliance.models import AgreementVersion
from compliance.what_if.listing import TAGS
from compliance.what_if.models import regions_asked_for
from compliance.what_if.people import first_day, in_people
from compliance.what_if.tables import WHEN, is_shown
from placements import checks

COLOURS = {"yes": "green", "not_before": "yellow", "no": "red", "cannot_tell": "grey"}
SHOWS = {
    "differs": "Anything said differently",
    "turns": "Another answer",
    "begins": "Newly in breach",
    "ends": "No longer in breach",
    **{
        f"{when}-{what}": f"{label} {words}"
        for what, label in (("in_breach", "In breach"), ("met", "Kept"), ("cannot_tell", "Cannot tell"))
        for when, words in WHEN.items()
    },
    "all": "All",
}
BREAK = mark_safe("<br>")


class LookForm(FilterForm):
    """The day that is looked at."""

    day = DateField(label="Day", required=False, earliest=checks.EARLIEST_DAY)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].latest = checks.latest_day(today)


class PeopleForm(FilterForm):
    """Which placements are listed."""

    show = forms.ChoiceField(label="Show", choices=list(SHOWS.items()), required=False)
    clause = forms.ChoiceField(label="Clause", required=False)
    authority = forms.ChoiceField(label="Authority", required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        clauses = [(clause.code, clause.title) for clause, _ in people.clauses]
        members = people.weighing.members
        self.authorities = {member.ons_code: pk for pk, member in members.items()}
        self.fields["clause"].choices = [("", "All clauses"), *clauses]
        self.fields["authority"].choices = [("", "All"), *((one.ons_code, one.name) for one in members.values())]

    def picked(self, answered):
        """The placements that it leaves; none where it cannot be read."""
        if not self.is_valid():
            return []
        show, clause = self.cleaned_data["show"] or "differs", self.cleaned_data["clause"]
        authority = self.authorities.get(self.cleaned_data["authority"])
        return [
            one for one in answered if (not authority or one.authority == authority) and _is_shown(one, show, clause)
        ]


class PeopleTable(PortalTable):
    """Placements with their answers, and the clauses that would come to something else."""

    row_header = True
    reference = tables.Column(verbose_name="Placement")
    authority = tables.Column(verbose_name="Authority")
    before = tables.Column(verbose_name="Answer now")
    after = tables.Column(verbose_name="With the version")
    clauses = tables.Column(verbose_name="Clauses", orderable=False, empty_values=())
    clauses.css = "govuk-table__cell--words"

    class Meta(PortalTable.Meta):
        order_by = ("authority", "reference")

    def in_file(self):
        return (
            Column("Placement", lambda row: row["reference"]),
            Column("Authority", lambda row: row["authority"]),
            Column("Answer now", lambda row: row["before"][1]),
            Column("With the version", lambda row: row["after"][1]),
            Column(
                "Clauses", lambda row: "; ".join(f"{name}: {now}, then {then}" for name, now, then in row["clauses"])
            ),
        )

    def render_reference(self, record):
        url = reverse("placement", args=[record["pk"]])
        return format_html('<a class="govuk-link" href="{}">{}</a>', url, record["reference"])

    def render_before(self, value):
        return _tag(value)

    def render_after(self, value):
        return _tag(value)

    def render_clauses(self, value):
        return format_html_join(BREAK, "{}: {}, then {}", value) or "None differs"


@require_safe
@permitted("compliance.what_if")
def what_if_version(request, version_id):
    today = clock.today()
    # Whose it is `region_of` decides, below.
    version = get_object_or_404(AgreementVersion.objects.select_related("agreement__region"), pk=version_id)
    region = region_of(version, regions_asked_for(request.user), request.GET.get("region"))
    usual = first_day(version, today)
    asked = any(name.partition("_")[0] == "day" for name in request.GET)
    look = LookForm(request.GET if asked else None, today=today, initial={"day": usual})
    day = (look.is_valid() and look.cleaned_data["day"]) or usual
    context = {"version": version, "look": look, "now": timezone.now()}
    try:
        people = in_people(version, region=region, person=request.user, day=day)
    except Refused as refused:
        return render(request, "compliance/what_if_version.html", context | {"form": None, "refused": refused})
    form = PeopleForm(request.GET, people=people)
    table = PeopleTable(listed(form.picked(people.answered), people.weighing))
    RequestConfig(request, paginate={"per_page": 25}).configure(table)
    if downloads.asked_for(request, "people"):
        about = {"about": "compliance_agreementversion", "about_id": str(version.pk)}
        title = f"Whose answers {version} would change, {region}, {day:%-d %B %Y}"
        return downloads.answered(
            request, downloads.listed(table, name="what-if-version", title=title, form=form, **about)
        )
    count = table.paginator.count
    table.caption = "1 placement" if count == 1 else f"{count:,} placements"
    context |= {"people": people, "form": form, "table": table}
    context |= {"page_has_errors": bool(look.errors or form.errors)}
    coming = forecast(today, people.after, region=region, person=request.user)
    if downloads.asked_for(request, "coming"):
        return downloads.answered(request, in_file([coming], today))
    context |= {"coming": tables_of(coming, request, today), "lines": sum(len(each.told) for each in coming.days)}
    return render(request, "compliance/what_if_version.html", context)


def region_of(version, regions, code):
    """The region that is looked at: the version's own, or for national rules one of the person's; 404 for others."""
    own = version.agreement.region
    region = next((each for each in regions if (each == own if own else code in (None, each.code))), None)
    if region is None:
        raise Http404
    return region


def listed(answered, weighing):
    """Placements as the table's rows."""
    return [
        {
            "pk": one.placement,
            "reference": weighing.rows[one.placement].reference,
            "authority": weighing.members[one.authority].name,
            "before": one.before,
            "after": one.after,
            "clauses": [
                (clause.title, TAGS[each.before.state].lower(), TAGS[each.after.state].lower())
                for clause, each in one.differing
            ],
        }
        for one in answered
    ]


def _is_shown(one, show, code):
    """Whether a placement is of a kind, by one clause or by any; an answer is by all of them."""
    if show == "turns":
        return one.turns
    if show == "differs" and not code:
        return one.differs
    return any(is_shown(each, show) for clause, each in one.compared if code in ("", clause.code))


def _tag(answer):
    code, words = answer
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', COLOURS[code], words)
