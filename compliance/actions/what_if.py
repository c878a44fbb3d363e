"""Keeping a what-if, so that its link can be sent, and deleting one's own."""

from authorities.acting import acting
from authorities.refusal import Refused
from compliance.models import WhatIf


def keep_what_if(*, region, title, asked, by):
    """Keep a question (`what_if.asked.Asked`) for everybody who may ask for the region. Nothing else is written."""
    with acting(by):
        return WhatIf.objects.create(region=region, title=title, definition=asked.as_stored(), by=by)


def forget_what_if(*, what_if, by):
    """Delete a what-if; raises Refused where somebody else asked it."""
    if what_if.by_id != by.pk:
        raise Refused("Somebody else asked this.", "Ask them to delete it.")
    with acting(by):
        what_if.delete()
