"""Whose record an address names, so that its authority's auditor reads who opened it, wherever they work."""

from django.apps import apps

from ..sharing.contract import kind

# What each number in an address is the number of, and where it stands, where one authority's record is meant.
RECORDS = {
    "batch_id": ("placements.RegisterCheck", "batch"),
    "correction_id": ("placements.Correction", "pk"),
    "mapping_id": ("placements.ColumnMapping", "pk"),
    "notice_id": ("placements.SubstantiveNotice", "pk"),
    "placement_id": ("placements.Placement", "pk"),
    "post_id": ("placements.Post", "pk"),
    "reference_id": ("placements.Reference", "pk"),
    "row_id": ("placements.ParkedRow", "pk"),
    "spell_id": ("placements.Spell", "pk"),
    "team_id": ("placements.ProjectTeam", "pk"),
    "title_id": ("authorities.JobTitle", "pk"),
    "upload_id": ("placements.Upload", "pk"),
    "watch_id": ("compliance.Watch", "pk"),
    "worker_id": ("placements.Worker", "pk"),
}
NOBODYS = "SELECT NULL::bigint", ()


def whose(named):
    """A statement that gives the id of the authority whose record these parts of an address name, with its values.

    It gives null, or no row, where they name none, and where the record is gone since.
    """
    label, field, value = next(_records(named), ("", "", ""))
    if not label:
        return NOBODYS
    rows = apps.get_model(label).objects.filter(**{field: value}).order_by()
    return rows.values(kind(label).authority)[:1].query.sql_with_params()


def _records(named):
    return ((*RECORDS[name], value) for name, value in named.items() if name in RECORDS)
