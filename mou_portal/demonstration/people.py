"""One account for each role, with one password that everybody may know, and a second factor that is printed."""

import time
from datetime import date

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp

from authorities.acting import acting
from authorities.models import Appointment, Authority, Person, Region, Supplier

from . import shape
from .refusing import refuse_outside_demonstrations
from .shape import REGION

PASSWORD = "demonstration-only-2026"  # noqa: S105  printed by bin/demo; refused outside demonstrations
WALSALL, DUDLEY = "E08000030", "E08000027"
SINCE = date(2015, 1, 1)
Role = Appointment.Role
ACCOUNTS = [
    ("hr.walsall@example.org", Role.HR_OFFICER, WALSALL),
    ("hr.dudley@example.org", Role.HR_OFFICER, DUDLEY),
    ("approver.walsall@example.org", Role.APPROVER, WALSALL),
    ("dcs.walsall@example.org", Role.DCS, WALSALL),
    ("chief-executive.walsall@example.org", Role.CHIEF_EXECUTIVE, WALSALL),
    ("analyst.wme@example.org", Role.WME_ANALYST, REGION),
    ("workforce-group.walsall@example.org", Role.WORKFORCE_GROUP, WALSALL),
    ("lead-dcs.region@example.org", Role.LEAD_DCS, REGION),
    ("supplier.one@example.org", Role.SUPPLIER, shape.SUPPLIERS[0]),
    ("auditor.region@example.org", Role.AUDITOR, REGION),
    ("administrator@example.org", Role.ADMINISTRATOR, ""),
]


def load(*, by):
    """Make the accounts that are not there yet; each as (role, e-mail address, password, secret, code now)."""
    refuse_outside_demonstrations()
    with acting(by):
        for email, role, whose in ACCOUNTS:
            if not Person.objects.filter(email=email).exists():
                _appoint(email, role, whose)
    return [(_in_words(role, whose), email, PASSWORD, *_second_factor(email)) for email, role, whose in ACCOUNTS]


def _second_factor(email):
    """The secret that an authenticator app is given by hand, and the code that it would show now."""
    person = Person.objects.get(email=email)
    app = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()
    kept = app or totp.TOTP.activate(person, totp.generate_totp_secret()).instance
    secret = totp.decrypt(kept.data["secret"])
    steps = int(time.time()) // totp.app_settings.TOTP_PERIOD
    return secret, totp.format_hotp_value(totp.hotp_value(secret, steps))


def _appoint(email, role, whose):
    name = f"Demonstration {_in_words(role, whose)}"
    person = Person.objects.create_user(email, PASSWORD, name=name[:100])
    where = {}
    if whose in shape.LIVE:
        where["authority"] = Authority.objects.get(ons_code=whose)
    if whose == REGION or role == Role.WORKFORCE_GROUP:
        where["region"] = Region.objects.get(code=REGION)
    if role == Role.SUPPLIER:
        where["supplier"] = Supplier.objects.get_or_create(name=whose)[0]
    Appointment.objects.create(person=person, role=role, from_on=SINCE, **where)


def _in_words(role, whose):
    places = {WALSALL: ", Walsall", DUDLEY: ", Dudley", REGION: ", West Midlands", "": ""}
    return f"{Role(role).label}{places.get(whose, f', {whose}')}"
