"""What workers do with the files that officers send: check them, and take them in."""

from authorities.clock import today

from . import uploads


def check_upload(upload_id, progress=None):
    """Find out what would become of a file that was sent."""
    uploads.check(upload_id=upload_id, today=today(), progress=progress)


def take_in_upload(upload_id, progress=None):
    """Take in a file that was sent. Safe to repeat: what has been taken in already is found unchanged."""
    uploads.take_in(upload_id=upload_id, today=today(), progress=progress)
