"""The life of a version: checked, approved by two different people, published, or withdrawn before that."""

from contextlib import contextmanager

from django.db import InternalError
from django.utils import timezone

from authorities.acting import acting
from authorities.models import JobRole, Region
from authorities.refusal import Refused
from compliance.models import Agreement, AgreementVersion, Approval, VersionStep
from compliance.succession import in_order
from compliance.version_checks import refuse_problems
from placements.models import Change

State, Step, Key = AgreementVersion.State, VersionStep.Kind, Approval.Key
STEP_OF = {Key.FIRST: Step.FIRST_KEY, Key.SECOND: Step.SECOND_KEY}
RAISED = "P0001"  # the code with which our triggers refuse


def check_agreement(*, version, by):
    """A draft without problems becomes checked. Raises NotClean with every problem found."""
    with changing(by):
        version = _locked(version)
        if version.state == State.CHECKED:
            return version
        _refuse_unless(version, State.DRAFT)
        refuse_problems(version.document, str(version))
        return put_by(version, Step.CHECKED, by, state=State.CHECKED)


def approve_agreement(*, version, key, seen, by):
    """Turn one of the two keys of a checked version; with the second it becomes approved.

    `key` is the key that this person may turn, and `seen` the sha256 of the text that they were shown.
    Raises Refused.
    """
    with changing(by):
        version = _locked(version)
        if version.approvals.filter(person=by, sha256=seen).exists():
            return version  # a second press of the button
        _refuse_unless(version, State.CHECKED)
        _refuse_unseen(version, seen)
        turned = {approval.key for approval in version.approvals.all()}
        if key in turned:
            raise Refused("Somebody else has turned this key already.", "The other key is for the other role.")
        if key == Key.SECOND and Key.FIRST not in turned:
            raise Refused("The first key has not been turned.", "Wait for West Midlands Employers to approve it first.")
        refuse_problems(version.document, str(version))
        Approval.objects.create(version=version, person=by, key=key, sha256=version.sha256)
        state = State.APPROVED if turned else State.CHECKED
        return put_by(version, STEP_OF[key], by, state=state)


def publish_agreement(*, version, seen, by):
    """Publish an approved version, in the name of one of the two who approved it; a second time changes nothing."""
    with changing(by):
        version = _locked(version)
        if version.state == State.PUBLISHED:
            return version
        _refuse_unless(version, State.APPROVED)
        _refuse_unseen(version, seen)
        if not version.approvals.filter(person=by).exists():
            raise Refused("Only one of the two people who approved a version can publish it.", "Ask one of them.")
        make_public(version, refuse_problems(version.document, str(version)), by)
        return version


def withdraw_agreement(*, version, by):
    """Take back a version that is not published. It stays on record, and loading it again makes it a draft."""
    with changing(by):
        version = _locked(version)
        if version.state == State.WITHDRAWN:
            return version
        if version.state == State.PUBLISHED:
            raise Refused("A published version is never taken back.", "Publish a correction of it.")
        version.approvals.all().delete()
        return put_by(version, Step.WITHDRAWN, by, state=State.WITHDRAWN)


@contextmanager
def changing(by):
    """`acting`, and where the database itself refuses, its words."""
    try:
        with acting(by):
            yield
    except InternalError as refused:
        cause = refused.__cause__
        if getattr(cause, "pgcode", "") != RAISED:
            raise
        raise Refused(cause.diag.message_primary, "Load the page again to see how things stand.") from refused


def hold(agreement_id):
    """Let nobody else change a version of this agreement until the transaction ends."""
    return Agreement.objects.select_for_update().get(pk=agreement_id)


def put_by(version, step, by, **fields):
    """Store a version's new state, and who brought it about."""
    now = timezone.now()
    for name, value in fields.items():
        setattr(version, name, value)
    if step in (Step.LOADED, Step.REPLACED):
        version.loaded_at = now
    version.save()
    VersionStep.objects.create(version=version, kind=step, by=by, at=now, sha256=version.sha256)
    return version


def make_public(kept, version, by):
    """Publish without asking: `kept` is the row of the `version` that its file holds."""
    without_keys = kept.state != State.APPROVED
    step = Step.WITHOUT_KEYS if without_keys else Step.PUBLISHED
    moment = {"published_at": timezone.now(), "published_by": by}
    put_by(kept, step, by, state=State.PUBLISHED, without_keys=without_keys, **moment)
    newest = in_order(kept.agreement.versions.published())[-1].pk == kept.pk
    if newest:
        named = {"title": version.title, "regime": version.regime, "region": region_of(version)}
        Agreement.objects.filter(pk=kept.agreement_id).update(**named)
    _name_roles(version, newest and not version.schedule_of)
    Change.objects.create()  # for everybody: any answer may differ now


def _name_roles(version, anew):
    """The region's job roles, as its newest version calls them; an older one, or a schedule, adds what it alone has."""
    region = region_of(version)
    for role in version.roles if region else ():
        named = {"name": role.name, "core_type": role.core_type}
        write = JobRole.objects.update_or_create if anew else JobRole.objects.get_or_create
        write(region=region, slug=role.slug, defaults=named)


def region_of(version):
    """The region that a version is for; None for the national rules."""
    if not version.region:
        return None
    region = Region.objects.filter(code=version.region).first()
    if region is None:
        raise Refused(
            f"The region {version.region} is not known.", "Load the region first: manage.py load_region FILE."
        )
    return region


def _locked(version):
    """The version as it stands, which nobody else changes until the transaction ends."""
    hold(version.agreement_id)
    return AgreementVersion.objects.select_related("agreement").get(pk=version.pk)


def _refuse_unless(version, state):
    if version.state != state:
        is_now = "a draft" if version.state == State.DRAFT else version.state
        raise Refused(f"This version is {is_now} now, so this cannot be done.", "Somebody else may have been quicker.")


def _refuse_unseen(version, seen):
    if version.sha256 != seen:
        raise Refused("The text has changed since you opened the page.", "Read it again before you decide.")
