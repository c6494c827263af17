import pytest

from portal.mail import kinds
from portal.mail.kinds import Attachment, MailKind, RenderedMail


def note(message):
    """A small mail; the param "word" decides what it says, "broken" makes it fail."""
    if message.params.get("broken"):
        raise ValueError(message.params["broken"])
    word = message.params.get("word", "Dag")
    files = [Attachment("les.ics", "text/calendar; method=PUBLISH", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")]
    return RenderedMail(
        subject=f"{word}!", text=f"{word}, dit is de tekst.\n", html=f"<p>{word}</p>", attachments=files
    )


@pytest.fixture(autouse=True)
def note_kind():
    """The kind "test.note", which exists in these tests only."""
    kinds.register(MailKind(name="test.note", subject="Een bericht", render=note))
    kinds.register(MailKind(name="test.code", subject="Uw code", render=note, forget_params=True))
