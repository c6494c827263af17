"""Weekly opening hours: how editors write them, and what they mean at a given moment.

Times are wall-clock times in the portal's time zone; moments are compared in UTC, so that the nights on
which the clock changes come out right.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby, pairwise

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

DAYS = {"ma": 0, "di": 1, "wo": 2, "do": 3, "vr": 4, "za": 5, "zo": 6}
LINE = re.compile(r"^(?P<first>[a-z]{2})(?:-(?P<last>[a-z]{2}))?\s+(?P<times>.+)$")
SPAN = re.compile(r"^(\d{1,2})[.:](\d{2})\s*-\s*(\d{1,2})[.:](\d{2})$")
MINUTES_IN_DAY = 24 * 60
LOOK_AHEAD_DAYS = 15

Spans = list[tuple[int, int]]
Week = dict[int, Spans]


@dataclass(frozen=True)
class OpeningState:
    """Whether a line is open, the words for it, and when these words stop being true (None: never)."""

    is_open: bool
    text: str
    changes_at: datetime | None


def parse_week(text: str) -> Week:
    """Read lines like `ma-vr 9.00-12.30, 13.00-17.00`: minutes since midnight per weekday (0 = Monday).

    Raises ValidationError with a sentence for the editor.
    """
    week: Week = {}
    for line in filter(None, (raw.strip().lower() for raw in text.splitlines())):
        match = LINE.match(line)
        if match is None or match["first"] not in DAYS or (match["last"] or match["first"]) not in DAYS:
            raise ValidationError(gettext_lazy("Schrijf elke regel zo: ma-vr 9.00-17.00"))
        first, last = DAYS[match["first"]], DAYS[match["last"] or match["first"]]
        spans = [_parse_span(part.strip()) for part in match["times"].split(",")]
        for weekday in range(first, last + 1) if first <= last else [*range(first, 7), *range(last + 1)]:
            week.setdefault(weekday, []).extend(spans)
    for spans in week.values():
        spans.sort()
        if any(earlier[1] > later[0] for earlier, later in pairwise(spans)):
            raise ValidationError(gettext_lazy("Twee tijden op dezelfde dag overlappen elkaar."))
    return week


def _parse_span(text: str) -> tuple[int, int]:
    match = SPAN.match(text)
    if match is None:
        raise ValidationError(gettext_lazy("Schrijf tijden zo: 9.00-17.00"))
    hour, minute, end_hour, end_minute = map(int, match.groups())
    opens, closes = hour * 60 + minute, end_hour * 60 + end_minute
    if minute > 59 or end_minute > 59 or not opens < closes <= MINUTES_IN_DAY:
        raise ValidationError(gettext_lazy("De sluitingstijd moet na de openingstijd liggen, uiterlijk 24.00."))
    return opens, closes


def describe_week(week: Week) -> str:
    """The week in words: `Maandag tot en met vrijdag, 9.00 tot 17.00 uur`."""
    parts = []
    for spans, days in groupby(sorted(week), key=lambda day: tuple(week[day])):
        for run in _runs(list(days)):
            times = _(" en ").join(
                _("%(opens)s tot %(closes)s uur") % {"opens": _minutes(opens), "closes": _minutes(closes)}
                for opens, closes in spans
            )
            parts.append(_("%(days)s, %(times)s") % {"days": _name_run(run), "times": times})
    return capfirst("; ".join(parts))


def _runs(days: list[int]) -> Iterator[list[int]]:
    for _key, run in groupby(enumerate(days), key=lambda pair: pair[1] - pair[0]):
        yield [day for _index, day in run]


def _name_run(run: list[int]) -> str:
    first, last = str(WEEKDAYS[run[0]]), str(WEEKDAYS[run[-1]])
    if len(run) == 1:
        return first
    if len(run) == 2:
        return _("%(first)s en %(last)s") % {"first": first, "last": last}
    return _("%(first)s tot en met %(last)s") % {"first": first, "last": last}


def state_at(week: Week, at: datetime, *, is_closed_on: Callable[[date], bool] = lambda day: False) -> OpeningState:
    """What holds at `at` (an aware moment) for a line with this week."""
    today = timezone.localtime(at).date()
    for opens, closes in _periods(week, today, is_closed_on):
        if closes <= at:
            continue
        if opens <= at:
            return OpeningState(True, _open_text(closes, today), closes)
        midnight = _moment(today + timedelta(days=1), 0)
        return OpeningState(False, _closed_text(opens, today), min(opens, midnight))
    return OpeningState(False, _("Nu gesloten"), _moment(today + timedelta(days=1), 0))


def _periods(week: Week, today: date, is_closed_on) -> Iterator[tuple[datetime, datetime]]:
    """Open periods as moments, from yesterday on; periods that touch at midnight are one."""
    current: tuple[datetime, datetime] | None = None
    for offset in range(-1, LOOK_AHEAD_DAYS):
        day = today + timedelta(days=offset)
        for opens, closes in [] if is_closed_on(day) else week.get(day.weekday(), []):
            start, end = _moment(day, opens), _moment(day, closes)
            if current and start <= current[1]:
                current = (current[0], max(current[1], end))
                continue
            if current:
                yield current
            current = (start, end)
    if current:
        yield current


def _moment(day: date, minutes: int) -> datetime:
    day += timedelta(days=minutes // MINUTES_IN_DAY)
    wall = datetime.combine(day, time(minutes % MINUTES_IN_DAY // 60, minutes % 60))
    return wall.replace(tzinfo=timezone.get_default_timezone()).astimezone(UTC)


def _minutes(minutes: int) -> str:
    return f"{minutes // 60}.{minutes % 60:02}"


def _open_text(closes: datetime, today: date) -> str:
    wall = timezone.localtime(closes)
    at_midnight = wall.time() == time(0)
    day = wall.date() - timedelta(days=at_midnight)
    clock = "24.00" if at_midnight else _minutes(wall.hour * 60 + wall.minute)
    if (day - today).days < 1 or ((day - today).days == 1 and not at_midnight and wall.hour < 6):
        return _("Nu open tot %(time)s uur") % {"time": clock}
    return _("Nu open tot %(day)s %(time)s uur") % {"day": str(WEEKDAYS[day.weekday()]), "time": clock}


def _closed_text(opens: datetime, today: date) -> str:
    wall = timezone.localtime(opens)
    clock = _minutes(wall.hour * 60 + wall.minute)
    days = (wall.date() - today).days
    if days == 0:
        return _("Vandaag open om %(time)s uur") % {"time": clock}
    if days == 1:
        return _("Morgen open om %(time)s uur") % {"time": clock}
    if days < 7:
        return _("%(day)s open om %(time)s uur") % {"day": capfirst(str(WEEKDAYS[wall.weekday()])), "time": clock}
    return _("Open op %(date)s om %(time)s uur") % {"date": date_format(wall.date(), "j F"), "time": clock}
