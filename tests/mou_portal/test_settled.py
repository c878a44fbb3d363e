"""The web server sets apart what it has read, before it answers anybody."""

import gc

from mou_portal.settled import settle


def test_what_has_been_read_is_gone_through_no_more():
    try:
        settle()
        assert gc.get_freeze_count() > 10_000
        assert len(gc.get_objects()) < gc.get_freeze_count()
    finally:
        gc.unfreeze()
