"""A book of placements of any size, written by SQL into a database of its own."""

from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from placements import search_sql

AGREEMENTS = Path(__file__).resolve().parent.parent / "compliance" / "agreements"
TABLES = ("worker", "post", "spell", "placement", "rate", "leaverreturn", "substantivenotice")
NUMBERED = {
    "numbered": "authorities_authority",
    "roles": "authorities_jobrole",
    "suppliers": "authorities_supplier WHERE name LIKE 'Benchmark%%'",
}
FIRST = ["Amara", "Bea", "Cal", "Deepa", "Ewan", "Fay", "Gus", "Hana", "Idris", "Jo", "Kit", "Lena", "Omar", "Siân"]
LAST = ["Ash", "Birch", "Cedar", "Dale", "Elm", "Fen", "Glen", "Heath", "Ivy", "Kirk", "Lark", "Moor", "North", "Oak"]
ENDING = ["bury", "by", "combe", "den", "field", "ford", "ham", "ley", "man", "son", "ton", "well", "wick", "wood"]

# Every fourth worker once held a permanent post in a neighbouring authority; every third placement had a rise.
# Numbers repeat after 900,000 workers, as registration numbers do: they meet as one person's records.
STATEMENTS = (
    """INSERT INTO placements_worker (authority_id, swe_number, name, match_key)
       SELECT a.id, 'SW' || (100000 + n), (%(first)s)[1 + n %% 14] || ' ' ||
              (%(last)s)[1 + n / 3 %% 14] || (%(ending)s)[1 + n / 42 %% 14],
              md5(n::text) || md5((n + 1)::text)
         FROM generate_series(1, %(size)s) n JOIN numbered a ON a.place = n %% 14""",
    """INSERT INTO placements_post (worker_id, contract, role_text, from_on, left_on, reason)
       SELECT w.id, 'permanent', '', NULL, date '2022-01-31' + (n * 7919 %% 1700)::int, 'resignation'
         FROM (SELECT id, row_number() OVER (ORDER BY id) n FROM placements_worker) w WHERE n %% 4 = 0""",
    """INSERT INTO placements_spell (worker_id, setting, employer, from_on, until_on, registered)
       SELECT w.id, 'local_authority', '', begins, begins + 300 + (n %% 400)::int, n %% 10 > 0
         FROM (SELECT id, row_number() OVER (ORDER BY id) n FROM placements_worker) w,
              LATERAL (VALUES (date '2017-01-01' + (n %% 300)::int), (date '2019-06-01')) spells (begins)
        WHERE n %% 2 = 0""",
    """INSERT INTO placements_substantivenotice (authority_id, job_role_id, since, weeks)
       SELECT a.id, r.id, date '2020-01-01', 8 FROM numbered a, roles r WHERE a.place < 10""",
    """INSERT INTO placements_placement (authority_id, worker_id, supplier_id, reference, job_role_id, started_on,
              ended_on, hours_per_week, offered_hourly_pay, reason, contractual_bar, breach_reason, notice_weeks,
              references_received, last_reference_on, reference_given_on, pqe_months, quality_record, project_team,
              team_approved_on, team_cost_apart, team_control_kept)
       SELECT w.authority_id, w.id, u.id, 'B-' || w.n, r.id, s.started_on,
              CASE WHEN w.n %% 6 = 0 THEN NULL ELSE s.started_on + 200 END, 37, 36, 'vacancy', false, '', 1 + w.n %% 6,
              1 + w.n %% 3, s.started_on - 3, CASE WHEN w.n %% 5 = 0 THEN NULL ELSE s.started_on + 190 END,
              20 + w.n %% 60, w.n %% 7 > 0, w.n %% 20 = 0, s.started_on - 9, true, w.n %% 40 = 0
         FROM (SELECT *, row_number() OVER (ORDER BY id) n FROM placements_worker) w
         JOIN roles r ON r.place = w.n %% 5
         JOIN suppliers u ON u.place = w.n / 3 %% 20
         CROSS JOIN LATERAL (SELECT date '2022-11-01' + (w.n * 104729 %% 1460)::int AS started_on) s""",
    """INSERT INTO placements_rate (placement_id, since, pay_type, hourly_pay)
       SELECT id, started_on, CASE WHEN id %% 3 = 0 THEN 'paye' ELSE 'umbrella' END, 28 + id %% 12
         FROM placements_placement
       UNION ALL
       SELECT id, started_on + 90, CASE WHEN id %% 3 = 0 THEN 'paye' ELSE 'umbrella' END, 29 + id %% 12
         FROM placements_placement WHERE id %% 3 = 0""",
    """INSERT INTO placements_leaverreturn (authority_id, month, nil, received_at)
       SELECT a.id, month::date, false, now()
         FROM numbered a, generate_series(date '2021-01-01', date '2026-10-01', interval '1 month') month
        WHERE NOT (a.place = 13 AND month >= date '2026-09-01')""",
)


def write(size):
    """Empty the book and write `size` placements; histories are left out, for they are not read here."""
    quiet = StringIO()
    call_command("migrate", verbosity=0)
    call_command("load_region", stdout=quiet)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE compliance_agreementversion CASCADE")  # the files may have changed since the last run
    for file in sorted(AGREEMENTS.glob("*.toml")):
        call_command("load_agreement", str(file), "--publish", stdout=quiet)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO authorities_supplier (name) SELECT 'Benchmark Supplier ' || n FROM generate_series(1, 20) n"
            " ON CONFLICT DO NOTHING"
        )
        cursor.execute("TRUNCATE placements_worker, placements_change, compliance_assessment CASCADE")
        cursor.execute("TRUNCATE placements_leaverreturn, placements_substantivenotice")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE placements_{table} DISABLE TRIGGER USER")
        for name, source in NUMBERED.items():
            cursor.execute(
                f"CREATE TEMPORARY TABLE IF NOT EXISTS {name} AS"
                f" SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM {source}"
            )
        for statement in STATEMENTS:
            cursor.execute(statement, {"size": size, "first": FIRST, "last": LAST, "ending": ENDING})
        for statement in search_sql.FILL:
            cursor.execute(statement)
        for table in TABLES:
            cursor.execute(f"ALTER TABLE placements_{table} ENABLE TRIGGER USER")
        cursor.execute("ANALYZE")
