"""Where the demonstration may be given."""

from django.conf import settings

from authorities.refusal import Refused


def refuse_outside_demonstrations():
    """Invented records and well-known passwords have no place in a real portal."""
    if not (settings.DEMO or settings.TESTING or settings.DEBUG):
        raise Refused(
            "This is not a demonstration: invented records would mix with real ones.",
            "Run bin/demo, or set MOU_DEMO=1 for a portal that serves this machine alone.",
        )
