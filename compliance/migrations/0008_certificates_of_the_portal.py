"""Certificates of the portal itself, of no authority, are behind the wall too: whoever signs in may be shown them."""

from django.db import migrations

from authorities.wall.policies import SIGNED_IN, Owned, by_authority
from authorities.wall.raising import Wall


class Migration(migrations.Migration):
    dependencies = [("compliance", "0007_wall")]

    operations = [
        Wall(
            "compliance_certificate",
            Owned(by_authority(also=f"authority_id IS NULL AND {SIGNED_IN}").reads),
        ),
    ]
