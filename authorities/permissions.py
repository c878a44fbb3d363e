"""Who may do what: the names of permissions, each a predicate on the person's appointments."""

import rules

from .people import Appointment
from .sharing.contract import roles_reading
from .sharing.readers import STAFF

Role = Appointment.Role


def holds(*roles):
    """A predicate: the person is active and holds one of these roles today."""
    return rules.predicate(lambda person: person.is_active and person.holds(*roles), name="holds_" + "_or_".join(roles))


rules.add_perm("placements.record", holds(Role.HR_OFFICER))
rules.add_perm("placements.read", holds(*roles_reading("placements.Placement")))
rules.add_perm("placements.read_worker", holds(*roles_reading("placements.Post")))
rules.add_perm("placements.search", holds(*roles_reading("placements.SearchText")))
rules.add_perm("compliance.check_worker", holds(*STAFF, Role.SUPPLIER))
rules.add_perm("compliance.watch", holds(*STAFF))
rules.add_perm("compliance.read_breaches", holds(*roles_reading("compliance.Finding")))
rules.add_perm("compliance.read_rules", holds(*Role))
rules.add_perm("authorities.save_filters", holds(*Role))
rules.add_perm("compliance.what_if", holds(Role.WME_ANALYST, Role.LEAD_DCS))
rules.add_perm("compliance.load_agreements", holds(Role.WME_ANALYST))
rules.add_perm("compliance.approve_agreements", holds(Role.WME_ANALYST, Role.LEAD_DCS))
rules.add_perm("reports.read_savings", holds(*roles_reading("reports.Edition")))
rules.add_perm("reports.read_return", holds(*STAFF))
rules.add_perm("reports.read_quarterly", holds(Role.WME_ANALYST, Role.LEAD_DCS))
rules.add_perm("reports.download_region", holds(Role.WME_ANALYST, Role.LEAD_DCS))
rules.add_perm("reports.rebuild", holds(Role.WME_ANALYST))
rules.add_perm("placements.read_leavers", holds(*roles_reading("placements.LeaverReturn")))
rules.add_perm("placements.read_teams", holds(*roles_reading("placements.ProjectTeam")))
rules.add_perm("placements.map_titles", holds(Role.HR_OFFICER))
rules.add_perm("compliance.read_retention", holds(*roles_reading("compliance.Certificate"), Role.ADMINISTRATOR))
rules.add_perm("placements.give_record", holds(*STAFF))
rules.add_perm("placements.hold_records", holds(Role.APPROVER, Role.DCS))
rules.add_perm("authorities.review_look_ups", holds(*roles_reading("authorities.LookUp")))
rules.add_perm("authorities.read_jobs", holds(Role.ADMINISTRATOR))
rules.add_perm("authorities.read_outbox", holds(Role.ADMINISTRATOR))
rules.add_perm("authorities.read_people", holds(Role.ADMINISTRATOR))
rules.add_perm("authorities.read_log", holds(Role.AUDITOR, Role.ADMINISTRATOR))
rules.add_perm("authorities.manage_people", holds(Role.ADMINISTRATOR))
# Who gives roles, and answers for them each quarter: see `appointing.py`.
rules.add_perm("authorities.invite", holds(Role.DCS, Role.APPROVER, Role.ADMINISTRATOR))
