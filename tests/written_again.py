"""What every test stands on, loaded once by the real commands and then written again from what they wrote.

Loading six agreements takes a third of a second, and a thousand tests stand on them. The commands themselves have their
own tests.
"""

from copy import copy
from io import StringIO

from django.core.management import call_command
from django.utils import timezone

from authorities.acting import acting
from authorities.command import person
from authorities.models import Authority, JobRole, Membership, Region
from compliance.models import Agreement, AgreementVersion, VersionStep
from placements.models import Change

_kept = {}


def load_region():
    """The West Midlands and its 14 authorities."""
    models = (Region, Authority, Membership)
    if any(model.objects.exists() for model in models):
        call_command("load_region", "--json", stdout=StringIO())
    elif "region" not in _kept:
        call_command("load_region", "--json", stdout=StringIO())
        _kept["region"] = [list(model.objects.order_by("pk")) for model in models]
    else:
        with acting(person()):
            regions, authorities, memberships = _kept["region"]
            renewed = _written(regions) | _written(authorities)
            _written(memberships, region=renewed, authority=renewed)


def load_agreements(files):
    """These files, published in this order."""
    models = (Agreement, JobRole, AgreementVersion, VersionStep)
    key = tuple(files)
    if key in _kept and not any(model.objects.exists() for model in models):
        _publish_again(*_kept[key])
        return
    fresh = not any(model.objects.exists() for model in models)
    changes = Change.objects.count()
    for file in files:
        call_command("load_agreement", str(file), "--publish", "--json", stdout=StringIO())
    if fresh:
        codes = dict(Region.objects.values_list("pk", "code"))
        rows = [list(model.objects.order_by("pk")) for model in models]
        _kept[key] = rows, codes, Change.objects.count() - changes


def _publish_again(rows, codes, changes):
    agreements, roles, versions, steps = rows
    by, now = person(), timezone.now()
    regions = {region.code: region for region in Region.objects.all()}
    renewed = {("Region", pk): regions[code] for pk, code in codes.items() if code in regions}
    with acting(by):
        renewed |= _written(agreements, region=renewed)
        _written(roles, region=renewed)
        moments = {"loaded_by": by, "published_by": by, "published_at": now}
        renewed |= _written(versions, agreement=renewed, **moments)
        _written(steps, version=renewed, by=by, at=now)
        Change.objects.bulk_create(Change() for _ in range(changes))


def _written(rows, **fields):
    """Copies of rows, written anew: a field is given its value, or the row that stands for the one it named."""
    copies = []
    for row in rows:
        again = copy(row)
        again._state = copy(row._state)
        again.pk, again._state.adding, again._state.fields_cache = None, True, {}
        for name, value in fields.items():
            if isinstance(value, dict):
                field = row._meta.get_field(name)
                value = value.get((field.related_model.__name__, getattr(row, field.attname)))
            setattr(again, name, value)
        copies.append(again)
    type(rows[0]).objects.bulk_create(copies)
    return {(type(old).__name__, old.pk): new for old, new in zip(rows, copies, strict=True)}
