"""manage.py map_title: name an authority's own job title, and say which role it means from a day on."""

from authorities.clock import today
from authorities.command import Command as Base
from authorities.command import authority_coded, day_option
from authorities.queries import job_role
from authorities.refusal import Refused
from placements import actions, checks


class Command(Base):
    help = "Name an authority's job title, and map it to a role; the same again changes nothing."

    def options(self, parser):
        parser.add_argument("--authority", required=True, metavar="CODE", help="its ONS or DfE code")
        parser.add_argument("--title", required=True, metavar="T", help="the title as the authority writes it")
        parser.add_argument("--role", metavar="R", help="the role that it means; without one it stays unmapped")
        parser.add_argument("--since", type=day_option, metavar="DATE", help="the first day on which it means it")

    def work(self, *, by, authority, title, role, since):
        if (role is None) != (since is None):
            raise Refused("A role and the day from which it holds go together.", "Give --role and --since.", "since")
        authority, day = authority_coded(authority), today()
        means = {}
        if role is not None:
            means = {
                "job_role": job_role(authority, role, day),
                "since": checks.day(since, field="since", today=day),
            }
        kept = actions.map_title(authority=authority, title=title, by=by, **means)
        return {"authority": authority.ons_code, "title": kept.title, "role": role, "since": since}
