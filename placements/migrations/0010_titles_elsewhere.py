"""A door through which an authority hears what others of its region mean by a title: how many, and never which."""

from django.db import migrations

from authorities.wall.raising import Door

# Fewer than two tell nothing: one authority's mapping is its own, and may be its own mistake.
ELSEWHERE = r"""
    SELECT trim(regexp_replace(lower(t.title), '[^a-z0-9]+', ' ', 'g'))::text, m.job_role_id,
           count(DISTINCT t.authority_id)
      FROM authorities_jobtitle t
      JOIN LATERAL (SELECT n.job_role_id FROM authorities_jobtitlemapping n
                     WHERE n.job_title_id = t.id AND n.since <= day ORDER BY n.since DESC LIMIT 1) m ON true
     WHERE trim(regexp_replace(lower(t.title), '[^a-z0-9]+', ' ', 'g')) = ANY(titles)
       AND t.authority_id <> ALL(
             coalesce(string_to_array(nullif(current_setting('app.reads', true), ''), ',')::bigint[], '{}'))
     GROUP BY 1, 2 HAVING count(DISTINCT t.authority_id) >= 2"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0009_uploads"), ("authorities", "0005_wall")]

    operations = [
        Door(
            "titles_elsewhere(titles text[], day date)",
            returns="title text, job_role_id bigint, authorities bigint",
            query=ELSEWHERE,
            into=("authorities_jobtitle", "authorities_jobtitlemapping"),
        ),
    ]
