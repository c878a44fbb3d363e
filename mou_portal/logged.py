"""Which tables are not logged, and why: every other table of the database is, or a test fails."""

DERIVED = "worked out from what is logged, and worked out again at any time"
REVISIONS = "a copy that a trigger makes of each row that is logged"
KEPT_SHORT = "kept for hours or days, and says nothing about a worker, a placement or an agreement"
DJANGO = "written by migrations alone"

NOT_LOGGED = {
    "authorities_logbell": "rung by the log itself, and empty after each transaction",
    "authorities_logdetail": "the log itself",
    "authorities_logentry": "the log itself",
    "authorities_loglink": "the log itself",
    "authorities_logread": "the log itself: what was read; each day of it is sealed by an entry",
    "authorities_job": "the list of work, with a sign of life each second; what work writes is logged",
    "authorities_mail": "the outbox, kept for 30 days; what each e-mail tells of is logged",
    "compliance_dueitem": DERIVED,
    "compliance_finding": DERIVED,
    "compliance_met": DERIVED,
    "placements_upload": "a file on its way in, gone in days; what it brings is logged row by row, and so is its run",
    "placements_change": "a note that an answer may have changed, gone in five minutes; the change itself is logged",
    "compliance_exemptionevent": REVISIONS,
    "reports_referencerateevent": REVISIONS,
    "pghistory_context": REVISIONS,
    "placements_searchtext": DERIVED,
    **{
        f"{app}event": REVISIONS
        for app in (
            "authorities_jobtitlemapping", "authorities_membership", "placements_conversion", "placements_hours",
            "placements_leaverreturn", "placements_placement", "placements_post", "placements_projectteam",
            "placements_rate", "placements_reference", "placements_registercheck", "placements_spell",
            "placements_substantivenotice", "placements_teammember", "placements_worker",
        )
    },
    "axes_accessattempt": "counts failed sign-ins for the lock-out; each has an entry of its own",
    "axes_accessattemptexpiration": "counts failed sign-ins for the lock-out; each has an entry of its own",
    "axes_accessfailurelog": "counts failed sign-ins for the lock-out; each has an entry of its own",
    "axes_accesslog": "each sign-in has an entry of its own",
    "django_session": KEPT_SHORT,
    "usersessions_usersession": KEPT_SHORT,
    "shared_cache": KEPT_SHORT,
    "auth_permission": DJANGO,
    "django_content_type": DJANGO,
    "django_migrations": DJANGO,
}  # fmt: skip
