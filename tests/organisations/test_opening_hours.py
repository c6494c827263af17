from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.organisations.holidays import dutch_holidays
from portal.organisations.opening_hours import describe_week, parse_week, state_at

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OFFICE = parse_week("ma-vr 9.00-17.00")


def on(year, month, day, hour, minute=0):
    return datetime(year, month, day, hour, minute, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("moment", "is_open", "text"),
    [
        (on(2026, 11, 25, 14, 10), True, "Nu open tot 17.00 uur"),
        (on(2026, 11, 25, 9), True, "Nu open tot 17.00 uur"),
        (on(2026, 11, 25, 17), False, "Morgen open om 9.00 uur"),
        (on(2026, 11, 25, 8, 59), False, "Vandaag open om 9.00 uur"),
        (on(2026, 11, 27, 17, 1), False, "Maandag open om 9.00 uur"),
        (on(2026, 11, 29, 23, 59), False, "Morgen open om 9.00 uur"),
    ],
)
def test_the_state_is_said_in_words_a_visitor_would_use(moment, is_open, text):
    state = state_at(OFFICE, moment)
    assert (state.is_open, state.text) == (is_open, text)


def test_an_open_line_changes_when_it_closes():
    assert state_at(OFFICE, on(2026, 11, 25, 14)).changes_at == on(2026, 11, 25, 17)


def test_a_closed_line_changes_its_words_at_midnight_when_tomorrow_becomes_today():
    assert state_at(OFFICE, on(2026, 11, 25, 18)).changes_at == on(2026, 11, 26, 0)


def test_a_holiday_is_closed_and_the_words_look_past_it():
    def closed(day: date) -> bool:
        return day in dutch_holidays(day.year)

    # Christmas of 2026 falls on Friday and Saturday.
    state = state_at(OFFICE, on(2026, 12, 24, 18), is_closed_on=closed)
    assert (state.is_open, state.text) == (False, "Maandag open om 9.00 uur")
    assert not state_at(OFFICE, on(2026, 12, 25, 10), is_closed_on=closed).is_open


def test_more_than_a_week_away_the_date_is_said():
    first_monday_only = state_at(OFFICE, on(2026, 12, 24, 18), is_closed_on=lambda day: day < date(2027, 1, 4))
    assert first_monday_only.text == "Open op 4 januari om 9.00 uur"


def test_a_line_that_never_opens_within_two_weeks_is_closed_and_looks_again_tomorrow():
    state = state_at(OFFICE, on(2026, 7, 1, 10), is_closed_on=lambda day: True)
    assert (state.is_open, state.text, state.changes_at) == (False, "Nu gesloten", on(2026, 7, 2, 0))


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)])
def test_on_the_days_that_the_clock_changes_a_day_has_another_length(day, hours):
    whole_day = parse_week("zo 0.00-24.00")
    start = datetime(day.year, day.month, day.day, tzinfo=AMSTERDAM).astimezone(UTC)
    state = state_at(whole_day, start)
    assert state.changes_at - start == timedelta(hours=hours)
    assert state.text == "Nu open tot 24.00 uur"


def test_the_second_time_it_is_half_past_two_the_line_is_still_open():
    night = parse_week("zo 1.00-4.00")
    second_half_past_two = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert state_at(night, second_half_past_two).changes_at == datetime(2026, 10, 25, 3, 0, tzinfo=UTC)


def test_periods_that_touch_at_midnight_are_one():
    evening = parse_week("ma 20.00-24.00\ndi 0.00-2.00")
    state = state_at(evening, on(2026, 11, 23, 22))
    assert (state.text, state.changes_at) == ("Nu open tot 2.00 uur", on(2026, 11, 24, 2))


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ("ma-vr 9.00-17.00", "Maandag tot en met vrijdag, 9.00 tot 17.00 uur"),
        ("za-zo 10.00-16.30", "Zaterdag en zondag, 10.00 tot 16.30 uur"),
        ("wo 9.00-12.30, 13.00-17.00", "Woensdag, 9.00 tot 12.30 uur en 13.00 tot 17.00 uur"),
        (
            "ma-do 9.00-17.00\nvr 9.00-12.00",
            "Maandag tot en met donderdag, 9.00 tot 17.00 uur; vrijdag, 9.00 tot 12.00 uur",
        ),
        ("", ""),
    ],
)
def test_the_week_is_described_in_words(hours, words):
    assert describe_week(parse_week(hours)) == words


@pytest.mark.parametrize(
    "typed", ["werkdagen", "ma 9-17", "ma 17.00-9.00", "ma 9.00-25.00", "xx 9.00-17.00", "ma 9.00-12.00, 11.00-17.00"]
)
def test_hours_that_cannot_be_right_are_refused(typed):
    with pytest.raises(ValidationError):
        parse_week(typed)


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2025, {(1, 1), (4, 20), (4, 21), (4, 26), (5, 29), (6, 8), (6, 9), (12, 25), (12, 26)}),
        (2026, {(1, 1), (4, 5), (4, 6), (4, 27), (5, 14), (5, 24), (5, 25), (12, 25), (12, 26)}),
    ],
)
def test_the_holidays_of_a_year_are_computed(year, days):
    """2025: King's Day moved to the 26th, because the 27th was a Sunday."""
    assert {(day.month, day.day) for day in dutch_holidays(year)} == days


def test_liberation_day_counts_only_where_chosen():
    assert date(2026, 5, 5) in dutch_holidays(2026, with_liberation_day=True)
    assert date(2026, 5, 5) not in dutch_holidays(2026)


moments = st.datetimes(
    min_value=datetime(2026, 1, 1), max_value=datetime(2026, 12, 31), timezones=st.just(UTC), allow_imaginary=False
)
spans = st.lists(st.integers(0, 96), min_size=2, max_size=6, unique=True).map(
    lambda quarters: [
        (quarters[0] * 15, quarters[1] * 15) for quarters in zip(*[iter(sorted(quarters))] * 2, strict=False)
    ]
)
weeks = st.dictionaries(st.integers(0, 6), spans, max_size=7)


def is_open_by_the_clock(week, moment) -> bool:
    """The answer that a person gives: look at the clock and at the sign on the door."""
    wall = moment.astimezone(AMSTERDAM)
    if wall.date() in dutch_holidays(wall.year):
        return False
    return any(opens <= wall.hour * 60 + wall.minute < closes for opens, closes in week.get(wall.weekday(), []))


@settings(max_examples=300, deadline=None)
@given(week=weeks, moment=moments, share=st.floats(0, 0.999))
def test_at_any_moment_of_a_year_the_state_is_right_and_stays_so_until_it_changes(week, moment, share):
    def state(at):
        return state_at(week, at, is_closed_on=lambda day: day in dutch_holidays(day.year))

    now = state(moment)
    assert now.is_open == is_open_by_the_clock(week, moment)
    assert now.changes_at > moment
    later = moment + (now.changes_at - moment) * share
    assert (state(later).is_open, state(later).text) == (now.is_open, now.text)
    assert state(now.changes_at) != now
