"""Every write to these tables is logged; `mou_portal/logged.py` says which are not, and why.

All in one place, because it is about the tables of every room. A new table joins the list by a migration beside this
one, or in its own room. Words that the sharing contract keeps from auditors are logged as changed, not as they are.
"""

from django.db import migrations

from authorities.log.attaching import Logged, through

OF_TITLE = through("authorities_jobtitle", "job_title_id")
OF_PLACEMENT = through("placements_placement", "placement_id")
OF_WORKER = through("placements_worker", "worker_id")
OF_RUN = through("placements_importrun", "run_id")
OF_AGREEMENT = through("compliance_agreement", "agreement_id", of="region_id")
OF_VERSION = """(SELECT a.region_id FROM compliance_agreement a JOIN compliance_agreementversion v ON v.agreement_id = a.id
                  WHERE v.id = (r ->> 'version_id')::bigint)"""
OF_EDITION = through("reports_edition", "edition_id", of="region_id")


class Migration(migrations.Migration):
    dependencies = [
        ("authorities", "0008_log"),
        ("placements", "0007_links_behind_the_wall"),
        ("compliance", "0008_certificates_of_the_portal"),
        ("reports", "0003_wall"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("knox", "0009_extend_authtoken_field"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        Logged("authorities_region", region="id"),
        Logged("authorities_authority", authority="id"),
        Logged("authorities_membership", authority="authority_id", region="region_id"),
        Logged("authorities_supplier"),
        Logged("authorities_agency"),
        Logged("authorities_jobrole", region="region_id"),
        Logged("authorities_jobtitle", authority="authority_id"),
        Logged("authorities_jobtitlemapping", authority=OF_TITLE),
        # People, what they may do, and how they sign in. A sign-in has an entry of its own.
        Logged("authorities_person", hidden=("password",), ignored=("last_login",)),
        Logged("authorities_person_groups"),
        Logged("authorities_person_user_permissions"),
        Logged("authorities_appointment", authority="authority_id", region="region_id"),
        Logged("authorities_invitation", authority="authority_id", region="region_id", hidden=("email", "key_hash")),
        Logged("auth_group"),
        Logged("auth_group_permissions"),
        Logged("account_emailaddress"),
        Logged("account_emailconfirmation", hidden=("key",)),
        Logged("knox_authtoken", key="digest", hidden=("token_key",)),
        Logged("authorities_keyname", key="key_id"),
        Logged("mfa_authenticator", hidden=("data",), ignored=("last_used_at",)),
        # Whom they asked about is kept as a key, which meets that of the worker's record.
        Logged("authorities_lookup", authority="authority_id", hidden=("match_key",)),
        # What happened.
        Logged("placements_worker", authority="authority_id", hidden=("match_key", "keyed_by")),
        Logged("placements_post", authority=OF_WORKER),
        Logged("placements_spell", authority=OF_WORKER),
        Logged("placements_leaverreturn", authority="authority_id"),
        Logged("placements_substantivenotice", authority="authority_id"),
        Logged("placements_placement", authority="authority_id"),
        Logged("placements_rate", authority=OF_PLACEMENT),
        Logged("placements_hours", authority=OF_PLACEMENT),
        Logged("placements_hold", authority=OF_WORKER),
        Logged("placements_recordlink", authority=OF_WORKER, hidden=("token_sha256", "visit_sha256")),
        Logged("placements_correction", authority=OF_WORKER, hidden=("text", "outcome", "answer")),
        # What was typed or sent and not taken in is no record yet: that it came is logged, and not what it held.
        Logged("placements_draft", authority="authority_id", hidden=("answers",), ignored=("updated_at",)),
        Logged(
            "placements_importrun", authority="authority_id", hidden=("kind", "file_name", "sha256", "unknown_columns")
        ),
        Logged(
            "placements_parkedrow",
            authority=OF_RUN,
            hidden=("column", "reason", "remedy", "row", "row_sha256"),
        ),
        # What was agreed. A version keeps its text, and the digest of the text is logged.
        Logged("compliance_agreement", region="region_id"),
        Logged("compliance_agreementversion", region=OF_AGREEMENT, hidden=("document",)),
        Logged("compliance_approval", region=OF_VERSION),
        Logged("compliance_versionstep", region=OF_VERSION),
        Logged("compliance_exemption", authority=OF_PLACEMENT),
        Logged("compliance_whatif", region="region_id", hidden=("title", "definition")),
        Logged("compliance_certificate", authority="authority_id"),
        # A run is logged as it begins and as it ends, not as it goes along.
        Logged("compliance_assessment", ignored=("total", "done", "last_placement_id")),
        # What was told: editions never change.
        Logged("reports_referencerate", region="region_id"),
        Logged("reports_edition", region="region_id", hidden=("content", "sha256")),
        Logged("reports_editionfile", region=OF_EDITION, hidden=("name", "media_type", "body", "sha256")),
    ]
