"""Loading an agreement from its file."""

import hashlib

from django.utils import timezone

from authorities.acting import acting
from authorities.models import JobRole, Region
from authorities.refusal import Refused
from compliance import agreement_file
from compliance.models import Agreement, AgreementVersion
from placements.models import Change

State = AgreementVersion.State


def load_agreement(*, text, name, publish, by):
    """Check an agreement file, then keep it as a draft or publish it; the same file twice changes nothing.

    Raises Refused with every problem found, each with file, line and remedy.
    """
    problems = agreement_file.problems(text, name)
    if problems:
        raise Refused("\n".join(str(problem) for problem in problems), "Mend the file and load it again.")
    version = agreement_file.read(text, name)
    with acting(by):
        loaded = _keep(version, text, by)
        if publish and loaded.state != State.PUBLISHED:
            _publish(loaded, by)
    return loaded


def _keep(version, text, by):
    region = _region(version)
    agreement, _ = Agreement.objects.update_or_create(
        slug=version.agreement, defaults={"title": version.title, "regime": version.regime, "region": region}
    )
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    kept = agreement.versions.select_for_update().filter(label=version.version).first()
    if kept and kept.state == State.PUBLISHED and kept.sha256 != sha256:
        raise Refused(
            f"Version {version.version} of {version.title} is published, and a published version never changes.",
            "Give the corrected file a new version.",
        )
    for role in version.roles if region else ():
        JobRole.objects.update_or_create(
            region=region, slug=role.slug, defaults={"name": role.name, "core_type": role.core_type}
        )
    if kept and kept.sha256 == sha256:
        return kept
    fields = {"in_force_from": version.in_force_from, "document": text, "sha256": sha256, "loaded_by": by}
    return AgreementVersion.objects.update_or_create(agreement=agreement, label=version.version, defaults=fields)[0]


def _region(version):
    if not version.region:
        return None
    region = Region.objects.filter(code=version.region).first()
    if region is None:
        raise Refused(
            f"The region {version.region} is not known.", "Load the region first: manage.py load_region FILE."
        )
    return region


def _publish(version, by):
    version.state, version.published_at, version.published_by = State.PUBLISHED, timezone.now(), by
    version.save()
    Change.objects.create()  # for everybody: any answer may differ now
