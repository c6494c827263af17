"""The mails and the appointments in them."""

from datetime import timedelta

import icalendar
import pytest
from django.utils import timezone

from portal.accounts.models import User
from portal.mail import rendering
from portal.mail.dispatcher import run_once
from portal.mail.models import OutgoingMessage
from portal.mail.transports import TestSink
from tests.factories.trainings import EditionFactory, MeetingFactory, sign_up
from trainings import calendar, notifications, services

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_mailbox():
    TestSink.sent.clear()


@pytest.fixture
def edition(home):
    return EditionFactory(capacity=1)


def mails():
    """What left the house, oldest first."""
    run_once()
    return list(TestSink.sent)


def text_of(mail):
    return mail.text


def calendar_of(mail):
    ((_filename, content_type, content),) = mail.attachments
    assert content_type == "text/calendar"
    return content.decode(), icalendar.Calendar.from_ical(content)


def events(mail):
    return calendar_of(mail)[1].walk("VEVENT")


def test_the_confirmation_is_complete_as_plain_text_and_as_html(edition):
    registration = sign_up(edition, name="Anna Vermeer")

    (mail,) = mails()

    text = text_of(mail)
    for words in (
        "Anna Vermeer",
        str(edition.training),
        "Stadskantoor (voorbeeld)",
        notifications.manage_path(registration),
    ):
        assert words in text
        assert words in mail.html
    assert mail.subject.startswith("U hebt een plaats: ")
    assert edition.training.title not in mail.subject


def test_the_appointment_is_a_request_on_the_clock_of_the_municipality_without_a_link(edition):
    registration = sign_up(edition)
    (mail,) = mails()

    raw, parsed = calendar_of(mail)
    (event,) = parsed.walk("VEVENT")

    assert parsed["METHOD"] == "REQUEST"
    assert [str(zone["TZID"]) for zone in parsed.walk("VTIMEZONE")] == ["Europe/Amsterdam"]
    assert event["UID"] == calendar.uid_of(edition.coming[0], registration)
    assert (event["SEQUENCE"], event["STATUS"], event["SUMMARY"]) == (0, "CONFIRMED", "Training")
    assert event["DTSTART"].dt == timezone.localtime(edition.coming[0].start).replace(microsecond=0)
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert "http" not in raw
    assert "aanmelding" not in raw
    assert len(raw) < 4000


def test_the_attachment_says_what_a_calendar_must_do_with_it(edition):
    sign_up(edition)

    (part,) = rendering.render(OutgoingMessage.objects.get()).iter_attachments()

    assert dict(part["Content-Type"].params) == {"method": "REQUEST", "charset": "utf-8"}


def test_the_title_in_the_calendar_may_name_the_training(home):
    edition = EditionFactory(has_neutral_title=False)
    sign_up(edition)

    assert [event["SUMMARY"] for event in events(mails()[0])] == [edition.training.title]


def test_nobody_sees_who_else_comes(home):
    edition = EditionFactory()
    people = [sign_up(edition) for _ in range(3)]

    for person, mail in zip(people, mails(), strict=True):
        _part, parsed = calendar_of(mail)
        assert [str(event["ATTENDEE"]) for event in parsed.walk("VEVENT")] == [f"MAILTO:{person.email}"]
        assert all(other.email not in str(mail) for other in people if other != person)


def test_cancelling_takes_the_same_appointment_out_with_a_higher_number(edition):
    registration = sign_up(edition)
    services.cancel(registration=registration)

    confirmed, cancelled = mails()

    assert calendar_of(cancelled)[1]["METHOD"] == "CANCEL"
    (before,), (after,) = events(confirmed), events(cancelled)
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"], after["STATUS"]) == (0, 1, "CANCELLED")
    assert cancelled.subject.startswith("Uw plaats is afgemeld")


def test_a_mail_that_leaves_late_still_tells_what_happened_then(edition):
    """Confirmation and cancelling wait in the outbox together; the numbers must still rise."""
    services.cancel(registration=sign_up(edition))

    assert [event["SEQUENCE"] for mail in mails() for event in events(mail)] == [0, 1]


def test_a_course_of_three_meetings_is_one_mail_with_three_appointments(edition):
    for week in (8, 9):
        MeetingFactory(edition=edition, start=timezone.now() + timedelta(weeks=week))
    sign_up(edition)

    (mail,) = mails()

    assert len({event["UID"] for event in events(mail)}) == 3


def test_who_waits_gets_a_position_other_days_and_no_appointment(edition):
    other_day = EditionFactory(training=edition.training, capacity=4)
    sign_up(edition), sign_up(edition)

    waiting = mails()[1]

    assert "Uw plaats in de rij: 1." in text_of(waiting)
    assert other_day.pool.words in text_of(waiting)
    assert waiting.attachments == []


def test_who_only_waited_gets_no_cancellation_in_the_calendar(edition):
    sign_up(edition)
    services.cancel(registration=sign_up(edition))

    assert mails()[-1].attachments == []


def test_who_moves_up_gets_the_appointment(edition):
    first, second = sign_up(edition), sign_up(edition)
    services.cancel(registration=first)

    promoted = next(mail for mail in mails() if mail.subject.startswith("Er is een plaats voor u vrij"))

    assert str(promoted.to) == second.email
    assert calendar_of(promoted)[1]["METHOD"] == "REQUEST"


def test_everyone_hears_that_an_edition_is_called_off_and_calendars_are_emptied(edition):
    sign_up(edition)
    actor = User.objects.create(username="c", email="c@team.wegwijs.example")
    services.cancel_edition(edition=edition, actor=actor, reason="Trainer ziek")

    mail = mails()[-1]

    assert mail.subject.startswith("De training gaat niet door")
    assert "Trainer ziek" not in str(mail)
    assert calendar_of(mail)[1]["METHOD"] == "CANCEL"


def test_a_known_address_is_told_by_mail_only(edition):
    sign_up(edition, email="anna@school.example")
    sign_up(edition, email="anna@school.example")

    again = mails()[1]

    assert again.subject.startswith("U was al aangemeld")
    assert "U hebt een plaats." in text_of(again)


def test_what_someone_typed_adds_no_header_and_no_markup(edition):
    sign_up(edition, name="Anna\r\nBcc: all@school.example <b>x</b>")

    (mail,) = mails()

    assert "Bcc" not in mail.headers
    assert "<b>x</b>" not in mail.html
    assert mail.headers["To"] == mail.to


def test_the_join_link_is_only_for_who_has_a_place(home):
    edition = EditionFactory(capacity=1, meeting__place="", meeting__online_link="https://meet.example/room")
    sign_up(edition), sign_up(edition)

    confirmed, waiting = mails()

    assert "https://meet.example/room" in text_of(confirmed)
    assert "https://meet.example/room" not in str(waiting)


def test_no_row_of_the_outbox_holds_a_name_or_a_link(edition):
    sign_up(edition, name="Anna Vermeer")

    (row,) = OutgoingMessage.objects.values("params", "dedupe_key", "body")
    assert row["params"] == {"sequence": 0}
    assert "Anna" not in str(row)
