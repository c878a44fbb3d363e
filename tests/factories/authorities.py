"""People, suppliers and job titles."""

import time
from datetime import date
from functools import cache

import factory
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.auth.hashers import make_password
from factory.django import DjangoModelFactory
from fido2 import cose
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from authorities.models import Appointment, JobTitle, JobTitleMapping, Person, Supplier

PASSWORD = "a-password-for-tests"


@cache
def hashed(password):
    """The hash of a password, made once: a good hash is slow, and a cast is made for every test."""
    return make_password(password)


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person
        django_get_or_create = ("email",)
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.LazyAttribute(lambda person: person.email.split("@")[0].capitalize())
    password = factory.LazyFunction(lambda: hashed(PASSWORD))


def authenticator_app(person):
    """Give this person an authenticator app; returns a function that says the code of a moment, now or steps away."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(person, secret)

    def code(steps=0):
        counter = int(time.time()) // totp.app_settings.TOTP_PERIOD + steps
        return totp.format_hotp_value(totp.hotp_value(secret, counter))

    return code


class AppointmentFactory(DjangoModelFactory):
    class Meta:
        model = Appointment

    person = factory.SubFactory(PersonFactory)
    role = Appointment.Role.HR_OFFICER
    from_on = date(2015, 1, 1)


class SupplierFactory(DjangoModelFactory):
    class Meta:
        model = Supplier
        django_get_or_create = ("name",)

    name = "Test Supplier"


class JobTitleFactory(DjangoModelFactory):
    """A title mapped to `job_role` from 2015 on; without a role it stays unmapped."""

    class Meta:
        model = JobTitle
        django_get_or_create = ("authority", "title")
        skip_postgeneration_save = True

    title = "Social worker"

    @factory.post_generation
    def job_role(self, create, extracted, **kwargs):
        if extracted:
            JobTitleMapping.objects.get_or_create(job_title=self, job_role=extracted, since=date(2015, 1, 1))


def passkey(person, name="Laptop"):
    """Give this person a passkey as a browser would have answered; what it can prove is left to real browsers."""
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    held = AttestedCredentialData.create(b"\0" * 16, name.encode(), cose.ES256.from_cryptography_key(key))
    data = AuthenticatorData.create(b"\0" * 32, AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT, 0, held)
    response = {
        "clientDataJSON": websafe_encode(b'{"type": "webauthn.create", "challenge": "AA", "origin": "https://x"}'),
        "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
    }
    answer = {"id": websafe_encode(name.encode()), "rawId": websafe_encode(name.encode()), "type": "public-key"}
    return Authenticator.objects.create(
        user=person, type="webauthn", data={"name": name, "credential": answer | {"response": response}}
    )
