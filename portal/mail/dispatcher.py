"""Sends what is in the outbox: claim, render, hand over, one commit per message."""

import logging
import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage

from django.db import DatabaseError
from django.utils import timezone

from . import configuration, kinds, queue, receipts, rendering, transports
from .models import OutgoingMessage
from .queue import Closing
from .transports import Answer, RelayUnavailableError, Transport
from .workflow import State

logger = logging.getLogger("portal.mail")

RECOVER_EVERY = 5.0


def run_once() -> int:
    """Recover, then send everything that is due. Returns the number of messages handed over."""
    dispatcher = Dispatcher()
    try:
        return dispatcher.drain()
    finally:
        dispatcher.close()


class Dispatcher:
    """One sender with one connection. Several may run at once; on SQLite the worker runs one."""

    def __init__(
        self,
        transport: Transport | None = None,
        oracle: receipts.ReceiptOracle | None = None,
        is_stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self.transport = transport or transports.configured()
        self.oracle = oracle or receipts.configured()
        self.is_stopping = is_stopping
        self.pace = Pace(configuration.rate_per_second())
        self.handed = 0
        self._recovers_at = 0.0

    def drain(self) -> int:
        """Recover and send until nothing is due, the relay is gone, or the worker stops."""
        before = self.handed
        queue.recover(self.oracle)
        while not self.is_stopping() and self.send_batch():
            continue
        return self.handed - before

    def step(self) -> bool:
        """One turn of the worker's loop: recover every five seconds, and send one claim. True: there may be more."""
        if time.monotonic() >= self._recovers_at:
            queue.recover(self.oracle)
            self._recovers_at = time.monotonic() + RECOVER_EVERY
        return self.send_batch()

    def send_batch(self) -> bool:
        """Send one claim. False: there is nothing due, or the relay does not answer."""
        if not OutgoingMessage.objects.due().exists():
            return False
        messages = queue.claim(self.pace.batch())
        return self._send(messages) if messages else False

    def _send(self, messages: list[OutgoingMessage]) -> bool:
        """Send one claim. The next mail is rendered while nothing hangs in the air: after a commit, before sending."""
        waiting = list(messages)
        rendered = self._rendered(messages, waiting)
        closing: Closing | None = None
        current = next(rendered, None)
        while current is not None:
            message, mail = current
            is_ours = queue.step(closing, message)
            waiting.remove(message)
            closing, current = None, next(rendered, None)
            if not is_ours:
                continue
            try:
                closing = self._hand_over(message, mail)
            except RelayUnavailableError as error:
                logger.warning("relay unavailable: %s", error)
                queue.step(Closing(message, Answer(State.PENDING)), None)
                queue.release(waiting, due_at=timezone.now() + configuration.RELAY_PAUSE)
                return False
        queue.step(closing, None)
        return not self.is_stopping()

    def _rendered(
        self, messages: list[OutgoingMessage], waiting: list[OutgoingMessage]
    ) -> Iterator[tuple[OutgoingMessage, EmailMessage]]:
        """Each message with its mail; what cannot be rendered is put off and does not stop the rest."""
        renewed = time.monotonic()
        for message in messages:
            if self.is_stopping():
                queue.release(waiting)
                return
            if time.monotonic() - renewed > configuration.CLAIM_LEASE.total_seconds() / 3:
                queue.renew(waiting)
                renewed = time.monotonic()
            mail = self._render(message)
            if mail is None:
                waiting.remove(message)
            else:
                yield message, mail

    def _hand_over(self, message: OutgoingMessage, mail: EmailMessage) -> Closing:
        """What the transport answered. A fault in one mail puts off that mail; the relay or database being away not."""
        self.pace.wait()
        try:
            answer = self.transport.send(mail, to=message.to)
        except (RelayUnavailableError, DatabaseError):
            raise
        except Exception as error:  # noqa: BLE001  (one bad message may not stop the queue)
            logger.error("cannot send message %s of kind %s: %s", message.pk, message.kind, type(error).__name__)
            answer = Answer(State.DEFERRED)
        self.handed += answer.state == State.HANDED
        return Closing(message, answer, forget_params=kinds.get(message.kind).forget_params)

    def _render(self, message: OutgoingMessage) -> EmailMessage | None:
        try:
            return rendering.render(message)
        except Exception as error:  # noqa: BLE001  (one bad message may not stop the queue)
            logger.error("cannot render message %s of kind %s: %s", message.pk, message.kind, type(error).__name__)
            queue.step(Closing(message, Answer(State.DEFERRED)), None)
            return None

    def close(self) -> None:
        self.transport.close()


class Pace:
    """At most so many messages per second; 0 means as fast as the relay answers."""

    def __init__(self, per_second: float) -> None:
        self.per_second = per_second
        self._next = time.monotonic()

    def batch(self) -> int:
        """No more than what can be sent well within a lease."""
        if not self.per_second:
            return configuration.BATCH
        return max(1, min(configuration.BATCH, int(self.per_second * configuration.CLAIM_LEASE.total_seconds() / 2)))

    def wait(self) -> None:
        if self.per_second:
            now = time.monotonic()
            time.sleep(max(0.0, self._next - now))
            self._next = max(now, self._next) + 1 / self.per_second
