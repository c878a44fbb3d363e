"""The wall around workers, placements and what goes with them; and the one door through which posts meet."""

from django.db import migrations

from authorities.wall.policies import PERSON, SIGNED_IN, Owned, by_authority, by_parent, by_placement, by_worker, one_of
from authorities.wall.raising import Door, Wall, named_with_authority, of_own

SUPPLIERS_OWN = f"supplier_id {one_of('suppliers')}"
COUNTED = f"authority_id {one_of('counted')}"
PLACEMENTS = by_authority(also=f"{SUPPLIERS_OWN} OR {COUNTED}")
# A supplier reads who the worker is in its own orders, and a title as it stands in them.
OFFERED = "EXISTS (SELECT 1 FROM placements_placement parent WHERE parent.{0} = {1} AND parent." + SUPPLIERS_OWN + ")"
LEAVERS_SENT = Owned(SIGNED_IN, by_authority().writes)  # everybody sees who has sent which month
NOTICES = Owned(SIGNED_IN, by_authority().writes)  # the terms of an authority's own staff, which every check reads
TYPED_BY = f"person_id::text = {PERSON}"
DRAFTS = Owned(f"{by_authority().reads} OR {TYPED_BY}", TYPED_BY)
# Web puts on the list what is to be assessed again, and reads nothing of it: the grant below leaves it the number alone.
CHANGES = Owned("true", SIGNED_IN)
# Records of one person in different authorities meet here and nowhere else: no name, no number, no placement.
POSTS = """
    SELECT h.id, w.match_key::text, w.authority_id, h.contract::text, h.from_on, h.left_on, h.reason::text, r.slug::text
      FROM placements_post h
      JOIN placements_worker w ON w.id = h.worker_id
      LEFT JOIN authorities_jobrole r ON r.id = h.job_role_id
     WHERE w.match_key = ANY(keys)"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0005_rights"), ("authorities", "0005_wall")]

    operations = [
        *(
            # What was written once is history: people add to it and change nothing of it.
            Wall(f"placements_{name}", owned.kept() if name.endswith("event") else owned)
            for name, owned in {
                "placement": PLACEMENTS,
                "placementevent": PLACEMENTS,
                "worker": by_authority(also=OFFERED.format("worker_id", "placements_worker.id")),
                "workerevent": by_authority(also=OFFERED.format("worker_id", "pgh_obj_id")),
                "rate": by_placement(),
                "rateevent": by_placement(),
                "hours": by_placement(),
                "hoursevent": by_placement(),
                "post": by_worker(),
                "postevent": by_worker(),
                "spell": by_worker(),
                "spellevent": by_worker(),
                "leaverreturn": LEAVERS_SENT,
                "leaverreturnevent": LEAVERS_SENT,
                "substantivenotice": NOTICES,
                "substantivenoticeevent": NOTICES,
                "hold": by_worker(),
                "correction": by_worker(),
                "draft": DRAFTS,
                "importrun": by_authority(),
                "parkedrow": by_parent("placements_importrun", "run_id"),
                "change": CHANGES,
            }.items()
        ),
        Wall("authorities_jobtitle", by_authority(also=OFFERED.format("job_title_id", "authorities_jobtitle.id"))),
        *(named_with_authority(f"placements_{name}") for name in ("worker", "placement")),
        of_own("placements_placement", "worker_id", "placements_worker"),
        of_own("placements_placement", "job_title_id", "authorities_jobtitle"),
        of_own("placements_draft", "placement_id", "placements_placement"),
        Door(
            "posts_that_meet(keys text[])",
            returns="id bigint, match_key text, authority_id bigint, contract text, from_on date, left_on date, reason text,"
            " role text",
            query=POSTS,
            into=("placements_post", "placements_worker"),
        ),
        migrations.RunSQL(
            "REVOKE SELECT ON placements_change FROM mou_web; GRANT SELECT (id) ON placements_change TO mou_web",
            "GRANT SELECT ON placements_change TO mou_web",
        ),
    ]
