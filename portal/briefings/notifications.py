"""The mail to schools: the approved bytes with the recipient's own link filled in."""

from django.urls import reverse

from portal.briefings.models import Delivery
from portal.briefings.rendering import personal
from portal.mail.kinds import MailKind, RenderedMail, register
from portal.mail.links import absolute_url, check_token, make_token

LINK = "briefing.confirm"


def confirm_path(delivery: Delivery) -> str:
    """The address where this contact answers; nothing of it is stored."""
    token = f"{delivery.pk}.{make_token(LINK, delivery.pk)}"
    return reverse("briefings:confirm", args=[token])


def delivery_of(token: str) -> Delivery | None:
    """The delivery that a confirmation link belongs to, or None when it is not one of ours."""
    number, _dot, signature = token.partition(".")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    if not check_token(signature, LINK, int(number)):
        return None
    return Delivery.objects.select_related("dispatch__version__briefing", "organisation").filter(pk=int(number)).first()


def render(message) -> RenderedMail:
    """The approved version for one delivery; `message.ref` is the delivery."""
    delivery = Delivery.objects.select_related("dispatch__version__briefing").get(pk=message.ref)
    version = delivery.dispatch.version
    url = absolute_url(confirm_path(delivery))
    return RenderedMail(
        subject=version.subject,
        text=personal(version.text, url),
        html=personal(version.html, url),
    )


def register_kinds() -> None:
    register(MailKind(name="briefing.sent", subject="Bericht aan scholen", render=render))
