"""Which rows keep their history."""

import pghistory


def revised(model):
    """Keep every revision by trigger: the event tables are what was known on an earlier day."""
    return pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())(model)
