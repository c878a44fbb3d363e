"""People, suppliers and job titles."""

from datetime import date
from functools import cache

import factory
from django.contrib.auth.hashers import make_password
from factory.django import DjangoModelFactory

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
