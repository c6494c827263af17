"""The three ways out: a relay over SMTP, the mailbox page of the demonstration, and a list for tests."""

import contextlib
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from typing import ClassVar, Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from . import configuration
from .models import DemoMail
from .rendering import body_of
from .workflow import State


class RelayUnavailableError(Exception):
    """The relay did not take this message and certainly has not got it; try again later, with no attempt lost."""


@dataclass(frozen=True)
class Answer:
    """What the relay said: the state it leads to and the reply code, when there was one."""

    state: State
    code: int | None = None


HANDED = Answer(State.HANDED, 250)


class Transport(Protocol):
    def send(self, mail: EmailMessage, *, to: str) -> Answer:
        """Hand over one mail. Raises RelayUnavailableError; every other result is an Answer."""

    def close(self) -> None:
        """Let go of connections."""


def configured() -> Transport:
    """A new transport of the class that MAIL_TRANSPORT names."""
    return import_string(settings.MAIL_TRANSPORT)()


class Smtp:
    """One connection to the relay (EMAIL_HOST and the rest of Django's settings) that stays open between mails."""

    def __init__(self, host: str = "", port: int = 0) -> None:
        self.host, self.port = host or settings.EMAIL_HOST, port or settings.EMAIL_PORT
        self._connection: smtplib.SMTP | None = None

    def send(self, mail: EmailMessage, *, to: str) -> Answer:
        content = mail.as_bytes()
        recipient = mail["To"].addresses[0].addr_spec
        was_open = self._connection is not None
        answer = self._try(recipient, content)
        if answer.state == State.PENDING and was_open:
            # The relay may have closed an idle connection: once more over a new one.
            answer = self._try(recipient, content)
        return answer

    def _try(self, recipient: str, content: bytes) -> Answer:
        try:
            smtp = self._open()
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise RelayUnavailableError(type(error).__name__) from None
        try:
            return self._converse(smtp, recipient, content)
        except (smtplib.SMTPException, OSError):
            self.close()
            return Answer(State.PENDING)

    def _open(self) -> smtplib.SMTP:
        if self._connection is None:
            if settings.EMAIL_USE_SSL:
                connection: smtplib.SMTP = smtplib.SMTP_SSL(
                    self.host, self.port, timeout=configuration.SMTP_TIMEOUT, context=ssl.create_default_context()
                )
            else:
                connection = smtplib.SMTP(self.host, self.port, timeout=configuration.SMTP_TIMEOUT)
            self._connection = connection
            if settings.EMAIL_USE_TLS:
                connection.starttls(context=ssl.create_default_context())
            if settings.EMAIL_HOST_USER:
                connection.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        return self._connection

    def _converse(self, smtp: smtplib.SMTP, recipient: str, content: bytes) -> Answer:
        smtp.ehlo_or_helo_if_needed()
        code, _ = smtp.mail(configuration.envelope_sender())
        if code != 250:
            # A refused sender is our own configuration, not the recipient's fault: never a bounce.
            return self._refused(State.DEFERRED, code)
        code, _ = smtp.rcpt(recipient)
        if code not in (250, 251):
            return self._refused(State.BOUNCED if code >= 500 else State.DEFERRED, code)
        return self._data(smtp, content)

    def _data(self, smtp: smtplib.SMTP, content: bytes) -> Answer:
        try:
            code, _ = smtp.data(content)
        except smtplib.SMTPDataError as refusal:
            code = refusal.smtp_code
        except (smtplib.SMTPException, OSError):
            # The line broke after the content may have left: only a receipt can tell.
            self.close()
            return Answer(State.UNCERTAIN)
        if code == 250:
            return HANDED
        return self._refused(State.BOUNCED if code >= 500 else State.DEFERRED, code)

    def _refused(self, state: State, code: int) -> Answer:
        if code == 421 or self._connection is None:
            self.close()
        else:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self._connection.rset()
        return Answer(state, code)

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


class DemoMailbox:
    """Keeps the mail in the database for the demonstration's mailbox page; nothing leaves the machine."""

    def send(self, mail: EmailMessage, *, to: str) -> Answer:
        DemoMail.objects.update_or_create(
            message_id=mail["Message-ID"],
            defaults={"to": to, "subject": str(mail["Subject"]), "raw": mail.as_bytes()},
        )
        return HANDED

    def close(self) -> None:
        """There is no connection."""


@dataclass(frozen=True)
class SentMail:
    """A mail in the test sink, taken apart."""

    to: str
    subject: str
    text: str
    html: str
    attachments: list[tuple[str, str, bytes]]
    headers: dict[str, str]


class TestSink:
    """Remembers what was sent, for tests. `TestSink.sent` is cleared by the test run before each test."""

    __test__ = False
    sent: ClassVar[list[SentMail]] = []
    # A test may put a function here that answers for the relay, or raises RelayUnavailableError.
    answer: ClassVar[Callable[[EmailMessage], Answer] | None] = None

    def send(self, mail: EmailMessage, *, to: str) -> Answer:
        relay = type(self).answer
        answer = relay(mail) if relay else HANDED
        if answer.state == State.HANDED:
            self.sent.append(taken_apart(mail, to))
        return answer

    def close(self) -> None:
        """There is no connection."""


def taken_apart(mail: EmailMessage, to: str) -> SentMail:
    return SentMail(
        to=to,
        subject=str(mail["Subject"]),
        text=body_of(mail, "plain"),
        html=body_of(mail, "html"),
        attachments=[
            (part.get_filename(""), part.get_content_type(), cast(bytes, part.get_payload(decode=True)))
            for part in mail.iter_attachments()
        ],
        headers={name: str(value) for name, value in mail.items()},
    )
