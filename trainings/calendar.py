"""The appointment in the mail: iTIP (RFC 5546) with fixed UIDs and rising sequence numbers.

No link is inside: colleagues can often look into a calendar.
"""

import uuid
from datetime import UTC, date, datetime

from dateutil.relativedelta import relativedelta
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from portal.mail import configuration
from trainings.models import Meeting, Registration

REQUEST, CANCEL = "REQUEST", "CANCEL"
PRODUCT = "-//Wegwijs//Trainingen//NL"


def content_type(method: str) -> str:
    return f"text/calendar; method={method}; charset=utf-8"


def uid_of(meeting: Meeting, registration: Registration) -> str:
    """The same for this person and meeting for ever, and another one after a new registration."""
    return str(uuid.uuid5(meeting.uid, str(registration.pk)))


def calendar_for(registration: Registration, *, method: str, sequence: int) -> bytes:
    """All meetings of the edition as one file. `sequence` is the registration's at the moment of the fact."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    meetings = [one for one in registration.edition.meetings.all() if method == CANCEL or not one.cancelled]
    for meeting in meetings:
        calendar.add_component(_event(meeting, registration, method, sequence))
    if meetings:
        first, last = (date(pick(one.start.year for one in meetings), 1, 1) for pick in (min, max))
        calendar.add_missing_timezones(first_date=first, last_date=last + relativedelta(years=1))
    return calendar.to_ical()


def _event(meeting: Meeting, registration: Registration, method: str, sequence: int) -> Event:
    edition = registration.edition
    event = Event()
    event.add("uid", uid_of(meeting, registration))
    event.add("sequence", meeting.sequence + sequence)
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    event.add("summary", _("Training") if edition.has_neutral_title else edition.training.title)
    event.add("dtstart", _local(meeting.start))
    event.add("dtend", _local(meeting.end))
    event.add("dtstamp", datetime.now(UTC))
    event.add("location", str(meeting.where))
    event.add("class", "PRIVATE")
    event["organizer"] = vCalAddress(f"MAILTO:{configuration.envelope_sender()}")
    event.add("attendee", _attendee(registration), encode=False)
    return event


def _attendee(registration: Registration) -> vCalAddress:
    """Only the person who receives the file; nobody sees who else comes."""
    attendee = vCalAddress(f"MAILTO:{registration.email}")
    attendee.params["PARTSTAT"] = vText("ACCEPTED")
    attendee.params["RSVP"] = vText("FALSE")
    return attendee


def _local(moment: datetime) -> datetime:
    """On the clock of the municipality, so that the file names its time zone and summer time stays right."""
    return timezone.localtime(moment)
