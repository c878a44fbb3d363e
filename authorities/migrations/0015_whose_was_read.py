"""Beside each page that was read: the authority whose record its address names, wherever the reader works."""

from django.db import migrations, models

from authorities.wall.policies import Owned, one_of
from authorities.wall.raising import Wall

WORKED_FOR = f"authority_id {one_of('audits')} OR region_id {one_of('audits_regions')}"
OVERSEES = "current_setting('app.oversees', true) = 'on'"


class Migration(migrations.Migration):
    dependencies = [("authorities", "0014_watches")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE authorities_logread ADD COLUMN whose_id bigint;"
            "CREATE INDEX logread_by_whose ON authorities_logread (whose_id, id)",
            "ALTER TABLE authorities_logread DROP COLUMN whose_id",
            state_operations=[
                migrations.AddField(
                    "LogRead",
                    "whose_id",
                    models.BigIntegerField(
                        null=True, help_text="The authority whose record the address names, if one's."
                    ),
                )
            ],
        ),
        Wall(
            "authorities_logread",
            Owned(f"{WORKED_FOR} OR whose_id {one_of('audits')} OR {OVERSEES}", "true").kept(),
        ),
    ]
