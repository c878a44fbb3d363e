"""An agreement is loaded from its file, and published at once where the operator says so."""

import hashlib

from authorities.refusal import Refused
from compliance.models import Agreement, AgreementVersion, VersionStep
from compliance.version_checks import keepable, readable, refuse_problems

from .publishing import changing, hold, make_public, put_by, region_of

State, Step = AgreementVersion.State, VersionStep.Kind


class PublishedOtherwise(Refused):
    """A version that is already published, with another text."""


def load_agreement(*, text, name, publish, by):
    """Check an agreement file, then keep it as a draft or publish it; the same file twice changes nothing.

    This is the operator's way, and publishes without two keys. Raises Refused with every problem found, each with
    file, line and remedy.
    """
    text = _as_kept(text)
    # What is published is not checked again: it stays as it is, whatever is asked of later versions.
    if settled := _published(readable(text, name), text):
        return settled
    version = refuse_problems(text, name)
    with changing(by):
        kept = _keep(version, text, by)
        if publish and kept.state != State.PUBLISHED:
            if kept.state == State.DRAFT:
                put_by(kept, Step.CHECKED, by, state=State.CHECKED)
            make_public(kept, version, by)
    return kept


def draft_agreement(*, text, name, within, by):
    """Keep an agreement file as a draft, problems and all; the same file again changes nothing.

    `within` are the ids of the regions whose agreements this person loads; the national rules anybody may load who
    loads for a region. Raises NotClean where it cannot be read as an agreement, Refused where it cannot be kept.
    """
    text = _as_kept(text)
    version = keepable(text, name)
    with changing(by):
        _refuse_elsewhere(version, within)
        return _keep(version, text, by)


def _refuse_elsewhere(version, within):
    region = region_of(version)
    kept = Agreement.objects.filter(slug=version.agreement).first()
    if region and region.pk not in within:
        raise Refused(f"This file is for {region}, whose agreements you do not load.", "Check the region in the file.")
    if kept and kept.region_id and kept.region_id not in within:
        raise Refused(
            f"“{version.agreement}” is the name of another region’s agreement.",
            "Give this agreement a name of its own.",
        )


def _as_kept(text):
    """The same text however it came: a browser writes the end of a line in two characters, a file in one."""
    return text.replace("\r\n", "\n")


def _sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def _published(version, text):
    """The published version of this label, if there is one; raises PublishedOtherwise where its text is another."""
    same = AgreementVersion.objects.published().filter(agreement__slug=version.agreement, label=version.version)
    published = same.select_related("agreement").first()
    if published and published.sha256 != _sha256(text):
        raise PublishedOtherwise(
            f"Version {version.version} of {version.title} is published, and a published version never changes.",
            "Give the corrected file a new version.",
        )
    return published


def _keep(version, text, by):
    agreement = _agreement(version)
    if settled := _published(version, text):
        return settled
    kept = agreement.versions.filter(label=version.version).first()
    fields = {"in_force_from": version.in_force_from, "document": text, "sha256": _sha256(text), "loaded_by": by}
    if kept is None:
        kept = AgreementVersion(agreement=agreement, label=version.version)
        return put_by(kept, Step.LOADED, by, state=State.DRAFT, **fields)
    if kept.state != State.WITHDRAWN and kept.sha256 == fields["sha256"]:
        return kept
    again = Step.LOADED if kept.state == State.WITHDRAWN else Step.REPLACED
    put_by(kept, again, by, state=State.DRAFT, **fields)
    kept.approvals.all().delete()
    return kept


def _agreement(version):
    """The agreement that the version is of, held until the transaction ends; what is published alone names it."""
    named = {"title": version.title, "regime": version.regime, "region": region_of(version)}
    agreement, new = Agreement.objects.get_or_create(slug=version.agreement, defaults=named)
    hold(agreement.pk)
    if not new and not agreement.versions.published().exists():
        Agreement.objects.filter(pk=agreement.pk).update(**named)
    return agreement
