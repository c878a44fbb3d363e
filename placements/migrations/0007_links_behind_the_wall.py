"""One-time links name their authority and stand behind the wall; a worker hears who asked about them by a door."""

import django.db.models.deletion
from django.db import migrations, models

from authorities.wall.policies import Owned, by_authority
from authorities.wall.raising import Door, Wall, of_own

PRESENTED = "nullif(current_setting('app.link', true), '')"
# Whoever presents a link's secret finds that link and no other; the authority that made it finds its own.
LINKS = Owned(
    f"{by_authority().reads} OR token_sha256 = {PRESENTED} OR visit_sha256 = {PRESENTED}", by_authority().writes
)
# Who asked about a person, for the person: no answer, no rule, no number. The match key must be known to ask.
ASKED = """
    SELECT l.id, l.at, l.authority_id, l.by_id, l.purpose::text FROM authorities_lookup l
     WHERE l.match_key = ANY(keys)"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0006_wall"), ("authorities", "0005_wall")]

    operations = [
        # A link lasts a week: one made before is made again.
        migrations.RunSQL("DELETE FROM placements_recordlink", migrations.RunSQL.noop),
        migrations.AddField(
            model_name="recordlink",
            name="authority",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="authorities.authority",
            ),
        ),
        migrations.AlterField(
            model_name="recordlink",
            name="authority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="authorities.authority"
            ),
        ),
        of_own("placements_recordlink", "worker_id", "placements_worker"),
        Wall("placements_recordlink", LINKS),
        Door(
            "look_ups_about(keys text[])",
            returns="id bigint, at timestamptz, authority_id bigint, by_id bigint, purpose text",
            query=ASKED,
            into=("authorities_lookup",),
        ),
    ]
