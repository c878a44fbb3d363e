"""Database roles, and the wall around what an authority calls its jobs."""

from django.db import migrations

from authorities.wall.policies import PERSON, Owned, by_authority, by_parent, one_of
from authorities.wall.raising import Roles, Wall, named_with_authority

MAPPINGS = by_parent("authorities_jobtitle", "job_title_id")
ASKED_BY = f"by_id::text = {PERSON}"
# A look-up stands in the register of whom it was asked for; whoever asked may add and mark it, and take none away.
LOOK_UPS = Owned(
    f"{by_authority().reads} OR supplier_id {one_of('suppliers')} OR {ASKED_BY}", ASKED_BY, removes=False
)


class Migration(migrations.Migration):
    dependencies = [("authorities", "0004_look_ups"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [
        Roles(),
        named_with_authority("authorities_jobtitle"),
        Wall("authorities_lookup", LOOK_UPS),
        Wall("authorities_jobtitle", by_authority()),
        Wall("authorities_jobtitlemapping", MAPPINGS),
        Wall("authorities_jobtitlemappingevent", MAPPINGS.kept()),
    ]
