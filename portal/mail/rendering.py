"""From a row to the bytes that leave: the kind renders, this module makes a correct MIME message of it."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import localtime, parseaddr
from typing import Literal

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.encoding import punycode

from . import configuration, kinds
from .kinds import Attachment, RenderedMail
from .models import OutgoingMessage

# Quoted-printable keeps every line far under the 998 bytes that RFC 5322 allows.
POLICY = SMTP.clone(cte_type="7bit")


def from_templates(
    *, subject: str, template: str, context: dict, attachments: list[Attachment] | None = None
) -> RenderedMail:
    """A mail from `<template>.txt` and `<template>.html`, which extend `mail/base.txt` and `mail/base.html`."""
    context = {**context, "subject": subject}
    return RenderedMail(
        subject=subject,
        text=render_to_string(f"{template}.txt", context),
        html=render_to_string(f"{template}.html", context),
        attachments=attachments or [],
    )


def render(message: OutgoingMessage) -> EmailMessage:
    """The finished mail of this row, in its own language. Raises whatever the kind raises; KeyError: unknown kind."""
    kind = kinds.get(message.kind)
    with translation.override(message.locale):
        rendered = kind.render(message)
        return build(message, rendered, default_subject=str(kind.subject))


def build(message: OutgoingMessage, rendered: RenderedMail, *, default_subject: str) -> EmailMessage:
    mail = EmailMessage(policy=POLICY)
    mail["From"] = address(configuration.mail_from())
    mail["To"] = address(message.to)
    mail["Subject"] = one_line(rendered.subject or default_subject)
    mail["Date"] = localtime()
    mail["Message-ID"] = message.message_id
    mail["Auto-Submitted"] = "auto-generated"
    if configuration.reply_to():
        mail["Reply-To"] = address(configuration.reply_to())
    for name, value in rendered.headers.items():
        mail[name] = one_line(value)
    mail.set_content(rendered.text, cte="quoted-printable")
    if rendered.html:
        mail.add_alternative(rendered.html, subtype="html", cte="quoted-printable")
    for attachment in rendered.attachments:
        attach(mail, attachment)
    # Last, because a body that becomes a part takes the Content headers with it.
    mail["Content-Language"] = message.locale
    return mail


def attach(mail: EmailMessage, attachment: Attachment) -> None:
    content_type, *parameters = [part.strip() for part in attachment.content_type.split(";")]
    maintype, _, subtype = content_type.partition("/")
    mail.add_attachment(
        attachment.content,
        maintype=maintype,
        subtype=subtype,
        filename=attachment.filename,
        params=dict(parameter.split("=", 1) for parameter in parameters),
    )


def address(value: str) -> Address:
    """An address for a header; an international domain is written in its ASCII form."""
    name, spec = parseaddr(value)
    user, _, domain = spec.rpartition("@")
    return Address(display_name=name, username=user, domain=punycode(domain))


def body_of(mail: EmailMessage, kind: Literal["plain", "html"]) -> str:
    """The text of this kind, as it is read; empty when the mail has none."""
    part = mail.get_body((kind,))
    return part.get_content() if part else ""


def one_line(value: str) -> str:
    """A header value without line ends: what people typed may not add a header."""
    return " ".join(str(value).split())
