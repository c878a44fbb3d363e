"""The retention schedule: for each purpose which records, how long, what then, and on what ground.

`docs/privacy/retention-schedule.md` is made from it (`manage.py write_privacy`), and the nightly sweep goes by it.
"""

from datetime import timedelta
from typing import NamedTuple

from authorities.log.seals import KEPT_DAYS

STORAGE = "UK GDPR Article 5(1)(e), storage limitation"
MINIMAL = "UK GDPR Article 5(1)(c), data minimisation"
RECORDS = "UK GDPR Article 5(2), accountability"
OURS = "the period is our proposal, for the controllers to confirm"
# Months that a record is kept after the longest window in which a clause may still ask for it.
AFTER_WINDOW = 12
SWEPT, TIDIED, ELSEWHERE, FOR_GOOD = (
    "the nightly sweep, with a certificate",
    "the nightly tidying, without a certificate",
    "whoever answers the request, on the portal’s pages",
    "nobody: it is kept for good",
)


class Purpose(NamedTuple):
    """A line of the schedule. `days` run from the day that `since` names; None where months of the agreement do, or
    where the records are kept for good."""

    slug: str
    why: str
    records: str
    since: str
    then: str
    basis: str
    done_by: str
    days: int | None = None

    def kept(self, wait):
        """How long, in words; `wait` is the longest window of any agreement in months."""
        if self.slug == WORKERS:
            return (
                f"{wait + AFTER_WINDOW} months: the longest window that needs the record ({wait} months) and"
                f" {AFTER_WINDOW} months more"
            )
        if self.days is None:
            return "for good"
        return f"{self.days} days"


