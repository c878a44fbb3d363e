"""Councils that sign their own people in; what is written about them is logged."""

import django.db.models.deletion
from django.db import migrations, models

from authorities.log.attaching import Logged


class Migration(migrations.Migration):
    dependencies = [
        ("authorities", "0008_log"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
    ]

    operations = [
        migrations.CreateModel(
            name="Council",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "issuer",
                    models.URLField(
                        help_text="For Entra ID: https://login.microsoftonline.com/TENANT/v2.0", unique=True
                    ),
                ),
                (
                    "email_domains",
                    models.JSONField(default=list, help_text="Domains whose addresses the council alone gives out."),
                ),
                (
                    "app",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="council",
                        to="socialaccount.socialapp",
                    ),
                ),
                (
                    "authority",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="council", to="authorities.authority"
                    ),
                ),
            ],
        ),
        Logged("authorities_council", authority="authority_id"),
        Logged("socialaccount_socialapp", hidden=("secret", "key")),
        Logged("socialaccount_socialaccount", hidden=("extra_data",), ignored=("last_login",)),
        Logged("socialaccount_socialtoken", hidden=("token", "token_secret")),
    ]
