"""The wall around findings, what was met or falls due, leave to go outside a clause, and what-ifs."""

from django.db import migrations

from authorities.wall.policies import Owned, by_authority, by_placement, by_region, one_of
from authorities.wall.raising import Wall, of_own


class Migration(migrations.Migration):
    dependencies = [("compliance", "0006_certificates"), ("placements", "0006_wall")]

    operations = [
        Wall("compliance_finding", by_authority(also=f"authority_id {one_of('counted')}")),
        *(Wall(f"compliance_{name}", by_placement()) for name in ("met", "dueitem", "exemption")),
        Wall("compliance_exemptionevent", by_placement().kept()),
        of_own("compliance_finding", "placement_id", "placements_placement"),
        of_own("compliance_dueitem", "placement_id", "placements_placement"),
        Wall("compliance_certificate", Owned(by_authority().reads)),
        Wall("compliance_whatif", by_region(reads="regions", writes="regions")),
    ]