WORKERS, SETTLED, WAITING, FILES, LOOK_UPS, READS, LINKS, ATTEMPTS, KEYS, MAILS, WATCHES = (
    "worker-records", "settled-rows", "waiting-rows", "file-names", "look-ups", "pages-read", "record-links",
    "sign-in-attempts", "api-keys", "e-mails", "watches",
)  # fmt: skip
SCHEDULE = (
    Purpose(
        WORKERS,
        "To judge engagements by the agreement and the national rules, and to count them",
        "A worker’s name and registration number, posts, experience, references, what the public register said,"
        " placements, moves to permanent posts, rates, hours, leave given, what was found, holds and requests for"
        " correction, with every revision of them and what the log keeps of each",
        "the last day of the worker’s last placement or post with the authority; the day of the last change where"
        " there is none. Not while a placement or post goes on, a request for correction waits, or a hold is in force",
        "pseudonymised: name, number and free text are erased; days, roles, rates, hours and findings stay",
        f"{STORAGE}; {OURS}",
        SWEPT,
    ),
    Purpose(
        SETTLED,
        "To show that a row of a file that was refused has been taken in since, or discarded",
        "Rows of files that were parked and have been settled: they hold names and numbers as they were sent",
        "the day on which the row was settled",
        "deleted",
        f"{MINIMAL}; {OURS}",
        SWEPT,
        30,
    ),
    Purpose(
        WAITING,
        "To let an officer put right a row of a file and send it again",
        "Rows of files that are parked and wait",
        "the day on which the file was read",
        "deleted",
        f"{MINIMAL}; {OURS}",
        SWEPT,
        183,
    ),
    Purpose(
        FILES,
        "To find the file from which a record came",
        "Names of files that were read; the counts of what was taken in stay",
        "the day on which the file was read",
        "the name is erased",
        f"{MINIMAL}; {OURS}",
        SWEPT,
        730,
    ),
    Purpose(
        LOOK_UPS,
        "To show who asked about a worker, and to find people who ask without need",
        "The register of look-ups: who asked, for whom, why and when. It holds no number, but a key made from it",
        "the look-up",
        "deleted",
        f"{RECORDS}; {OURS}",
        SWEPT,
        730,
    ),
    Purpose(
        READS,
        "To show who read which page, and to find people who read without need",
        "Pages, files and answers that were given: who asked, which page, the numbers in its address and when. No name"
        " and no registration number",
        "the day on which the page was read",
        "deleted; the seal of each day stays in the log",
        f"{RECORDS}; {OURS}",
        SWEPT,
        KEPT_DAYS,
    ),
    Purpose(
        LINKS,
        "To let a worker see their own record once",
        "One-time links: hashes of their secrets, who made them and when they were opened",
        "the day on which the link ran out",
        "deleted",
        f"{STORAGE}; {OURS}",
        SWEPT,
        90,
    ),
    Purpose(
        ATTEMPTS,
        "To keep strangers out of accounts",
        "Attempts to sign in: the address typed, the network address and the browser",
        "the attempt",
        "deleted",
        f"UK GDPR Article 32, security; {OURS}",
        SWEPT,
        90,
    ),
    Purpose(
        KEYS,
        "To let a program act for a person",
        "API keys that have run out: their hashes",
        "the day on which the key ran out",
        "deleted",
        f"{STORAGE}; {OURS}",
        SWEPT,
        30,
    ),
    Purpose(
        WATCHES,
        "To show who waited for a worker, and why",
        "Watches that have ended: who waited, since when and for which start. The number is erased as the watch ends,"
        " 13 months after it began at the latest",
        "the end of the watch",
        "deleted",
        f"{MINIMAL}; {OURS}",
        SWEPT,
        30,
    ),
    Purpose(
        MAILS,
        "To show that an e-mail was sent, and why one was not",
        "E-mails of the portal: to whom, of what kind, when; the text is erased as it is sent",
        "the day on which it was written",
        "deleted",
        f"{STORAGE}; {OURS}",
        SWEPT,
        30,
    ),
    Purpose(
        "drafts",
        "To lose nothing that was typed",
        "Answers typed and not recorded",
        "the last change",
        "deleted",
        f"{MINIMAL}; {OURS}",
        TIDIED,
        30,
    ),
    Purpose(
        "sent-files",
        "To let an officer check a file before it is taken in",
        "Files that were sent by the browser, as they were sent: they hold names and numbers",
        "the sending; sooner, at once, when the file has been taken in",
        "the file is deleted",
        f"{MINIMAL}; {OURS}",
        TIDIED,
        1,
    ),
    Purpose(
        "told-of-files",
        "To tell what became of each row of a file",
        "What was found in files that were sent by the browser: rows with a problem, with the values that were sent",
        "the sending",
        "deleted",
        f"{MINIMAL}; {OURS}",
        TIDIED,
        7,
    ),
    Purpose(
        "sessions",
        "To know who has signed in",
        "Sessions of people who have signed in, and of workers who have opened a one-time link",
        "the end of the session",
        "deleted",
        f"{STORAGE}; {OURS}",
        TIDIED,
        0,
    ),
    Purpose(
        "jobs",
        "To see what the portal did by itself",
        "Finished jobs; they hold no personal data",
        "the end of the job",
        "deleted",
        f"{STORAGE}; {OURS}",
        TIDIED,
        200,
    ),
    Purpose(
        "accounts",
        "To say who wrote, decided and looked",
        "People who sign in, their appointments, and their name beside what they wrote",
        "the end of the last appointment",
        "to be filled in by the controllers; until then an account that has ended is closed and stays",
        f"{RECORDS}; to be filled in by the controllers",
        ELSEWHERE,
    ),
    Purpose(
        "log",
        "To prove who did what, and that nobody has changed the proof",
        "Entries of the log: numbers of people and rows, without a name",
        "the entry",
        "kept; the words of an entry about a worker are erased with the worker’s record",
        RECORDS,
        FOR_GOOD,
    ),
    Purpose(
        "editions",
        "To be able to show what was published",
        "Editions of reports: figures, and for each placement the supplier’s reference, without name or number",
        "the day of publication",
        "kept",
        RECORDS,
        FOR_GOOD,
    ),
    Purpose(
        "certificates",
        "To prove that this schedule is kept",
        "Certificates of the sweep: counts and hashes, without name or number",
        "the day of the sweep",
        "kept",
        RECORDS,
        FOR_GOOD,
    ),
)
BY_SLUG = {purpose.slug: purpose for purpose in SCHEDULE}


def kept_for(slug):
    """How long the records of a purpose are kept after the day that begins it."""
    return timedelta(days=BY_SLUG[slug].days)
