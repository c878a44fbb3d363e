"""Recovery codes that can be worked out again from a sealed seed become salted hashes; they go on working."""

from django.db import migrations

from authorities.recovery_codes import kept_as


def hashed(apps, schema_editor):
    # Only where somebody has such codes is the library asked what they are.
    for kept in apps.get_model("mfa", "Authenticator").objects.filter(type="recovery_codes"):
        if "hashes" not in kept.data:
            kept.data = kept_as(codes_of(kept))
            kept.save()


def codes_of(kept):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    return RecoveryCodes(kept).get_unused_codes()


class Migration(migrations.Migration):
    dependencies = [("authorities", "0011_log_reads"), ("mfa", "0003_authenticator_type_uniq")]

    operations = [migrations.RunPython(hashed, migrations.RunPython.noop)]
