"""The rates and hours of a placement that was taken back are read by whoever could read it, as its own history is."""

from django.db import migrations

from authorities.wall.policies import Owned, by_placement
from authorities.wall.raising import Wall

GONE = (
    "EXISTS (SELECT 1 FROM placements_placementevent gone WHERE gone.pgh_obj_id = placement_id"
    " AND gone.pgh_label = 'delete')"
)
OF_PLACEMENT = by_placement()
KEPT = Owned(f"{OF_PLACEMENT.reads} OR {GONE}", OF_PLACEMENT.writes).kept()


class Migration(migrations.Migration):
    dependencies = [("placements", "0011_project_teams")]

    operations = [Wall(f"placements_{name}event", KEPT) for name in ("rate", "hours")]
