"""A real SMTP relay on loopback with a journal, and with faults that a test asks for by address."""

import asyncio
import email
import email.policy
import os
import socket
from contextlib import contextmanager
from pathlib import Path

from aiosmtpd.controller import Controller


class Journal:
    """What the relay took: one line per message, written before the relay says 250."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.path.touch()

    def add(self, message_id: str, to: str) -> None:
        with self.path.open("a") as file:
            file.write(f"{message_id} {to}\n")

    def lines(self) -> list[str]:
        return self.path.read_text().splitlines()

    def message_ids(self) -> list[str]:
        return [line.split()[0] for line in self.lines()]


class Faults:
    """Addresses decide: "r550…" is refused at RCPT, "d451…" at DATA; "drop…" loses the line before the content, "cut…"
    after the journal has it."""

    def __init__(self, journal: Journal, delay: float = 0) -> None:
        self.journal, self.delay = journal, delay
        self.raw: list[bytes] = []
        self.connections = 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("r"):
            return f"{address[1:4]} refused"
        if address.startswith("drop"):
            server.transport.abort()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        to = envelope.rcpt_tos[0]
        if to.startswith(("d4", "d5")):
            return f"{to[1:4]} refused"
        message = email.message_from_bytes(envelope.content, policy=email.policy.SMTP)
        self.raw.append(envelope.original_content)
        self.journal.add(message["Message-ID"], to)
        if to.startswith("cut"):
            server.transport.abort()
        await asyncio.sleep(self.delay)
        return "250 OK"


@contextmanager
def relay(path: Path, *, delay: float = 0, port: int | None = None):
    """A running relay: yields its port and its handler."""
    faults = Faults(Journal(path), delay)
    controller = Controller(faults, hostname="127.0.0.1", port=port or free_port(), enable_SMTPUTF8=False)
    controller.start()
    try:
        yield controller.port, faults
    finally:
        controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class JournalOracle:
    """A receipt oracle that reads the journal of the relay."""

    def __init__(self, path: str | None = None) -> None:
        self.journal = Path(path or os.environ["SINK_JOURNAL"])

    def has(self, message_id: str) -> bool:
        return any(line.split()[0] == message_id for line in self.journal.read_text().splitlines())
