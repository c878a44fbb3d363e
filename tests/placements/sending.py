"""Files as officers send them, for the tests of the pages that take them."""

from django.core.files.uploadedfile import SimpleUploadedFile

from placements.models import ColumnMapping, ImportRun, ParkedRow, Upload

OURS = "reference,supplier,swe_number,worker_name,role,pay_type,hourly_pay,start_on"
THEIRS = "Order No,Candidate Name,SWE Reg,Grade,Pay method,Pay rate,Start date,Cost centre"
GOOD = "A-1,Test Supplier,SW900001,Test Worker,senior_social_worker,umbrella,31.50,02/03/2026"
BAD = "A-2,Test Supplier,900002,Other Worker,senior_social_worker,umbrella,=1+1,02/03/2026"
OF_THEIRS = "A-1,Test Worker,SW900001,senior_social_worker,umbrella,31.50,02/03/2026,CC-1"


def lines(*rows):
    return "\n".join(rows).encode()


def send(client, person, content, *, kind="placements", name="march.csv", **more):
    """Send a file as this person does; the answer after all redirects."""
    client.force_login(person)
    file = SimpleUploadedFile(name, content)
    return client.post("/files/", {"kind": kind, "file": file} | more, follow=True)


def sent():
    """The one file that was sent."""
    return Upload.objects.get()


def checked_file(authority, *, by):
    """A file of this authority that was checked, by a name that gives it away."""
    told = {"added": 1, "changed": 0, "unchanged": 0, "parked": 0, "waiting_already": 0, "problems": [], "fates": {}}
    return Upload.objects.create(
        authority=authority,
        kind="placements",
        file_name=f"FILE-{authority.name.upper()}",
        body=b"",
        headings=[],
        lines=1,
        state="checked",
        told=told | {"at": "2026-11-20T12:00:00+00:00"},
        by=by,
    )


def said_columns(authority, *, by):
    """What a heading means to this authority, by a name that gives it away."""
    said = {f"heading-of-{authority.name.lower()}": "reference"}
    return ColumnMapping.objects.create(authority=authority, kind="hours", meaning=said, by=by)


def files_of(authority, *, by):
    """A file that was checked, a row that waits and columns that were said: their ids, by what they are."""
    run = ImportRun.objects.create(
        kind="hours", authority=authority, file_name=f"ROW-{authority.name.upper()}", sha256="", by=by
    )
    row = ParkedRow.objects.create(run=run, row_number=2, reason="Wrong.", remedy="Mend it.", row={}, row_sha256="")
    return {
        "upload": checked_file(authority, by=by).pk,
        "columns": said_columns(authority, by=by).pk,
        "row": row.pk,
    }
