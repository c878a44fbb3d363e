"""Versions that are published and that are not, and a what-if that was kept, for those who may ask about them."""

from datetime import date
from decimal import Decimal

from compliance import actions as compliance_actions
from compliance.models import AgreementVersion
from compliance.moved_caps import Move
from compliance.what_if.asked import TODAY, Asked


def versions(dev):
    """A version that is published, and one of the same region that is not."""
    published = AgreementVersion.objects.get(agreement__slug="west-midlands-mou", label="2025")
    text = published.document.replace('version = "2025"', 'version = "DRAFT-OF-2099"')
    within = {published.agreement.region_id}
    draft = compliance_actions.draft_agreement(text=text, name="draft.toml", within=within, by=dev)
    return {"published": published.pk, "unpublished": draft.pk}


def what_if(dev, region):
    """A what-if that dev has kept."""
    move = Move("west-midlands-mou", "cap", "team_manager", ("paye",), date(2026, 4, 1), Decimal("41.00"))
    asked = Asked((move,), None, TODAY)
    return compliance_actions.keep_what_if(region=region, title="Managers at £41", asked=asked, by=dev).pk
