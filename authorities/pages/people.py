"""People: who may sign in, and as what today."""

import django_tables2 as tables
from django.db.models import Prefetch
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from authorities import clock, downloads
from authorities.access import permitted
from authorities.models import Appointment, Person
from authorities.tables import PortalTable


class PersonTable(PortalTable):
    """People by address."""

    email = tables.Column(verbose_name="Email address", linkify=lambda record: reverse("person", args=[record.pk]))
    name = tables.Column(verbose_name="Name")
    roles = tables.Column(verbose_name="Today", empty_values=(), orderable=False)
    is_active = tables.Column(verbose_name="Sign-in", empty_values=())

    row_header = True
    caption = "Everybody with an account"

    class Meta(PortalTable.Meta):
        order_by = "email"

    def render_roles(self, record):
        held = [(str(appointment),) for appointment in record.held_today]
        return format_html_join("; ", "{}", held) or "No role"

    def render_is_active(self, record):
        may = record.is_active and record.has_usable_password()
        label, colour = ("May sign in", "green") if may else ("May not sign in", "grey")
        return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, label)


@require_safe
@permitted("authorities.read_people")
def people(request):
    held = Appointment.objects.in_force_on(clock.today()).select_related("authority", "region", "supplier")
    everybody = Person.objects.prefetch_related(Prefetch("appointments", held, to_attr="held_today"))
    table = PersonTable(everybody)
    RequestConfig(request, paginate={"per_page": 50}).configure(table)
    if downloads.asked_for(request):
        listing = downloads.listed(table, name="people", title="People", about="authorities_person")
        return downloads.answered(request, listing)
    return render(request, "authorities/people.html", {"table": table})
