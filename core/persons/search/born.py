"""Birth dates as people write them in a search box. Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta

from core.dates import DateError, add_months, parse_date
from core.digits import is_digits, plain

Days = tuple[tuple[date, date], ...]
"""What a text may mean: one or two periods, first day and last; mostly one day."""

MONTHS = {
    "januar": 1, "january": 1, "februar": 2, "february": 2, "mars": 3, "march": 3, "april": 4, "mai": 5, "may": 5,
    "juni": 6, "june": 6, "juli": 7, "july": 7, "august": 8, "september": 9, "oktober": 10, "october": 10,
    "november": 11, "desember": 12, "december": 12,
}  # fmt: skip
SHORTEST = 3
WORDED = re.compile(r"(?:(\d{1,2})\.? ?)?([a-zA-Z]{3,9})\.? ?(\d{4}|\d{2})")
MONTH_YEAR = re.compile(r"(\d{1,2}) ?[./ -] ?(\d{4})|(\d{4})-(\d{1,2})")
YEAR_FIRST = re.compile(r"(\d{4})[./ ](\d{1,2})[./ ](\d{1,2})")
A_DATE = re.compile(r"\d{1,2}([./-]) ?\d{1,2}\1 ?(\d{4}|\d{2})")
SHORT_YEAR = re.compile(r"^\d{6}$|(?<!\d)\d{2}$")
ISO = re.compile(r"\d{4}-")
OLDEST = 110
"""Years. Two digits of a year mean the last such year, and the one a century before while someone may live."""


def read_born(text: str, today: date) -> Days:
    """The days a text may mean; empty when it is no date.

    1.2.1990, 01.02.90, 010290, 01021990, 19900201, 1990-02-01, 1. februar 1990, feb 1990, 02.1990. A date that there
    is not, written as one can be, raises DateError.
    """
    typed = plain(text).strip(" .,")
    worded = WORDED.fullmatch(typed)
    if worded:
        return _worded(worded, today)
    month = MONTH_YEAR.fullmatch(typed)
    if month:
        return _month(int(month[2] or month[3]), int(month[1] or month[4]))
    first = YEAR_FIRST.fullmatch(typed)
    return _day("-".join(first.groups()) if first else typed, today)


def _day(typed: str, today: date) -> Days:
    try:
        day = parse_date(typed, today.year)
    except DateError:
        if is_digits(typed, 8):
            return _day_or_none(f"{typed[:4]}-{typed[4:6]}-{typed[6:]}")
        if A_DATE.fullmatch(typed):
            raise
        return ()
    before = _century_before(day) if SHORT_YEAR.search(typed) and not ISO.match(typed) else None
    return tuple((one, one) for one in (day, before) if one and one <= today and today.year - one.year <= OLDEST)


def _century_before(day: date) -> date | None:
    try:
        return day.replace(year=day.year - 100)
    except ValueError:
        return None


def _day_or_none(iso: str) -> Days:
    try:
        day = parse_date(iso)
    except DateError:
        return ()
    return ((day, day),)


def _worded(found: re.Match[str], today: date) -> Days:
    names = {number for name, number in MONTHS.items() if name.startswith(found[2].lower())}
    if len(names) != 1 or (len(found[3]) == 2 and not found[1]):
        return ()
    month = names.pop()
    return _day(f"{found[1]}.{month}.{found[3]}", today) if found[1] else _month(int(found[3]), month)


def _month(year: int, month: int) -> Days:
    if not (1 <= month <= 12 and 1900 <= year <= 2100):
        return ()
    first = date(year, month, 1)
    return ((first, add_months(first, 1) - timedelta(days=1)),)
