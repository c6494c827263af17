"""Public holidays of the Netherlands, computed."""

from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter


@lru_cache(maxsize=64)
def dutch_holidays(year: int, *, with_liberation_day: bool = False) -> dict[date, str]:
    """Days on which public offices are closed, with their Dutch names.

    King's Day moves to 26 April when the 27th is a Sunday. 5 May is a day off only where an employer says so.
    """
    sunday = easter(year)
    kings_day = date(year, 4, 27)
    days = {
        date(year, 1, 1): "Nieuwjaarsdag",
        sunday: "Eerste Paasdag",
        sunday + timedelta(days=1): "Tweede Paasdag",
        sunday + timedelta(days=39): "Hemelvaartsdag",
        sunday + timedelta(days=49): "Eerste Pinksterdag",
        sunday + timedelta(days=50): "Tweede Pinksterdag",
        date(year, 12, 25): "Eerste Kerstdag",
        date(year, 12, 26): "Tweede Kerstdag",
    }
    if with_liberation_day:
        days[date(year, 5, 5)] = "Bevrijdingsdag"
    days.setdefault(kings_day - timedelta(days=kings_day.weekday() == 6), "Koningsdag")
    return days
