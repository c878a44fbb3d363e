"""The desks of the demonstration: what makes no page empty, done by those who would do it."""

import pytest
from django.core.management import call_command

from authorities.clock import today
from authorities.look_ups.models import LookUp
from authorities.saved_filters import SavedFilter
from compliance.models import Watch, WhatIf
from mou_portal.demonstration import desks, shape
from placements.models import (
    ColumnMapping,
    Conversion,
    Correction,
    Hold,
    ParkedRow,
    Placement,
    Reference,
    RegisterCheck,
    Upload,
)
from placements.revisions import revisions_of


@pytest.mark.django_db
def test_the_desks_are_filled_once_and_in_the_name_of_those_who_sit_at_them(
    agreements, walsall, monkeypatch, settings, tmp_path
):
    monkeypatch.setattr(shape, "PAST", 20)
    settings.DATA = tmp_path
    call_command("load_demonstration", "--on", "2026-11-20")
    call_command("load_demonstration_people")
    on_desks = (
        Reference, RegisterCheck, Upload, ColumnMapping, ParkedRow, Watch, LookUp, Correction, Hold, Conversion,
        SavedFilter, WhatIf,
    )  # fmt: skip
    desks.load(today=today())
    counts = {model.__name__: model.objects.count() for model in on_desks}

    assert {name: count for name, count in counts.items() if not count} == {}
    assert {upload.state for upload in Upload.objects.all()} == {"taken", "checked", "columns"}
    assert ParkedRow.objects.filter(run__authority=walsall, settled_at__isnull=True).count() == 3
    assert RegisterCheck.objects.filter(worker__authority=walsall, found=False).count() == 1
    assert Reference.objects.filter(done_on__isnull=True).exists()
    ordered = Placement.objects.filter(reference__contains="-NEW-")
    [officer] = {revision.by for each in ordered for revision in revisions_of(each, identity=True)}
    assert officer == "Demonstration HR officer, Walsall"
    known = Placement.objects.filter(authority=walsall, references__isnull=False).exclude(pk__in=ordered).first()
    assert {revision.by for revision in revisions_of(known, identity=True)} == {"Operator", officer}

    desks.load(today=today())
    assert {model.__name__: model.objects.count() for model in on_desks} == counts
