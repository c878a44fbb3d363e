"""manage.py set_up_council: let an authority's people sign in with its own sign-in service (OpenID Connect)."""

import os

from authorities import actions
from authorities.command import Command as Base
from authorities.command import authority_coded

SECRET = "MOU_COUNCIL_SECRET"  # noqa: S105 - the name of a variable


class Command(Base):
    help = f"Set up single sign-on for one authority. The client secret is read from {SECRET}. See docs/sign-in.md."

    def options(self, parser):
        parser.add_argument("--authority", required=True, metavar="CODE", help="its ONS or DfE code")
        parser.add_argument(
            "--issuer", required=True, help="for Entra ID: https://login.microsoftonline.com/TENANT/v2.0"
        )
        parser.add_argument("--client-id", required=True, help="the application's id")
        parser.add_argument(
            "--email-domain",
            action="append",
            default=[],
            metavar="DOMAIN",
            help="a domain whose addresses it gives out",
        )

    def work(self, *, by, authority, issuer, client_id, email_domain):
        council = actions.set_up_council(
            authority=authority_coded(authority),
            issuer=issuer,
            client_id=client_id,
            secret=os.environ.get(SECRET, ""),
            email_domains=email_domain,
            by=by,
        )
        return {"authority": str(council), "issuer": council.issuer, "code": council.app.provider_id}
