"""What columns mean to an authority is logged, and what is new in what was logged before."""

from django.db import migrations

from authorities.log.attaching import Logged, through


class Migration(migrations.Migration):
    dependencies = [("mou_portal", "0001_logged"), ("placements", "0009_uploads")]

    operations = [
        Logged("placements_columnmapping", authority="authority_id", hidden=("kind", "meaning")),
        Logged(
            "placements_importrun",
            authority="authority_id",
            hidden=("kind", "file_name", "sha256", "unknown_columns", "months_held_back"),
        ),
        Logged(
            "placements_parkedrow",
            authority=through("placements_importrun", "run_id"),
            hidden=("column", "reason", "remedy", "row", "row_sha256", "discarded_because"),
        ),
    ]
