"""The daily e-mail: what there is to do, in counts and links, to everybody who wants it and has something to do."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from authorities.daily_email import token_of
from authorities.models import Appointment, Mail, Person
from authorities.outbox.posting import post
from authorities.wall.standing import asking_for
from authorities.wording import day_in_words
from mou_portal.to_do import to_do_of


def write_all(*, on, progress=None):
    """Write the e-mail of a day (local date) to each person who has something to do; returns how many were written.

    What each is told is asked of the database on their own behalf. Nobody gets a second one about the same day.
    """
    people, written = list(_readers(on)), 0
    for done, person in enumerate(people, start=1):
        with asking_for(person):
            to_do = to_do_of(person, on)
        written += bool(to_do and _write(person, to_do, on))
        if progress:
            progress(done, len(people))
    return written


def lines_of(to_do):
    """What there is to do as (words, how many, the address of it): like things together, and no record by its name."""
    lines = {}
    for one in to_do:
        words = one.brief or one.text
        count, url = lines.get(words, (0, one.url))
        lines[words] = count + (one.count or 1), url if words not in lines else reverse("home")
    return [(words, count, f"{settings.PORTAL_ADDRESS}{url}") for words, (count, url) in lines.items()]


def _readers(on):
    """Everybody who may sign in, holds a role on the day, wants the e-mail and has not been written to."""
    told = Mail.objects.filter(once__startswith=f"digest {on} ").values_list("once", flat=True)
    told = {int(once.rpartition(" ")[2]) for once in told}
    held = Appointment.objects.in_force_on(on).values("person")
    wanting = Person.objects.filter(is_active=True, daily_email=True, pk__in=held)
    return (person for person in wanting.order_by("pk") if person.pk not in told)


def _write(person, to_do, on):
    stop = f"{settings.PORTAL_ADDRESS}{reverse('stop_daily_email', args=[token_of(person)])}"
    context = {"lines": lines_of(to_do), "day": day_in_words(on), "stop": stop, "home": settings.PORTAL_ADDRESS}
    return post(
        kind=Mail.Kind.DIGEST,
        to=person.email,
        subject="What there is to do on the MOU portal",
        body=render_to_string("mou_portal/digest.txt", context),
        unsubscribe=stop,
        once=f"digest {on} {person.pk}",
        at_once=False,
    )
