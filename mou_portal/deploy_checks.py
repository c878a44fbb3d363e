"""What `manage.py check --deploy` asks besides Django's own questions: that nothing here is a demonstration."""

from django.conf import settings
from django.core.checks import Error, Tags, register

ONE_MACHINE = {
    "DEMO": "MOU_DEMO is set: its accounts have passwords and second factors that are printed for anyone to read.",
    "EMBEDDED": "The embedded servers are in use. Set DATABASE_URL and REDIS_URL.",
    "DEBUG": "MOU_DEBUG is set: pages of errors show settings and records.",
}


@register(Tags.security, deploy=True)
def for_this_machine_alone(app_configs, **kwargs):
    """An error for each setting that suits a demonstration alone."""
    return [
        Error(said, hint="Unset it. See docs/running.md.", id=f"mou_portal.E00{number}")
        for number, (name, said) in enumerate(ONE_MACHINE.items(), start=1)
        if getattr(settings, name)
    ]
