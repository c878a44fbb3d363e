"""People who sign in, and the appointments that say what each may do."""

from functools import cached_property

import rules
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models

from . import clock


class PersonManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        """A person who signs in with this e-mail address; without a password they cannot."""
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save()
        return person

    def create_superuser(self, email, password=None, **fields):
        """An administrator, as `manage.py createsuperuser` asks for; their role alone says what they may do."""
        person = self.create_user(email, password, is_superuser=True, **fields)
        person.appointments.create(role=Appointment.Role.ADMINISTRATOR, from_on=clock.today())
        return person

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in. What they may do comes from their appointments alone."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=100, blank=True)
    is_active = models.BooleanField(default=True)
    daily_email = models.BooleanField("e-mail each working day on which there is something to do", default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = EMAIL_FIELD = "email"
    objects = PersonManager()

    class Meta:
        verbose_name_plural = "people"

    def __str__(self):
        return self.name or self.email

    @cached_property
    def current_appointments(self):
        """Appointments in force today, read once for each request."""
        return list(self.appointments.in_force_on(clock.today()).select_related("authority", "region", "supplier"))

    def has_perm(self, permission, obj=None):
        """Whether their appointments of today allow it. Django would let a superuser do everything: ours do not."""
        return rules.has_perm(permission, self)

    def holds(self, *roles):
        """Whether they hold any of these roles today."""
        return any(appointment.role in roles for appointment in self.current_appointments)

    def authorities_as(self, *roles):
        """The authorities, in order of name, for which they hold any of these roles today."""
        held = {a.authority for a in self.current_appointments if a.authority and a.role in roles}
        return sorted(held, key=lambda authority: authority.name)


class AppointmentQuerySet(models.QuerySet):
    def in_force_on(self, day):
        """Appointments in force on the day (local date)."""
        return self.filter(models.Q(until_on__isnull=True) | models.Q(until_on__gte=day), from_on__lte=day)


class Appointment(models.Model):
    """A person's role for an authority, a region or a supplier, between two days, both included."""

    class Role(models.TextChoices):
        HR_OFFICER = "hr_officer", "HR officer"
        APPROVER = "approver", "Approver"
        DCS = "dcs", "Director of children's services"
        CHIEF_EXECUTIVE = "chief_executive", "Chief executive"
        WME_ANALYST = "wme_analyst", "West Midlands Employers analyst"
        WORKFORCE_GROUP = "workforce_group", "Workforce group member"
        LEAD_DCS = "lead_dcs", "Lead director of children's services"
        SUPPLIER = "supplier", "Supplier"
        AUDITOR = "auditor", "Auditor"
        ADMINISTRATOR = "administrator", "Administrator"

    person = models.ForeignKey(Person, models.CASCADE, related_name="appointments")
    role = models.CharField(max_length=20, choices=Role)
    authority = models.ForeignKey("authorities.Authority", models.PROTECT, null=True, blank=True, related_name="+")
    region = models.ForeignKey("authorities.Region", models.PROTECT, null=True, blank=True, related_name="+")
    supplier = models.ForeignKey("authorities.Supplier", models.PROTECT, null=True, blank=True, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True, help_text="When somebody last said that it is still needed.")
    confirmed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role="administrator")
                | models.Q(authority__isnull=False)
                | models.Q(region__isnull=False)
                | models.Q(supplier__isnull=False),
                name="appointment_is_for_somebody",
            )
        ]

    def __str__(self):
        return f"{self.get_role_display()}, {self.authority or self.supplier or self.region or 'the portal'}"
