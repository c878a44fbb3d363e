"""The wall around what was told: a region's reports, for those whom they are told."""

from django.db import migrations

from authorities.wall.policies import Owned, by_region
from authorities.wall.raising import Wall

WITHIN_EDITION = "EXISTS (SELECT 1 FROM reports_edition parent WHERE parent.id = edition_id)"


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_reference_rate_history"), ("compliance", "0007_wall")]

    operations = [
        # Editions are built by the worker alone, whoever asks for them.
        Wall("reports_edition", by_region()),
        Wall("reports_editionfile", Owned(WITHIN_EDITION)),
    ]
