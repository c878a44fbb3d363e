"""What was found of a book of placements, written by SQL: a sample is judged, and the others are found alike."""

from datetime import date

from django.db import connection

SAMPLE = 2000
# Half of the placements are found wanting in one thing each, as a region that looks after its book might be.
# Days go with the start of the placement that they are copied to, so that lists of today hold what they would.
PAIRED = """
    CREATE TEMPORARY TABLE paired AS
    SELECT p.id, p.authority_id, s.id AS like_id, p.started_on - s.started_on AS later
      FROM placements_placement p
      JOIN (SELECT id, started_on, row_number() OVER (ORDER BY id) - 1 AS place FROM placements_placement
             ORDER BY id LIMIT %(sample)s) s ON s.place = p.id %% %(sample)s
     WHERE p.id NOT IN (SELECT id FROM placements_placement ORDER BY id LIMIT %(sample)s)"""
FOUND = """
    INSERT INTO compliance_finding (placement_id, authority_id, regime, agreement, version, clause, rule, known,
           verdict, words, numbers, missing, illustrative, role, covered_by, signed_before, from_on, until_on,
           assessment_id, judged_on, known_at, found_at, superseded_at)
    SELECT t.id, t.authority_id, f.regime, f.agreement, f.version, f.clause, f.rule, f.known, f.verdict,
           f.words, f.numbers, f.missing, f.illustrative, f.role, f.covered_by, f.signed_before, f.from_on + t.later,
           f.until_on + t.later, f.assessment_id, f.judged_on, f.known_at, f.found_at, f.superseded_at
      FROM paired t JOIN (SELECT DISTINCT ON (placement_id) * FROM compliance_finding
                            ORDER BY placement_id, verdict, id) f
        ON f.placement_id = t.like_id
     WHERE t.id %% 2 = 0"""
MET = """
    INSERT INTO compliance_met (placement_id, clauses, assessment_id, met_at, superseded_at)
    SELECT t.id, '[]', m.assessment_id, m.met_at, m.superseded_at
      FROM paired t JOIN compliance_met m ON m.placement_id = t.like_id"""
DUE = """
    INSERT INTO compliance_dueitem (placement_id, authority_id, regime, agreement, version, clause, rule, due_on, words,
           numbers)
    SELECT t.id, t.authority_id, d.regime, d.agreement, d.version, d.clause, d.rule, d.due_on + t.later, d.words,
           d.numbers
      FROM paired t JOIN compliance_dueitem d ON d.placement_id = t.like_id"""


def write(today: date):
    """Findings, what was met and what is due, of every placement in the book."""
    from compliance.actions import assess
    from placements.models import Placement

    ids = list(Placement.objects.order_by("pk").values_list("pk", flat=True)[:SAMPLE])
    assess(placement_ids=ids, reason="asked", judged_on=today)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS paired")
        for statement in (PAIRED, FOUND, MET, DUE):
            cursor.execute(statement, {"sample": SAMPLE})
        cursor.execute("VACUUM ANALYZE")
