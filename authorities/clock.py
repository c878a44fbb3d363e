"""What day it is: the one place where the portal looks at the clock."""

from datetime import date

from django.utils import timezone


def today() -> date:
    """The local date (Europe/London): 23:30 UTC on 31 March is 1 April in London."""
    return timezone.localdate()
