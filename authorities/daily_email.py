"""The signed token by which a daily e-mail is stopped without signing in: it names a person and does nothing else."""

from django.core import signing

from .people import Person

SALT = "authorities.daily_email"


def token_of(person):
    return signing.dumps(person.pk, salt=SALT)


def person_named(token):
    """The person whose daily e-mail this token stops; None where it is not one of ours."""
    try:
        return Person.objects.filter(pk=signing.loads(token, salt=SALT)).first()
    except signing.BadSignature:
        return None
