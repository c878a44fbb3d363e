"""How allauth speaks to a council's issuer."""

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter


class Adapter(DefaultSocialAccountAdapter):
    """allauth's, but no issuer sends us on to an address that nobody has named."""

    def get_requests_session(self):
        session = super().get_requests_session()
        session.max_redirects = 0
        return session
