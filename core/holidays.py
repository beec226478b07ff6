"""Norwegian public holidays and working days.

The days are those of domain facts, section 0: fixed and movable holidays; 24 and 31 December are working days.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from core.months import Month

FIXED = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
"""Month and day: New Year's Day, 1 May, 17 May, Christmas Day and the day after."""
AFTER_EASTER = (-3, -2, 0, 1, 39, 49, 50)
"""Days from Easter Sunday: Maundy Thursday, Good Friday, Easter (two days), Ascension, Whit Sunday and Monday."""
SATURDAY = 5


def easter_sunday(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous computus of Meeus, Jones and Butcher)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The public holidays of a year, those on Sundays too."""
    easter = easter_sunday(year)
    movable = {easter + timedelta(days=days) for days in AFTER_EASTER}
    return frozenset(movable | {date(year, month, day) for month, day in FIXED})


def is_public_holiday(day: date) -> bool:
    """True on a public holiday; an ordinary Sunday is none."""
    return day in public_holidays(day.year)


def is_working_day(day: date) -> bool:
    """True from Monday to Friday when the day is no public holiday."""
    return day.weekday() < SATURDAY and not is_public_holiday(day)


@cache
def working_days(month: Month) -> tuple[date, ...]:
    """The working days of a month, in order."""
    first = month.first_day
    days = (first + timedelta(days=number) for number in range(month.last_day.day))
    return tuple(day for day in days if is_working_day(day))
