"""The lines of what was on record before there was a search; apart, for a table with rows to check cannot be altered."""

from django.db import migrations

from placements.search_sql import FILL


class Migration(migrations.Migration):

    dependencies = [
        ('placements', '0017_register_checks'),
    ]

    operations = [
        migrations.RunSQL(list(FILL), migrations.RunSQL.noop),
    ]
