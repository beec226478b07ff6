"""Dates: read as people type them, reckoned as the rules reckon them. No clock here.

Periods have both their days in them: `fra` and `til` are days that count.
"""

from __future__ import annotations

import re
from datetime import date

from core.digits import plain
from core.months import Month, days_in, month_of, months_between

__all__ = [
    "DateError",
    "Month",
    "add_months",
    "add_years",
    "age_on",
    "birthday",
    "month_of",
    "months_between",
    "parse_date",
]

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years outside are a slip of the keyboard: nobody here was born before, and no period runs past."""
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
PARTED = re.compile(r"(\d{1,2})[ ./-]+(\d{1,2})[ ./-]+(\d{1,6})\.?")
JOINED = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")


class DateError(ValueError):
    """A typed text that is no date. `kind` says why; the numbers say what to tell the one who typed.

    `not_a_date`: nothing else is set. `no_such_month`: `month`. `day_not_in_month`: `day`, `month`, `year`, and `days`,
    how many that month has. `year_out_of_range`: `year`.
    """

    def __init__(self, kind: str, *, day: int = 0, month: int = 0, year: int = 0, days: int = 0) -> None:
        super().__init__(kind)
        self.kind = kind
        self.day = day
        self.month = month
        self.year = year
        self.days = days


def parse_date(text: str, last_short_year: int = 2049) -> date:
    """The date in a typed text: 02.04.2021, 2.4.21, 2/4/2021, 2 4 2021, 02042021, 020421, 2021-04-02.

    Digits of any script are read. A year of two digits is the latest that is not after `last_short_year`: give the
    running year for a birth date. Raises DateError.
    """
    typed = plain(text)
    iso = ISO.fullmatch(typed)
    if iso:
        return _date(int(iso[3]), int(iso[2]), int(iso[1]))
    found = PARTED.fullmatch(typed) or JOINED.fullmatch(typed)
    if found is None:
        raise DateError("not_a_date")
    year = int(found[3])
    if len(found[3]) == 2:
        year += (last_short_year - year) // 100 * 100
    return _date(int(found[1]), int(found[2]), year)


def add_months(day: date, months: int) -> date:
    """The same day so many calendar months later (or earlier), or the month's last: 31 August + 6 is 28 February."""
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(day.day, days_in(year, month)))


def add_years(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 28 February in other years."""
    return add_months(day, 12 * years)


def birthday(fodselsdato: date, age: int) -> date:
    """The day someone turns `age`; born 29 February it is 1 March in other years (domain facts, section 0)."""
    year = fodselsdato.year + age
    if fodselsdato.month == 2 and fodselsdato.day > days_in(year, 2):
        return date(year, 3, 1)
    return fodselsdato.replace(year=year)


def age_on(fodselsdato: date, day: date) -> int:
    """Age in whole years on a day; negative before the birth."""
    years = day.year - fodselsdato.year
    return years if birthday(fodselsdato, years) <= day else years - 1


def _date(day: int, month: int, year: int) -> date:
    if not 1 <= month <= 12:
        raise DateError("no_such_month", month=month)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError("year_out_of_range", year=year)
    days = days_in(year, month)
    if not 1 <= day <= days:
        raise DateError("day_not_in_month", day=day, month=month, year=year, days=days)
    return date(year, month, day)
