"""manage.py check_worker: may we engage this worker?"""

from authorities import command
from authorities.clock import today
from authorities.command import authority_coded
from authorities.look_ups.models import LookUp
from authorities.queries import job_role
from compliance.actions import look_ups
from compliance.answer import YES
from compliance.gather import Proposal
from placements import checks
from placements.models import PayType

PURPOSES = [each for each in LookUp.Purpose.values if each != LookUp.Purpose.RECORD]


class Command(command.Command):
    help = "Answers yes, not_before, no or cannot_tell for a worker who may be engaged; exit status 0 is yes alone."

    def options(self, parser):
        parser.add_argument("--authority", required=True, metavar="CODE")
        parser.add_argument("--swe", required=True, metavar="SW…", help="registration number")
        parser.add_argument("--role", required=True, metavar="R")
        parser.add_argument("--pay-type", required=True, metavar="T")
        parser.add_argument("--hourly-pay", required=True, metavar="N")
        parser.add_argument("--start", required=True, metavar="DATE")
        parser.add_argument("--purpose", choices=PURPOSES, default=PURPOSES[0], help="why you ask; kept with your name")

    def work(self, *, authority, swe, role, pay_type, hourly_pay, start, purpose, by):
        authority = authority_coded(authority)
        day = today()
        self.answered = look_ups.look_up(
            proposal=Proposal(
                authority_id=authority.pk,
                swe_number=checks.swe_number(swe),
                job_role_id=job_role(authority, role, day).pk,
                pay_type=checks.choice(pay_type, field="pay_type", choices=PayType.choices),
                hourly_pay=checks.hourly_pay(hourly_pay),
                started_on=checks.day(start, field="started_on", today=day),
            ),
            purpose=purpose,
            channel=LookUp.Channel.COMMAND,
            by=by,
            judged_on=day,
        )
        return self.answered.as_dict(), command.DONE if self.answered.answer == YES else command.NOT_ALL

    def in_words(self, answer):
        lines = [self.answered.in_words()]
        for outcome in (each for each in answer["outcomes"] if each not in answer["still_needed"]):
            lines += [f"- {outcome['sentence']} ({outcome['agreement']} {outcome['version']}, {outcome['clause']})"]
            lines += [f"  {outcome['remedy']}"] if outcome["remedy"] else []
        lines += ["Still needed before the start:"] if answer["still_needed"] else []
        lines += [f"- {one['sentence']} {one['remedy']}".rstrip() for one in answer["still_needed"]]
        return "\n".join([*lines, answer["reason"]]).strip()
