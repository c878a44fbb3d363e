"""Whom a council's word lets in: its own people, known by the issuer's own number, and by their address once."""

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from .. import clock
from ..people import Person


@transaction.atomic
def person_named(council, claims):
    """The person whom these claims are about; None where there is none whom this council may speak for.

    At first they are found by an address that is verified, among the council's own people; from then on by the subject
    alone. A council speaks for those who hold roles there and nowhere else: another's records, or the region's, are
    not for it to open.
    """
    subject, provider = str(claims["sub"]), council.app.provider_id
    known = SocialAccount.objects.filter(provider=provider, uid=subject).select_related("user").first()
    if known:
        return known.user if speaks_for(council, known.user) else None
    email = verified_address(council, claims)
    person = Person.objects.filter(email__iexact=email).first() if email else None
    if person is None or not speaks_for(council, person):
        return None
    if SocialAccount.objects.filter(provider=provider, user=person).exists():
        return None  # the address has gone to somebody else over there
    SocialAccount.objects.create(provider=provider, uid=subject, user=person)
    return person


def speaks_for(council, person):
    """Whether all the roles that this person holds today are this authority's."""
    held = person.appointments.in_force_on(clock.today()).values_list("authority", flat=True)
    return person.is_active and set(held) == {council.authority_id}


def verified_address(council, claims):
    """The address that the claims name, where it is verified: by the issuer's word, or by the domain; else nothing."""
    email = str(claims.get("email") or "").strip().lower()
    word = claims.get("email_verified") is True or claims.get("xms_edov") in (True, 1, "1", "true")
    domain = email.rpartition("@")[2]
    return email if "@" in email and (word or domain in council.email_domains) else ""
