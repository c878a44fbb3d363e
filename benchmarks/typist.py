"""How long an officer's daily work takes a person who types, in a real browser on the real server.

    .venv/bin/python -m benchmarks.typist

The typist takes 200 ms for a key and 1 s to find each field or button, and reads one answer for 5 s. Nothing is put by:
pages and answers that come while typing cost what they cost.
"""

import os
import shutil
from datetime import timedelta
from time import perf_counter

from mou_portal import embedded

OWN = "mou_benchmark_typist"
KEY, FIND, READ = 200, 1_000, 5_000  # milliseconds
BOOK = 3_500  # placements of the region on record


class Typist:
    """Somebody at a keyboard: counts the answers given and the keys pressed."""

    def __init__(self, page):
        self.page, self.answers, self.keys = page, 0, 0

    def find(self):
        self.page.wait_for_timeout(FIND)

    def type(self, field, text):
        self.find()
        field.focus()
        field.press_sequentially(text, delay=KEY)
        self.answers, self.keys = self.answers + 1, self.keys + len(text)

    def paste(self, field, text):
        self.find()
        field.focus()
        self.page.wait_for_timeout(2 * KEY)
        self.page.keyboard.insert_text(text)
        self.answers, self.keys = self.answers + 1, self.keys + 2

    def date(self, group, day):
        """Three boxes, one answer."""
        for part, text in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            self.type(group.get_by_label(part), str(text))
        self.answers -= 2

    def choose(self, option):
        self.find()
        option.check()
        self.answers += 1

    def select(self, field, label):
        """Typing the first letters chooses from a list."""
        self.find()
        self.page.wait_for_timeout(3 * KEY)
        field.select_option(label)
        self.answers, self.keys = self.answers + 1, self.keys + 3

    def press(self, button):
        self.find()
        button.click()

    def read(self):
        self.page.wait_for_timeout(READ)


def check(typist, page, start):
    """May we engage this worker? Five answers; the fifth is the button that says why."""
    page.goto("/check/")
    begun = perf_counter()
    typist.type(page.get_by_label("Social Work England registration number"), "SW900001")
    typist.select(page.get_by_label("Job title"), "Senior practitioner")
    typist.choose(page.get_by_label("Umbrella company"))
    typist.type(page.get_by_label("Hourly pay", exact=True), "31")
    typist.date(page.get_by_role("group", name="Start date"), start)
    typist.press(page.get_by_role("button", name="To engage this worker"))
    page.locator(".mou-answer h2").wait_for()
    typist.read()
    return perf_counter() - begun


def record(typist, page, start):
    """A placement from the order on the desk."""
    page.goto("/placements/record/")
    begun = perf_counter()
    typist.type(page.get_by_label("Social Work England registration number"), "SW900002")
    typist.type(page.get_by_label("Worker’s name"), "Test Worker")
    typist.select(page.get_by_label("Job title"), "Senior practitioner")
    typist.choose(page.get_by_label("Covering a vacancy"))
    typist.date(page.get_by_role("group", name="Start date"), start)
    typist.date(page.get_by_role("group", name="Expected end date"), start + timedelta(days=90))
    typist.type(page.get_by_label("Weekly hours"), "37")
    typist.choose(page.get_by_label("Umbrella company"))
    typist.type(page.get_by_label("Hourly pay", exact=True), "31")
    typist.type(page.get_by_label("Hourly pay first offered"), "33")
    typist.select(page.get_by_label("Supplier", exact=True), "Test Supplier")
    typist.type(page.get_by_label("Supplier’s reference"), "ORD-1")
    typist.press(page.get_by_role("button", name="Continue"))
    page.get_by_role("heading", name="Check your answers").wait_for()
    typist.read()
    typist.press(page.get_by_role("button", name="Record this placement"))
    page.get_by_text("Placement ORD-1 is recorded").wait_for()
    return perf_counter() - begun


