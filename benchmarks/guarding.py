"""What row-level security and the log cost a page: the same pages with both and without, in turns.

    .venv/bin/python -m benchmarks.guarding [PLACEMENTS]      (20000)

Without them means: policies off, the log's triggers off, and neither middleware; the rest of the portal is the same.
"""

import os
import statistics
import sys
import time
from datetime import date, timedelta
from itertools import count
from time import perf_counter

from mou_portal import embedded

OWN = "mou_benchmark_guarding"
ROUNDS, TIMES = 8, 15
GUARDS = ("authorities.wall.middleware", "authorities.log.middleware")


def main(size):
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks import assessing, book

    call_command("collectstatic", interactive=False, verbosity=0)
    assessing.use_database(OWN)
    book.write(size)
    officer, placement = _officer()
    on, off = _client(officer, guarded=True), _client(officer, guarded=False)
    days = (date(2020, 1, 1) + timedelta(days=number) for number in count(1))
    asked = {
        "The list of placements": lambda client: client.get("/placements/"),
        "One placement": lambda client: client.get(f"/placements/{placement}/"),
        "The breach dashboard": lambda client: client.get("/breaches/"),
        "Adding a notice period": lambda client: client.post("/notice-periods/", _notice(next(days))),
    }
    taken = {page: {True: [], False: []} for page in asked}
    for number in range(ROUNDS * 2):
        guarded = number % 2 == 0
        _guard(guarded)
        for page, ask in asked.items():
            taken[page][guarded].append(_median(ask, on if guarded else off))
    _guard(True)
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {size:,} placements")
    print("| page | with both | without | ratio |")
    print("| --- | ---: | ---: | ---: |")
    for page, by in taken.items():
        with_both, without = (statistics.median(by[guarded]) * 1000 for guarded in (True, False))
        print(f"| {page} | {with_both:.1f} ms | {without:.1f} ms | {with_both / without:.2f} |")


def _officer():
    from authorities.models import Appointment, Authority, Person
    from placements.models import Placement

    authority = Authority.objects.get(dfe_code="335")
    officer, made = Person.objects.get_or_create(email="officer@example.org")
    if made:
        officer.appointments.create(role=Appointment.Role.HR_OFFICER, authority=authority, from_on=date(2015, 1, 1))
    return officer, Placement.objects.filter(authority=authority).latest("pk").pk


def _client(person, *, guarded):
    """A browser signed in with both factors, before a portal with its guards or without."""
    from django.conf import settings
    from django.contrib.auth import user_logged_in
    from django.test import Client, override_settings

    kept = [name for name in settings.MIDDLEWARE if guarded or not name.startswith(GUARDS)]
    client = Client(SERVER_NAME="localhost")
    user_logged_in.connect(_both_factors)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    user_logged_in.disconnect(_both_factors)
    with override_settings(MIDDLEWARE=kept):
        client.handler.load_middleware()
    return client


def _both_factors(sender, request, user, **_):
    now = time.time()
    request.session["began_at"] = request.session["seen_at"] = now
    request.session["account_authentication_methods_user"] = str(user.pk)
    request.session["account_authentication_methods"] = [
        {"method": "password", "at": now},
        {"method": "mfa", "type": "totp", "id": 0, "at": now},
    ]


def _notice(day):
    from authorities.models import JobRole

    role = JobRole.objects.filter(slug="team_manager").values_list("pk", flat=True).get()
    return {"job_role": role, "weeks": 8, "since_0": day.day, "since_1": day.month, "since_2": day.year}


def _guard(guarded):
    """Put the guards up, or take them down."""
    from django.db import connection

    verbs = ("ENABLE", "FORCE") if guarded else ("DISABLE", "NO FORCE")
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tablename FROM pg_policies")
        for (table,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} {verbs[0]} ROW LEVEL SECURITY, {verbs[1]} ROW LEVEL SECURITY")
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE 'log%%' AND NOT tgisinternal"
        )
        for table, trigger in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} {verbs[0]} TRIGGER {trigger}")


def _median(ask, client):
    seconds = []
    for _ in range(TIMES):
        begun = perf_counter()
        answer = ask(client)
        seconds.append(perf_counter() - begun)
        if answer.status_code not in (200, 302) or "sign-in" in answer.headers.get("Location", ""):
            raise SystemExit(f"{answer.status_code} {answer.headers.get('Location', '')}")
    return statistics.median(seconds)


if __name__ == "__main__":
    embedded.ensure()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mou_portal.settings")
    os.environ.setdefault("MOU_DEMO", "1")
    main(int(sys.argv[1]) if sys.argv[1:] else 20_000)
