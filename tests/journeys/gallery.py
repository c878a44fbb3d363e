"""Every component on one page, for the tests alone: never an address of the portal."""

from datetime import UTC, date, datetime
from decimal import Decimal

import django_filters
import django_tables2 as tables
from django.core.paginator import Paginator
from django.forms import CharField, Textarea
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

from authorities.forms import (
    ChoiceField,
    DateField,
    FilterForm,
    MoneyField,
    NumberField,
    PortalForm,
    SweNumberField,
    YesNoField,
)
from authorities.models import Authority
from authorities.tables import DayColumn, MoneyColumn, NumberColumn, PortalTable, TagColumn

MET = {
    "rule": "pay_cap",
    "regime": "regional",
    "agreement": "west-midlands-mou",
    "version": "2025",
    "clause": "cap",
    "verdict": "met",
    "from": "2026-03-01",
    "until": None,
    "sentence": "The hourly pay of £23.00 is within the £24.00 cap for a senior social worker from 1 March 2026.",
    "remedy": "",
    "numbers": {"pay": "23.00", "cap": "24.00"},
    "cover": None,
    "illustrative": True,
}
BREACH = MET | {
    "rule": "twelve_month",
    "clause": "twelve-month",
    "verdict": "breach",
    "sentence": "The 12-month rule stops this start. The worker is free from 1 August 2026.",
    "remedy": "Start on or after 1 August 2026, or ask for an exemption.",
    "numbers": {"months": 12, "free_on": "2026-08-01"},
    "illustrative": False,
}
COVERED = BREACH | {"cover": {"kind": "exemption", "until": "2026-12-31", "reference": "WAL-12"}}
UNKNOWN = BREACH | {
    "regime": "national",
    "agreement": "dfe-agency-rules",
    "version": "2024",
    "clause": "cool-off",
    "verdict": "cannot_tell",
    "sentence": "3 of 14 authorities have not sent their leavers for the whole period.",
    "remedy": "Ask the worker and their last employer when they left.",
    "numbers": {"not_sent": 3, "members": 14},
}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><style>rect{fill:#4a2358}</style><rect style="x:5px" y="20" width="60" height="80"/><rect x="90" y="50" width="60" height="50"/></svg>'  # noqa: E501

PAGE = """{% extends "base.html" %}{% load portal django_tables2 %}{% block title %}Gallery{% endblock %}
{% block before_content %}{% include "components/back_link.html" with url="/" %}
{% include "components/breadcrumbs.html" with crumbs=crumbs %}{% endblock %}
{% block content %}{% error_summary form %}<h1 class="govuk-heading-l">Gallery</h1>
{% as_of moment %}
<div class="mou-figures">{% figure 505 "agency social workers in use" as_of=moment complete="12 of 14" url="/x/" %}
{% figure "£1,024.50" "paid above the cap in October 2026" note="illustrative caps" %}</div>
{% completeness 12 14 "authorities have sent their leavers" missing %}
{% answer_panel "yes" %}{% answer_panel "not_before" day %}{% answer_panel "no" %}{% answer_panel "cannot_tell" %}
{% for one in outcomes %}{% outcome one %}{% endfor %}
{% summary_list rows %}{% chart "Breaches by month" svg "Breaches fell from 8 to 5." %}
{% empty_state "No breaches this month" "Nothing was found." "/x/" "See last month" %}
<form method="post" novalidate>{{ form }}<button class="govuk-button">Continue</button></form>
<div class="mou-filter-layout"><div>{% filter_panel filter %}</div><div>{% render_table table %}</div></div>
{% pagination page "things" "p" %}{% endblock %}"""


class GalleryForm(PortalForm):
    swe_number = SweNumberField()
    hourly_pay = MoneyField(label="Hourly pay")
    weekly_hours = NumberField(label="Weekly hours", suffix="hours")
    pay_type = ChoiceField(label="Pay type", choices=[("paye", "PAYE"), ("umbrella", "Umbrella company")])
    team = YesNoField(label="Is this a project team?", required=False)
    start_on = DateField(label="Start date", help_text="For example, 27 3 2026")
    reason = CharField(label="Reason", widget=Textarea, required=False)


class GalleryFilter(django_filters.FilterSet):
    class Meta:
        model = Authority
        fields = ("kind", "name")
        form = FilterForm


class GalleryTable(PortalTable):
    worker = tables.Column(linkify=lambda: "/x/")
    hourly_pay = MoneyColumn()
    hours = NumberColumn()
    started_on = DayColumn(verbose_name="Started")
    verdict = TagColumn(colours={"breach": "red"})
    supplier = tables.Column()
    authority = tables.Column(orderable=False)
    caption = "Placements"
    row_header = True


def gallery(request):
    row = {"worker": "SW900001", "hourly_pay": Decimal("1024.5"), "hours": 37, "started_on": date(2026, 3, 1)}
    row |= {"verdict": "breach", "supplier": "Test Supplier with a long name", "authority": "Herefordshire, County of"}
    table = GalleryTable([row] * 30, order_by="hourly_pay", request=request)
    table.paginate(per_page=5)
    context = {
        "form": GalleryForm({"swe_number": "123", "start_on_day": "40"}),
        "filter": GalleryFilter(request.GET, queryset=Authority.objects.all()),
        "table": table,
        "page": Paginator(range(200), 10).page(9),
        "crumbs": [("Home", "/"), ("Placements", "/x/")],
        "moment": datetime(2026, 11, 1, 14, 5, tzinfo=UTC),
        "day": "2026-08-01",
        "missing": ["Walsall", "Dudley"],
        "outcomes": [BREACH, COVERED, UNKNOWN, MET],
        "rows": [("Registration number", "SW900001", "/x/", "Change"), ("Expected end", None)],
        "svg": SVG,
    }
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


urlpatterns = [path("gallery/", gallery), path("", include("mou_portal.urls"))]