def extend(typist, page, start):
    """An extension, from the placement's own page."""
    page.goto("/placements/")
    page.get_by_role("link", name="ORD-1", exact=True).click()
    page.get_by_role("link", name="Extend", exact=True).wait_for()
    begun = perf_counter()
    typist.press(page.get_by_role("link", name="Extend", exact=True))
    end = page.get_by_role("group", name="Expected end date")
    end.wait_for()
    typist.date(end, start + timedelta(days=180))
    typist.press(page.get_by_role("button", name="Extend", exact=True))
    page.get_by_role("alert").wait_for()
    typist.read()
    return perf_counter() - begun


def leavers(typist, page, start):
    """30 leavers, pasted from a spreadsheet."""
    page.goto("/leavers/")
    month = (start.replace(day=1) - timedelta(days=32)).replace(day=1)
    rows = [
        f"SW{300000 + number}\t{month + timedelta(days=number % 28):%d/%m/%Y}\tSocial worker" for number in range(30)
    ]
    begun = perf_counter()
    typist.select(page.get_by_label("Month", exact=True), f"{month:%B %Y}")
    typist.paste(page.get_by_label("Paste the rows"), "\n".join(rows))
    typist.press(page.get_by_role("button", name="Send", exact=True))
    page.get_by_text("has been received, with 30 leavers").wait_for()
    typist.read()
    return perf_counter() - begun


# What is done, at most how many seconds it may take, and at most how many answers.
TASKS = ((check, 20, 5), (record, 60, 12), (extend, 20, 1), (leavers, 120, 2))


def main():
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks import assessing, book, guarding
    from mou_portal.demo.processes import WEB, Children, free_port

    call_command("collectstatic", interactive=False, verbosity=0)
    assessing.use_database(OWN)
    book.write(BOOK)
    officer, _ = guarding._officer()
    start = _desk(officer)
    cookie = guarding._client(officer, guarded=True).session.session_key
    with Children() as children:
        port = free_port(None)
        children.start("web", WEB, MOU_BIND=f"127.0.0.1:{port}")
        children.wait_until_web_answers(port)
        done = _in_a_browser(f"http://localhost:{port}", cookie, start)
    print(f"Chromium, {os.cpu_count()} cores, {BOOK:,} placements on record")
    print("| what | seconds | at most | answers | at most | keys |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for (task, most_seconds, most_answers), (seconds, typist) in zip(TASKS, done, strict=True):
        told = f"{seconds:.1f} | {most_seconds} | {typist.answers} | {most_answers} | {typist.keys}"
        print(f"| {task.__doc__.split('.')[0].split('?')[0]} | {told} |")


def _desk(officer):
    """What an authority has set up once: a title of its own and a supplier. Gives the start that is asked about."""
    from authorities.clock import today
    from authorities.models import JobRole, JobTitle, JobTitleMapping, Supplier

    authority = officer.appointments.get().authority
    title, _ = JobTitle.objects.get_or_create(authority=authority, title="Senior practitioner")
    senior = JobRole.objects.get(slug="senior_social_worker")
    JobTitleMapping.objects.get_or_create(job_title=title, since="2015-01-01", defaults={"job_role": senior})
    Supplier.objects.get_or_create(name="Test Supplier")
    return today() + timedelta(days=14)


def _in_a_browser(address, cookie, start):
    from django.conf import settings
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("MOU_CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    done = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox"] if os.geteuid() == 0 else []
        )
        context = browser.new_context(base_url=address, locale="en-GB", timezone_id="Europe/London")
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])
        page = context.new_page()
        for task, _, _ in TASKS:
            typist = Typist(page)
            done.append((task(typist, page, start), typist))
        browser.close()
    return done


if __name__ == "__main__":
    embedded.ensure()
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's driver runs a loop in this thread
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mou_portal.settings")
    os.environ.setdefault("MOU_DEMO", "1")
    main()
