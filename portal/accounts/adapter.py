"""How allauth behaves in this portal: no addresses, our own mail, no way to learn who has an account."""

from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse

from portal.accounts.notifications import enqueue_sign_in_mail
from portal.accounts.second_factor import has_second_factor
from portal.accounts.workplaces import workplaces_of
from portal.core.network import visitor_key


class AccountAdapter(DefaultAccountAdapter):
    def get_client_ip(self, request) -> str:
        """What allauth counts by and might store: a number that means nothing tomorrow."""
        return visitor_key(request)

    def get_http_user_agent(self, request) -> str:
        return ""

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """allauth's mail goes through the outbox like all other mail."""
        enqueue_sign_in_mail(template=template_prefix, to=email, code=context.get("code", ""))

    def is_open_for_signup(self, request) -> bool:
        """Anyone may make an account. It opens nothing until an organisation confirms it."""
        return True

    def get_login_redirect_url(self, request) -> str:
        """Whoever has one place to work goes there; the others choose on their own page."""
        places = workplaces_of(request.user) if has_second_factor(request) else []
        return places[0].address if len(places) == 1 else reverse("accounts:overview")

    def can_delete_email(self, email_address) -> bool:
        return False
