"""The working calendar of the team: Monday to Friday, without public holidays."""

from datetime import date, timedelta

from portal.organisations.holidays import dutch_holidays

SATURDAY = 5


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in dutch_holidays(day.year)


def working_days_after(day: date, count: int) -> date:
    """The date that lies `count` working days after `day`."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day
