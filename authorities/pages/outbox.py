"""E-mails of the portal: what was sent, what waits, and what could not be sent and why."""

import django_tables2 as tables
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from authorities import downloads
from authorities.access import permitted
from authorities.downloads import Column
from authorities.models import Mail
from authorities.outbox.sending import sends_mail
from authorities.tables import NumberColumn, PortalTable, TagColumn
from authorities.wording import moment_in_words


class MailTable(PortalTable):
    """E-mails, the newest first."""

    to = tables.Column(verbose_name="To")
    kind = tables.Column(verbose_name="What")
    made_at = tables.Column(verbose_name="Written")
    state = TagColumn(
        verbose_name="State", colours={"failed": "red", "sent": "green", "waiting": "grey"}, orderable=False
    )
    attempts = NumberColumn(verbose_name="Tried")
    error = tables.Column(verbose_name="Why it was not sent", orderable=False)
    error.css = "govuk-table__cell--words"

    row_header = True

    class Meta(PortalTable.Meta):
        order_by = "-made_at"

    def in_file(self):
        return (
            Column("To", lambda mail: mail.to),
            Column("What", lambda mail: mail.get_kind_display()),
            Column("Written", lambda mail: mail.made_at),
            Column("State", lambda mail: mail.state.capitalize()),
            Column("Tried", lambda mail: mail.attempts),
            Column("Why it was not sent", lambda mail: mail.error),
        )

    def render_made_at(self, value):
        return moment_in_words(value)


@require_safe
@permitted("authorities.read_outbox")
def outbox(request):
    table = MailTable(Mail.objects.all())
    RequestConfig(request, paginate={"per_page": 25}).configure(table)
    if downloads.asked_for(request):
        listing = downloads.listed(table, name="emails", title="Emails", about="authorities_mail")
        return downloads.answered(request, listing)
    count = table.paginator.count
    table.caption = table.counted("email")
    context = {
        "table": table,
        "count": count,
        "failed": Mail.objects.failed().count(),
        "waiting": Mail.objects.waiting().count(),
        "sends_mail": sends_mail(),
        "now": timezone.now(),
    }
    return render(request, "authorities/outbox.html", context)
