"""A calendar month as a value."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})")


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year; sorts in time, and is written "2021-04". Raises ValueError for a month that is none."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1 <= self.month <= 12 and date.min.year <= self.year <= date.max.year):
            raise ValueError(f"no such month: {self.year}-{self.month}")

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @classmethod
    def parse(cls, text: str) -> Month:
        """The month that `str` wrote, as an address carries it. Raises ValueError for anything else."""
        found = WRITTEN.fullmatch(text)
        if found is None:
            raise ValueError(f"not a month: {text!r}")
        return cls(int(found[1]), int(found[2]))

    @cached_property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    @cached_property
    def last_day(self) -> date:
        """The last day of the month."""
        return date(self.year, self.month, days_in(self.year, self.month))

    def next(self) -> Month:
        """The month after."""
        return Month(self.year + 1, 1) if self.month == 12 else Month(self.year, self.month + 1)

    def previous(self) -> Month:
        """The month before."""
        return Month(self.year - 1, 12) if self.month == 1 else Month(self.year, self.month - 1)


def month_of(day: date) -> Month:
    """The month a day is in."""
    return Month(day.year, day.month)


def months_between(first: Month, last: Month) -> tuple[Month, ...]:
    """Every month from the first to the last, both included, oldest first. Empty when the last is before the first."""
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return tuple(Month(number // 12, number % 12 + 1) for number in numbers)


@cache
def days_in(year: int, month: int) -> int:
    """How many days a month has."""
    return calendar.monthrange(year, month)[1]
